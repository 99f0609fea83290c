"""One text through every source, side by side, and the right answer where one is wrong."""
