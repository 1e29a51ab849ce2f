"""The public face: the start page, and pages that look across all features."""
