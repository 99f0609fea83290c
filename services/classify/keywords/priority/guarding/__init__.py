"""What takes urgent words back: the past, what is over, names, questions and quotations."""
