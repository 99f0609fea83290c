"""The form of a request that a server takes: what it refuses, what is tried next, what is remembered of it."""
