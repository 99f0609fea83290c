"""The Tickets page: filter, table, selection, bulk actions, saved views."""
