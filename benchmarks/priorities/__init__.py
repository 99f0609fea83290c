"""The texts with priorities that the word scores are fitted on, and their fitting."""
