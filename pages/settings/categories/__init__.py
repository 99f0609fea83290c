"""The categories on the Settings page: their order, and one in a drawer."""
