"""What the site's header shows of a person's notices."""

from flask import render_template

from matchmaker.notices.queries import count_unread
from matchmaker.web.database import session
from matchmaker.web.requests import actor


def header(_record: object) -> str | None:
    """Return the way to one's notices and how many are unread; nothing for the public."""
    account_id = actor().account_id
    if account_id is None:
        return None
    return render_template("notices/_header_panel.html", unread=count_unread(session(), account_id))
