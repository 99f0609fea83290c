"""How right the sources are: what may be measured on what, runs that are kept, figures with their intervals."""
