"""Saved dashboards: which cards in which order, under which filter, period and comparison; and which opens first."""
