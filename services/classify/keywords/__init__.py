"""The ``keywords`` source: weighted words and phrases for categories and priorities."""
