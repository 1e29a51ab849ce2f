"""Countries and their groups, with dates and sources."""
