"""Who may read the journal and the matrix of rights, and how the journal's acts are worded."""

from collections.abc import Mapping

from matchmaker.accounts.rules import ACTS as ACCOUNT_ACTS
from matchmaker.kernel.rights import Permission, staff
from matchmaker.kernel.words import N_, Message
from matchmaker.kernel.workflow import registered
from matchmaker.places.rules import ACTS as PLACE_ACTS


class AdminPermission(Permission):
    """What can be done with the platform's own records."""

    READ_JOURNAL = "admin:journal:read"
    """Read who did what to which record, when and why."""
    SEE_RIGHTS = "admin:rights:see"
    """See which role may do what."""


RIGHTS = {AdminPermission.READ_JOURNAL: staff, AdminPermission.SEE_RIGHTS: staff}

KINDS: Mapping[str, Message] = {
    "need": N_("Need"),
    "offer": N_("Offer"),
    "expert": N_("Expert"),
    "pairing": N_("Pairing"),
    "activity": N_("Activity"),
    "account": N_("Account"),
    "invitation": N_("Invitation"),
    "organization": N_("Organization"),
    "membership": N_("Membership of a country"),
    "letter": N_("Letter"),
    "lexicon_term": N_("Term of the lexicon"),
    "weight_proposal": N_("Weights of the signals"),
    "file": N_("File"),
}
"""The kinds of record that the journal tells of."""

_ACTS: Mapping[str, Message] = {
    **ACCOUNT_ACTS,
    **PLACE_ACTS,
    "assigned": N_("Given to a reviewer"),
    "loaded": N_("Loaded"),
    "retried": N_("Tried again"),
}


SCOPES: Mapping[str, Message] = {
    "accounts": N_("Accounts"),
    "activities": N_("Activities"),
    "admin": N_("Journal and rights"),
    "exchange": N_("Files that are loaded"),
    "experts": N_("Experts"),
    "needs": N_("Needs"),
    "notices": N_("Notices and letters"),
    "offers": N_("Offers"),
    "pairings": N_("Pairings"),
    "places": N_("Countries"),
    "portal": N_("Public pages"),
    "publication": N_("Queue"),
    "topics": N_("Topics"),
}
"""The parts of the platform, by what their permissions begin with."""


def act_label(kind: str, act: str) -> Message:
    """Return how an act is worded: as its workflow or feature words it, else its plain name."""
    workflow = registered().get(kind)
    said = workflow.act_label(act) if workflow else Message(act)
    return _ACTS.get(act, Message(act.replace("_", " "))) if said == act else said


CELLS: Mapping[str, tuple[Message, str]] = {
    "yes": (N_("Yes"), "good"),
    "own": (N_("Own records"), "waiting"),
    "some": (N_("Depends on the record"), "waiting"),
    "no": (N_("No"), "neutral"),
}
"""What a role may do with records, in words, and the tone in which it is shown."""
