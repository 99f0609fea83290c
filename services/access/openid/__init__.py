"""Sign-in by OpenID Connect: the calls to the provider, the check of its ID token, and whom its claims name."""
