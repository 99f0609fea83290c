"""How many tickets kept their targets, and what that makes of tiles and charts."""
