"""What people decided about suggestions, as grades by which the engine can be judged."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from matchmaker.experts.models import Expert
from matchmaker.needs.models import Need
from matchmaker.offers.models import Offer
from matchmaker.pairings.models import Pairing
from matchmaker.pairings.rules import (
    AGREED,
    COMPLETED,
    DECLINED,
    DISMISSED,
    ENDED,
    LAPSED,
    PROPOSED,
    SHORTLISTED,
    SUGGESTED,
    WITHDRAWN,
)
from matchmaker.pairings.rules.decisions import grade_of_refusal

GRADES: Mapping[str, int | None] = MappingProxyType(
    {
        AGREED: 3,
        COMPLETED: 3,
        ENDED: 3,  # both sides agreed; that the activity was cancelled says nothing of the fit
        SHORTLISTED: 2,
        PROPOSED: 2,
        LAPSED: 2,  # the secretariat found it good, and nobody said no
        WITHDRAWN: 2,
        DISMISSED: 0,
        DECLINED: None,  # the secretariat had found it good; a side tells by its reason if not
        SUGGESTED: None,  # nobody has decided
    }
)
REFUSALS = frozenset({DISMISSED, DECLINED})
"""Where the reason decides on the grade; theirs above is that of a reason without a code."""


@dataclass(frozen=True, slots=True)
class Decided:
    """A pairing as the ranking had it, and what people made of it."""

    need: str
    need_language: str
    need_country: str
    provider: str
    provider_language: str
    place: int  # 0 for one that a person added
    state: str
    proposed: bool
    reason_code: str = ""

    @property
    def grade(self) -> int | None:
        """Return 3 for agreed, 2 for proposed or shortlisted, less for put aside or declined.

        It is None where nobody has decided, or for a reason that says nothing of the match.
        """
        if self.state in REFUSALS:
            return grade_of_refusal(self.reason_code, untold=GRADES[self.state])
        return GRADES[self.state]

    @property
    def judged(self) -> bool:
        """Return whether it belongs into a ranking that is judged: no other reason kept it out."""
        return self.state == SUGGESTED or self.grade is not None

    @property
    def shortlisted(self) -> bool:
        """Return whether it is on the shortlist or went further."""
        return self.state == SHORTLISTED or self.proposed

    @property
    def agreed(self) -> bool:
        """Return whether both sides said yes."""
        return self.grade == 3


def decided(session: Session) -> list[Decided]:
    """Return every pairing with its decision, by need and place, without loading a record."""
    found = (
        select(
            Need.ref,
            Need.language,
            Need.country_code,
            Pairing.offer_id,
            Pairing.expert_id,
            func.coalesce(Offer.language, Expert.language),
            Pairing.place,
            Pairing.state,
            Pairing.proposed_at.is_not(None),
            Pairing.reason_code,
        )
        .select_from(Pairing)
        .join(Need, Pairing.need_id == Need.id)
        .outerjoin(Offer, Pairing.offer_id == Offer.id)
        .outerjoin(Expert, Pairing.expert_id == Expert.id)
        .order_by(Need.ref, Pairing.place, Pairing.score.desc(), Pairing.id)
    )
    return [
        Decided(
            ref,
            language,
            country,
            f"offer-{offer}" if offer is not None else f"expert-{expert}",
            written,
            place,
            state,
            bool(proposed),
            code,
        )
        for ref, language, country, offer, expert, written, place, state, proposed, code in (
            session.execute(found)
        )
    ]
