"""Kept counts of tickets: how they are folded, rebuilt and checked, and what they know of a filter."""
