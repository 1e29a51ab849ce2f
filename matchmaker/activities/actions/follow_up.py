"""Daily chores: reports that are missing, and marks that follow corrected memberships."""

from sqlalchemy.orm import Session

from matchmaker.activities.actions.progress import wait_for_secretariat
from matchmaker.activities.events import ActivityOverdue
from matchmaker.activities.queries import activities_by_day, marks_among, overdue
from matchmaker.kernel.events import announce
from matchmaker.places.queries import standings
from matchmaker.publication.queries import open_item


def remind_overdue(session: Session, *, review_days: int = 10) -> int:
    """Put activities without reports into the queue, once; return how many were put there."""
    found = [one for one in overdue(session) if open_item(session, "activity", one.ref) is None]
    for activity in found:
        wait_for_secretariat(session, activity, review_days)
        announce(session, ActivityOverdue(activity.id))
    return len(found)


def derive_marks(session: Session) -> int:
    """Bring the marks in lists up to date with the memberships; return how many changed."""
    changed = 0
    for day, activities in activities_by_day(session).items():
        found = standings(session, day)
        for activity in activities:
            fresh = marks_among(activity, found)
            marks = fresh.south_south.holds, fresh.triangular.holds
            if marks != (activity.south_south, activity.triangular):
                activity.south_south, activity.triangular = marks
                changed += 1
    session.flush()
    return changed
