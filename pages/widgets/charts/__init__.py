"""What the charts of every page share: the theme they are drawn in."""
