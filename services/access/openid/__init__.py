"""Sign-in by OpenID Connect: the provider at the wire, the check of its ID token, and whom its claims name."""
