"""Filters of tickets: one row a filter, as SQL clauses, URL parameters and an English sentence; saved views."""
