"""Rules that hold for the whole platform, executed."""
