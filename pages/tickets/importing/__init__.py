"""The import dialog of the Tickets page: a file, its mapping and the running import."""
