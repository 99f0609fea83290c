"""What a process of the desk needs to run: the database that its settings name, threads of its own, logs."""
