"""Read times and dates in any way that people and programs write them."""
