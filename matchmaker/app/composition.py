"""Which sections, rights, events and panels make up the application."""

from flask import Flask

from matchmaker.config import Settings


def compose(app: Flask, settings: Settings) -> None:
    """Register every feature."""
