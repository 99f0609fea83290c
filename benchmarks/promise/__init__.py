"""Whether "at most N % wrong" is kept, and what it decides: ``python -m benchmarks.promise FILE`` prints the table."""
