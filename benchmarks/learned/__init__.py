"""How honest suggestions are at the edges: ``python -m benchmarks.learned FILE`` prints the table."""
