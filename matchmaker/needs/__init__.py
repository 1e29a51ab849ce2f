"""Needs: what a country asks for, in its own words."""
