"""One ticket in a drawer of the Tickets page: read it, edit it, its history and neighbours."""
