"""Files from elsewhere become tickets: what a file is, what its columns and words mean, and the work itself."""
