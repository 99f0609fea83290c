"""The data of the desk on the Settings page: backups, retention, privacy, sample tickets, reset."""
