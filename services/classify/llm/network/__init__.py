"""The way to a server: its address, one client, one event loop, what can go wrong on it."""
