"""Texts of one kind of record as an engine, kept by this process until the records change."""

from collections.abc import Callable, Iterable
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from matchmaker.matching import Engine, Profile
from matchmaker.topics.lexicon.concepts import Lexicon
from matchmaker.topics.queries import lexicon_in_use

LEXICON = "lexicon"


def lexicon_of(session: Session) -> Lexicon:
    """Return the lexicon in use, asked for once in a session: pages have several shelves."""
    if LEXICON not in session.info:
        session.info[LEXICON] = lexicon_in_use(session)
    lexicon: Lexicon = session.info[LEXICON]
    return lexicon


class Shelf:
    """Keeps the engine over some records; what did not change is not read again.

    `kind` has a version and the date of its last change, `kept` says which records are on the
    shelf, and `profiles` loads them.
    """

    def __init__(
        self,
        kind: Any,
        kept: Callable[[], ColumnElement[bool]],
        profiles: Callable[[Session], Iterable[Profile]],
    ) -> None:
        self.kind, self.kept, self.profiles = kind, kept, profiles
        self._held: tuple[tuple[Any, ...], Engine] | None = None

    def engine(self, session: Session, lexicon: Lexicon) -> Engine:
        """Return the engine that knows the records as they are, fitted by their texts alone."""
        session.flush()
        state, held = self._state(session, lexicon), self._held
        if held is None or held[0] != state:
            earlier = held[1].index_ if held else None
            held = state, Engine(lexicon).fit(self.profiles(session), (), earlier)
            self._held = held
        return held[1]

    def _state(self, session: Session, lexicon: Lexicon) -> tuple[Any, ...]:
        """Return what changes whenever the records or the lexicon do."""
        kind = self.kind
        found = select(
            func.count(), func.sum(kind.version), func.max(kind.changed_at), func.max(kind.id)
        )
        row = session.execute(found.where(self.kept())).one()
        return (str(session.get_bind().engine.url), lexicon, *row)
