"""Flask plumbing: sections, requests and their one transaction, languages, forms, panels.

It knows no feature.
"""
