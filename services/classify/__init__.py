"""Text in, Suggestion out."""
