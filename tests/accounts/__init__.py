"""People, organizations and signing in, tested."""
