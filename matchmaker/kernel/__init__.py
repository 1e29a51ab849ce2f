"""The ground that every feature stands on; it knows no feature and no Flask."""
