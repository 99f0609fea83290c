"""Find phone numbers: written in digits, announced by words, and spelt out."""
