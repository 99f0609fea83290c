"""What a language model said: found in its words, checked, and kept."""
