"""Make the word vectors that are shipped: ``python -m benchmarks.word_vectors FILE``."""
