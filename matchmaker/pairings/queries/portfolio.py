"""What the best set over all open needs is chosen from, as true on one date."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session, lazyload

from matchmaker.kernel.events import announce
from matchmaker.matching.portfolio import Limits, Option, Plan, best_set, greedy
from matchmaker.needs.models import Need
from matchmaker.offers.models import Offer
from matchmaker.pairings.events import ExperienceAsked
from matchmaker.pairings.models import Pairing
from matchmaker.pairings.queries.profiles import capacity_left
from matchmaker.pairings.queries.records import BRIEFLY, active_counts
from matchmaker.pairings.rules import AGREED, COMPLETED, OPEN_STATES, PROPOSED
from matchmaker.places.queries import standings
from matchmaker.places.rules import Status
from matchmaker.publication.rules import PUBLISHED


@dataclass(frozen=True)
class Portfolio:
    """The open needs with their candidates, and what limits the choice among them."""

    needs: tuple[Need, ...]
    candidates: dict[str, tuple[Pairing, ...]]
    """By the need's reference, the most points first."""
    capacity: dict[str, int]
    """How many more each provider can carry, by its reference, where that is known."""
    ldc_needs: frozenset[str]
    newcomers: frozenset[str]
    """Who was never deployed: organizations and experts as the options name them."""

    def options(self) -> list[Option]:
        """Return every candidate as an option."""
        return [
            Option(ref, one.provider.ref, one.score, body_of(one))
            for ref, held in self.candidates.items()
            for one in held
        ]

    def is_newcomer(self, pairing: Pairing) -> bool:
        """Return whether the pairing would be a first chance."""
        return body_of(pairing) in self.newcomers

    def best(self, limits: Limits) -> Plan:
        """Return the best set that keeps the limits, or why there is none."""
        known = self.capacity, self.ldc_needs, self.newcomers
        return best_set(self.options(), *known, limits)

    def greedy(self, limits: Limits) -> Plan:
        """Return what comes of taking the best candidate left, again and again."""
        known = self.capacity, self.ldc_needs, self.newcomers
        return greedy(self.options(), *known, limits)

    def pairings_in(self, plan: Plan) -> dict[str, list[Pairing]]:
        """Return the pairings of a set by the need's reference."""
        taken = {(one.need, one.provider) for one in plan.chosen}
        return {
            ref: [one for one in held if (ref, one.provider.ref) in taken]
            for ref, held in self.candidates.items()
        }


def open_portfolio(session: Session, on: date) -> Portfolio:
    """Return what the best set over all open needs is chosen from on the date."""
    needs = _open_needs(session)
    pairings = _candidates(session)
    by_need: dict[int, list[Pairing]] = defaultdict(list)
    for one in pairings:
        by_need[one.need_id].append(one)
    carried, places = active_counts(session), standings(session, on)
    left = {one.provider.ref: capacity_left(one.provider, carried) for one in pairings}
    return Portfolio(
        needs=needs,
        candidates={need.ref: tuple(by_need[need.id]) for need in needs},
        capacity={ref: number for ref, number in left.items() if number is not None},
        ldc_needs=frozenset(
            one.ref for one in needs if places[one.country_code].status is Status.LDC
        ),
        newcomers=frozenset(map(body_of, pairings)) - _experienced(session, pairings),
    )


def body_of(pairing: Pairing) -> str:
    """Return who stands behind the pairing's provider, such as `organization-3`."""
    if pairing.offer is not None:
        return f"organization-{pairing.offer.organization_id}"
    return f"expert-{pairing.expert_id}"


def _open_needs(session: Session) -> tuple[Need, ...]:
    """Return the needs for which somebody could be proposed now, the first stated first."""
    asked = select(Pairing.need_id).where(Pairing.state.in_((PROPOSED, AGREED)))
    found = (
        select(Need)
        .where(Need.state == PUBLISHED, Need.id.not_in(asked))
        .options(lazyload(Need.terms), lazyload(Need.requirements), lazyload(Need.organization))
        .order_by(Need.ref)
    )
    return tuple(session.scalars(found))


def _candidates(session: Session) -> list[Pairing]:
    """Return the open suggestions whose provider can be asked, the most points first."""
    found = (
        select(Pairing)
        .join(Need, Need.id == Pairing.need_id)
        .where(Pairing.state.in_(OPEN_STATES), Need.state == PUBLISHED)
        .options(lazyload(Pairing.need), *BRIEFLY)
        .order_by(Pairing.score.desc(), Pairing.id)
    )
    held = session.scalars(found).unique()
    return [one for one in held if one.provider.state == PUBLISHED]


def _experienced(session: Session, pairings: Iterable[Pairing]) -> frozenset[str]:
    """Return who has carried something out, is at it, or is about to."""
    done = (
        select(Offer.organization_id, Pairing.expert_id)
        .select_from(Pairing)
        .outerjoin(Offer, Offer.id == Pairing.offer_id)
        .where(Pairing.state.in_((AGREED, COMPLETED)))
    )
    rows = session.execute(done).all()
    asked = ExperienceAsked({one[0] for one in rows}, {one[1] for one in rows})
    announce(session, asked)
    busy = {one.expert_id for one in pairings if one.expert is not None and one.expert.engaged}
    return _named("organization", asked.organizations) | _named("expert", asked.experts | busy)


def _named(kind: str, numbers: Iterable[int | None]) -> frozenset[str]:
    return frozenset(f"{kind}-{number}" for number in numbers if number is not None)
