"""Signing in and out by OpenID Connect: routes of the desk, before its pages."""
