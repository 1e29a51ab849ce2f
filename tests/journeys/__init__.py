"""Whole stories, played in a real browser against the running program."""
