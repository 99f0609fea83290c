"""The Review page: one unconfirmed ticket at a time, answered with one key, and what the answers brought."""
