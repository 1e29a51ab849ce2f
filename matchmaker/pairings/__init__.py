"""Pairings: suggestions, the secretariat's review, the proposal and both sides' answers."""
