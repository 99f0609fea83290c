"""The Dashboard page: tiles, charts and insights of the filtered tickets."""
