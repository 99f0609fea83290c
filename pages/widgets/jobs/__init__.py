"""Jobs on every page: a line while one runs, what came of it, and what one does next."""
