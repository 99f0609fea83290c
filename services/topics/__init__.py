"""Topics: what tickets are about. Find them among recent tickets, decide which a ticket belongs to, and name them."""
