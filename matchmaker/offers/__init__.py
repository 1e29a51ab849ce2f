"""Offers: what offices and organizations can share with others."""
