"""Diagnostics of an installation in one page of text: python -m services.doctor. Never a secret or ticket text.

Only the standard library is imported at the top of its modules, so that it also speaks where the set-up is broken;
whatever cannot be found out says why in its own line.
"""
