"""Find secrets: passwords by their names, keys and tokens by their shape, one-time codes."""
