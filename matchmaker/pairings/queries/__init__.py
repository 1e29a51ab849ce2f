"""Questions asked of the pairings, and the profiles that the engine compares."""

from matchmaker.pairings.queries.people import (
    Contact,
    contacts_of,
    focal_points,
    people_of,
    provider_title,
)
from matchmaker.pairings.queries.portfolio import Portfolio, open_portfolio
from matchmaker.pairings.queries.profiles import (
    capacity_left,
    need_profile,
    profiles_by_keys,
    provider_key,
    provider_profiles,
    providers_by_keys,
)
from matchmaker.pairings.queries.records import (
    PairingFigures,
    active_counts,
    diagnosis_of,
    figures_of,
    next_on_shortlist,
    open_proposal,
    overdue_proposals,
    pairing_by_ref,
    pairings_of_need,
    proposals_of,
    proposals_to_remind,
    waiting_for_answer,
)
from matchmaker.pairings.queries.weights import (
    weight_proposal_by_ref,
    weight_proposals,
    weights_accepted,
    weights_from,
    weights_in_use,
    weights_waiting,
)

__all__ = [
    "Contact",
    "PairingFigures",
    "Portfolio",
    "active_counts",
    "capacity_left",
    "contacts_of",
    "diagnosis_of",
    "figures_of",
    "focal_points",
    "need_profile",
    "next_on_shortlist",
    "open_portfolio",
    "open_proposal",
    "overdue_proposals",
    "pairing_by_ref",
    "pairings_of_need",
    "people_of",
    "profiles_by_keys",
    "proposals_of",
    "proposals_to_remind",
    "provider_key",
    "provider_profiles",
    "provider_title",
    "providers_by_keys",
    "waiting_for_answer",
    "weight_proposal_by_ref",
    "weight_proposals",
    "weights_accepted",
    "weights_from",
    "weights_in_use",
    "weights_waiting",
]
