"""The embedded PostgreSQL: the server from the wheel, its programs, processes and settings."""
