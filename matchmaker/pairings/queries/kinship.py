"""Needs that are nearly the same in several countries, which one joint activity could answer."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session, lazyload

from matchmaker.matching import Engine, Profile
from matchmaker.matching.kinship import Kin, Kinship
from matchmaker.needs.models import Need
from matchmaker.needs.rules import PUBLIC_STATES
from matchmaker.pairings.models import Pairing
from matchmaker.pairings.queries.profiles import need_text
from matchmaker.pairings.queries.records import BRIEFLY
from matchmaker.pairings.queries.shelf import Shelf, lexicon_of
from matchmaker.pairings.rules import OPEN_STATES
from matchmaker.publication.rules import PUBLISHED
from matchmaker.topics.lexicon.concepts import Lexicon

MOST_PROVIDERS = 5


@dataclass(frozen=True)
class SharedNeed:
    """Open needs of several countries that are nearly the same, and who is suggested to most."""

    needs: tuple[Need, ...]
    likeness: float
    """The least of any two, from 0 to 1."""
    concepts: tuple[str, ...]
    providers: tuple[tuple[Pairing, int], ...]
    """A pairing that names the provider, and to how many of the needs it is suggested."""

    @property
    def countries(self) -> list[str]:
        """Return the codes of the countries."""
        return sorted({need.country_code for need in self.needs})

    @property
    def languages(self) -> list[str]:
        """Return the languages in which all of the offices can work."""
        held = [set(need.languages) for need in self.needs]
        return sorted(set.intersection(*held)) if held else []


@dataclass(frozen=True)
class SimilarNeed:
    """An open need of another country that is nearly the same, and what both speak of."""

    need: Need
    concepts: tuple[str, ...]


def _public() -> ColumnElement[bool]:
    return Need.state.in_(PUBLIC_STATES)


def _profiles(session: Session) -> list[Profile]:
    found = select(Need).where(_public()).order_by(Need.id).options(lazyload("*"))
    return [
        Profile(need.ref, "need", need.language, (need_text(need),), country=need.country_code)
        for need in session.scalars(found)
    ]


_needs = Shelf(Need, _public, _profiles)


def engine_of_needs(session: Session, lexicon: Lexicon) -> Engine:
    """Return an engine to which the needs that everybody may read are what providers are else."""
    return _needs.engine(session, lexicon)


def shared_needs(session: Session) -> list[SharedNeed]:
    """Return the groups of open needs of two or more countries, the most alike first."""
    needs, lexicon = _open(session), lexicon_of(session)
    kinship = Kinship(engine_of_needs(session, lexicon).index_, needs, lexicon.concepts)
    groups = [kin for kin in kinship.groups() if len({needs[ref] for ref in kin.ids}) > 1]
    refs = [ref for kin in groups for ref in kin.ids]
    found = session.scalars(select(Need).where(Need.ref.in_(refs))).unique() if refs else ()
    records = {need.ref: need for need in found}
    suggested = _suggested(session, records.values())
    return [_shared(kin, [records[ref] for ref in kin.ids], suggested) for kin in groups]


def similar_needs(session: Session, need: Need) -> list[SimilarNeed]:
    """Return the open needs of other countries that are nearly the same as an open one."""
    if need.state != PUBLISHED:
        return []
    lexicon = lexicon_of(session)
    engine = engine_of_needs(session, lexicon)
    profiles = engine.fetch_(engine.index_.ids)
    others = [ref for ref, one in profiles.items() if one.country != need.country_code]
    pairs = Kinship(engine.index_, [need.ref, *others], lexicon.concepts).near(need.ref)
    said = {ref: kin.concepts for kin in pairs for ref in kin.ids if ref != need.ref}
    if not said:
        return []
    found = select(Need).where(Need.ref.in_(said), Need.state == PUBLISHED).options(lazyload("*"))
    records = {one.ref: one for one in session.scalars(found)}
    return [SimilarNeed(records[ref], concepts) for ref, concepts in said.items() if ref in records]


def _open(session: Session) -> dict[str, str]:
    """Return the countries of the open needs by their references."""
    found = select(Need.ref, Need.country_code).where(Need.state == PUBLISHED)
    return dict(session.execute(found).all())


def _suggested(session: Session, needs: Iterable[Need]) -> dict[int, list[Pairing]]:
    """Return by need the pairings that nobody has decided against."""
    found: dict[int, list[Pairing]] = defaultdict(list)
    wanted = select(Pairing).where(
        Pairing.need_id.in_([need.id for need in needs]), Pairing.state.in_(OPEN_STATES)
    )
    briefly = wanted.options(lazyload(Pairing.need), *BRIEFLY)
    for pairing in session.scalars(briefly.order_by(Pairing.score.desc(), Pairing.id)).unique():
        found[pairing.need_id].append(pairing)
    return found


def _shared(kin: Kin, needs: list[Need], suggested: dict[int, list[Pairing]]) -> SharedNeed:
    return SharedNeed(
        tuple(sorted(needs, key=lambda need: (need.country_code, need.ref))),
        kin.likeness,
        kin.concepts,
        _to_several([suggested.get(need.id, []) for need in needs]),
    )


def _to_several(lists: Sequence[Sequence[Pairing]]) -> tuple[tuple[Pairing, int], ...]:
    """Return the providers that are suggested to two needs or more, those to most first."""
    held: dict[tuple[int | None, int | None], list[Pairing]] = defaultdict(list)
    for pairings in lists:
        for pairing in pairings:
            held[pairing.offer_id, pairing.expert_id].append(pairing)
    several = [found for found in held.values() if len(found) > 1]
    several.sort(key=lambda found: (-len(found), -sum(one.score or 0.0 for one in found)))
    return tuple((found[0], len(found)) for found in several[:MOST_PROVIDERS])
