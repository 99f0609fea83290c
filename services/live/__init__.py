"""Live updates: every process hears that tickets changed."""
