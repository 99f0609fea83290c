"""A suggestion source that is made up: the plugin adds its row, the cases look for it everywhere."""
