"""Whether what stands somewhere is a secret: ordinary words and remarks, the forms of passwords and keys."""
