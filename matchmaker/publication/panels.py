"""What the queue shows on the secretariat's start page."""

from flask import render_template
from sqlalchemy import case, func, select

from matchmaker.kernel import clock
from matchmaker.kernel.rights import may
from matchmaker.publication.models import QueueItem
from matchmaker.publication.queries import open_items
from matchmaker.publication.rules import QueuePermission
from matchmaker.web.database import session
from matchmaker.web.requests import actor

SHOWN = 5


def queue_waiting(_record: object) -> str | None:
    """Return how much waits and is overdue, and what is due first; only for the secretariat."""
    if not may(actor(), QueuePermission.SEE):
        return None
    today = clock.today()
    overdue = func.count(case((QueueItem.due_on < today, 1)))
    waiting, late = (
        session().execute(select(func.count(), overdue).where(QueueItem.closed_at.is_(None))).one()
    )
    return render_template(
        "publication/_waiting.html",
        waiting=waiting,
        late=late,
        items=list(session().scalars(open_items().limit(SHOWN)).unique()),
        today=today,
    )
