"""The routes, a module a resource: each reads the request and hands over to services/."""
