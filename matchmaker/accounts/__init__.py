"""People, organizations, roles and signing in."""
