"""Small changes of the code that a test ought to notice: `make mutants`, decision 22."""
