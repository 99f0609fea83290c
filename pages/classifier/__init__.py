"""The Classifier page: one text through every source."""
