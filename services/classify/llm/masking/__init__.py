"""Masking: personal data and secrets are replaced by placeholders before a text leaves the machine."""
