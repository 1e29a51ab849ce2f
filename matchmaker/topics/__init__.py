"""The taxonomy of the IP field, in seven languages."""
