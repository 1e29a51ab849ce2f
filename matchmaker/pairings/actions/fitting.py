"""The engine that knows every published provider, its index kept on disk and shared by workers.

The index is built when somebody asks for it after a change, from what the earlier index already
holds, and written beside it; a worker that finds a newer one opens that. What a provider may and
can do is asked of the records each time, so that a withdrawn profile is gone at once.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from pathlib import Path

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchmaker.experts.models import Expert
from matchmaker.kernel import clock
from matchmaker.matching import (
    Damaged,
    Encoder,
    Engine,
    Index,
    Profile,
    bundled_encoder,
    clear_index,
    current_state,
    load_index,
    save_index,
)
from matchmaker.needs.models import Need
from matchmaker.needs.queries import open_needs
from matchmaker.offers.models import Offer
from matchmaker.pairings.queries import need_profile, profiles_by_keys, provider_profiles
from matchmaker.pairings.queries.weights import weights_in_use
from matchmaker.places.queries import standings
from matchmaker.publication.rules import PUBLISHED
from matchmaker.topics.queries import lexicon_in_use

SMALL = 5_000  # texts up to which a page may wait until a changed index is built


@dataclass
class _Kept:
    """What this process holds: where indexes are written, the encoder, and the engine in use."""

    folder: Path | None = None
    encoder: Encoder | None = None
    state: str = ""
    engine: Engine | None = None


_kept = _Kept()


def keep_index_in(folder: Path | None, semantic: bool = False) -> None:
    """Write indexes to the folder from now on; with `semantic`, use the encoder if installed."""
    _kept.folder, _kept.encoder = folder, bundled_encoder() if semantic else None
    _kept.state, _kept.engine = "", None


def fitted_engine(session: Session, today: date | None = None, patient: bool = True) -> Engine:
    """Return the engine that knows every provider as of now.

    Whoever is not patient gets the engine as it was before the last changes while a large index
    waits to be built anew; nobody who has left since is ever suggested by it.
    """
    session.flush()
    state = _state(session)
    if state != _kept.state or _kept.engine is None:
        waiting = None if patient else _large()
        engine = _opened(session, state) or waiting or _built(session, state)
        if engine is not _kept.engine:
            _kept.state, _kept.engine = state, engine
    return _for(session, _kept.engine or _built(session, state), today or clock.today())


def encoder_name() -> str:
    """Return the name of the encoder in use, or nothing."""
    return _kept.encoder.name if _kept.encoder else ""


def forget_index() -> None:
    """Remove every written index: somebody was erased, and nothing of them may stay."""
    _kept.state, _kept.engine = "", None
    if _kept.folder is not None:
        clear_index(_kept.folder)


def _for(session: Session, engine: Engine, today: date) -> Engine:
    """Return the engine as it is for one session on one day."""

    def fetch(keys: Sequence[str]) -> Mapping[str, Profile]:
        return profiles_by_keys(session, keys, today)

    own = copy.copy(engine)
    own.fetch_ = fetch
    return own


def _opened(session: Session, state: str) -> Engine | None:
    """Return the engine over the written index, if that is the one wanted and sound."""
    if _kept.folder is None or current_state(_kept.folder) != state:
        return None
    try:
        index = load_index(_kept.folder)
    except Damaged:
        return None
    return _engine(session).open(index, lambda _keys: {})


def _large() -> Engine | None:
    """Return the engine in use if its index is too large to build anew while somebody waits."""
    engine = _kept.engine
    return engine if engine is not None and len(engine.index_.keys) > SMALL else None


def _built(session: Session, state: str) -> Engine:
    """Return an engine fitted to the records as they are, and write its index."""
    today = clock.today()
    places = standings(session, today)
    needs = [need_profile(need, places) for need in open_needs(session)]
    engine = _engine(session).fit(provider_profiles(session, today), needs, _earlier())
    if _kept.folder is not None:
        save_index(replace(engine.index_, state=state), _kept.folder)
    return engine


def _engine(session: Session) -> Engine:
    return Engine(lexicon_in_use(session), weights_in_use(session), _kept.encoder)


def _earlier() -> Index | None:
    """Return the index before the change, whose texts need not be read again."""
    if _kept.engine is not None:
        return _kept.engine.index_
    try:
        return load_index(_kept.folder) if _kept.folder is not None else None
    except Damaged:
        return None


def _state(session: Session) -> str:
    """Return a name of what the index is made from, which changes whenever that does."""
    database, weights = session.get_bind().engine.url.database, weights_in_use(session).each()
    told: list[object] = [database, lexicon_in_use(session).version(), encoder_name(), weights]
    for kind in (Offer, Expert, Need):
        found = select(func.count(), func.sum(kind.version), func.max(kind.changed_at))
        told.extend(session.execute(found.where(kind.state == PUBLISHED)).one())
    return sha256(repr(told).encode()).hexdigest()
