"""The Settings page: categories, language models, the learned classifier and the data."""
