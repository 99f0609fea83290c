"""What a process of the desk needs to run: its database, threads and logs, and its share of the processor."""
