"""Matchmaker: South-South matchmaking in intellectual property."""

__version__ = "0.1.0"
