"""Backups in one file, restored into a database beside the desk's and swapped in at once; moving and upgrading."""
