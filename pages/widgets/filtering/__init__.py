"""The filter bar, the period beside it, and the labels of filters."""
