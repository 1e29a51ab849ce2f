"""Experts: people who put what they have done at the service of other countries."""
