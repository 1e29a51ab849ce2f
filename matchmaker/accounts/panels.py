"""What the site's header shows of the person who is signed in."""

from flask import render_template


def header(_record: object) -> str:
    """Return the way to sign in, or the person's name and the way out."""
    return render_template("accounts/_header_panel.html")
