"""What the desk knows about a requester: as a file, and erased for good."""
