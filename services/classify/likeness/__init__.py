"""What the texts that we labelled say of a text: a linear model of its words, shipped as numbers."""
