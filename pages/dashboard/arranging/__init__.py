"""Saved dashboards on the page: opening one, the row of those there are, and choosing cards and their order."""
