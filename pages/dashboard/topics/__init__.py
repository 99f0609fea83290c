"""Topics on the dashboard: their card, and what a lead can do with them."""
