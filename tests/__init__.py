"""The tests of Matchmaker."""
