"""The language models: providers, prompt, masking, answers and their limits."""
