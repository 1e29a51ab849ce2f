"""Questions asked of what was loaded."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from matchmaker.exchange.models import Import


def loaded(session: Session, kind: str) -> dict[str, str]:
    """Return the references of the records of a kind that were loaded, by their rows' ids."""
    found = select(Import.slug, Import.ref).where(Import.kind == kind)
    return {row.slug: row.ref for row in session.execute(found)}
