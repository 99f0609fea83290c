"""What the jobs do: a module a kind, imported by who runs one. Each has ``run(run)``, which returns the result."""
