"""The fields of needs, offers, experts and activities, as files hold them."""

from collections.abc import Mapping
from functools import cache

from babel import Locale

from matchmaker.activities.rules import CONFIDENCE
from matchmaker.activities.rules import KINDS as ACTIVITY_KINDS
from matchmaker.exchange import rules
from matchmaker.exchange.schemas.fields import (
    Field,
    Schema,
    Spot,
    day,
    day_or_part,
    matching,
    one_of,
    optional,
    record,
    records,
    several,
    text,
    whole,
    yes_or_no,
)
from matchmaker.experts.rules import SHOW_MISSIONS, SHOW_NAME
from matchmaker.kernel.words import N_
from matchmaker.needs.rules import BUDGETS, MODES, PROVIDERS, REQUIREMENT_KINDS
from matchmaker.places.lexicon import country_codes, group_kinds
from matchmaker.topics import lexicon


@cache
def _languages() -> frozenset[str]:
    codes = [str(code) for code in Locale("en").languages]
    return frozenset(code for code in codes if code.isalpha() and len(code) < 4)


COUNTRY = one_of(country_codes)
LANGUAGE = one_of(_languages)
TOPIC = one_of(lexicon.topics)
TITLE = text(300)
LONG = text(20_000)

ORIGIN: Mapping[str, Field] = {
    "id": matching(
        r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}",
        N_("This must be a name of at most 60 letters, digits, dots and hyphens."),
    ),
    "lang": one_of(lambda: lexicon.LANGUAGES),
    "source": optional(text(4000)),
    "stated": optional(day_or_part()),
    "confidence": optional(text(80)),
    "basis": optional(text(80)),
    "illustrative": optional(several(text(40))),
}
SUBJECT: Mapping[str, Field] = {
    "topics": several(TOPIC, least=1),
    "assistance": several(one_of(lexicon.assistance), least=1),
    "languages": several(LANGUAGE, least=1),
    "mode": one_of(lambda: MODES),
}
FROM_ORGANIZATION: Mapping[str, Field] = {
    **ORIGIN,
    **SUBJECT,
    "country": COUNTRY,
    "organization": TITLE,
    "title": TITLE,
    "description": LONG,
    "sectors": optional(several(one_of(lexicon.sectors))),
}


def _number_as_text() -> Field:
    short = matching(r"[A-Za-z0-9_-]{1,40}", N_("There is no such code."))
    return Field(lambda value, spot: short.read(str(value) if type(value) is int else value, spot))


def _made_up() -> Field:
    flag = yes_or_no()
    return Field(
        lambda value, spot: ("everything",) if flag.read(value, spot) else (), flag.from_cell
    )


def _check_requirement(row: rules.RequirementRow, spot: Spot) -> None:
    known = {
        "language": _languages(),
        "topic": lexicon.topics(),
        "group": group_kinds(),
        "provider": PROVIDERS,
    }
    if row.kind in known and row.value not in known[row.kind]:
        spot.inside("value").refuse(row.value, N_("There is no such code."))
    if row.kind == "missions" and not row.value.isdigit():
        spot.inside("value").refuse(row.value, N_("Say how many missions."))
    if row.kind == "other" and not row.text:
        spot.inside("text").refuse(None, N_("This field is missing or empty."))


def _check_need(row: rules.NeedRow, spot: Spot) -> None:
    if row.starts_on and row.ends_on and row.ends_on < row.starts_on:
        spot.inside("ends_on").refuse(
            row.ends_on.isoformat(), N_("The end is before the beginning.")
        )


def _check_activity(row: rules.ActivityRow, spot: Spot) -> None:
    shorter = min(len(row.start), len(row.end))
    if row.end[:shorter] < row.start[:shorter]:
        spot.inside("end").refuse(row.end, N_("The end is before the beginning."))


def _check_party(row: rules.PartyRow, spot: Spot) -> None:
    if not row.country and not row.name:
        spot.refuse(None, N_("Give the country, the name, or both."))


REQUIREMENT = Schema(
    rules.RequirementRow,
    {
        "kind": one_of(lambda: REQUIREMENT_KINDS),
        "value": optional(_number_as_text()),
        "text": optional(text(300)),
        "essential": yes_or_no(),
    },
    _check_requirement,
)
EVIDENCE = Schema(
    rules.EvidenceRow,
    {
        "title": text(200),
        "text": LONG,
        "year": optional(whole(1900, 2100)),
        "country": optional(COUNTRY),
    },
)
MISSION = Schema(
    rules.MissionRow,
    {
        "title": text(200),
        "text": LONG,
        "year": whole(1900, 2100),
        "country": optional(COUNTRY),
        "topics": optional(several(TOPIC)),
    },
)
CONFLICT = Schema(
    rules.ConflictRow,
    {"country": COUNTRY, "reason": text(2000), "organization": optional(TITLE)},
)
VISIBILITY = Schema(
    rules.VisibilityRow,
    {
        "name": one_of(lambda: SHOW_NAME),
        "missions": one_of(lambda: SHOW_MISSIONS),
        # who looks for an expert must know the languages
        "languages": one_of(lambda: ("public",)),
    },
)
PARTIES = records(
    Schema(rules.PartyRow, {"country": optional(COUNTRY), "name": optional(TITLE)}, _check_party)
)

NEED = Schema(
    rules.NeedRow,
    {
        **FROM_ORGANIZATION,
        "beneficiaries": optional(text(500)),
        "budget": optional(one_of(lambda: BUDGETS)),
        "requirements": optional(records(REQUIREMENT)),
        "starts_on": optional(day()),
        "ends_on": optional(day()),
        "answer_by": optional(day()),
    },
    _check_need,
)
OFFER = Schema(
    rules.OfferRow,
    {
        **FROM_ORGANIZATION,
        "capacity": optional(text(500)),
        "capacity_per_year": optional(whole(1, 10_000)),
        "evidence": optional(records(EVIDENCE)),
    },
)
EXPERT = Schema(
    rules.ExpertRow,
    {
        **ORIGIN,
        **SUBJECT,
        "illustrative": optional(_made_up()),
        "name": text(200),
        "country": COUNTRY,
        "residence": optional(COUNTRY),
        "headline": TITLE,
        "missions": records(MISSION, least=1),
        "visibility": record(VISIBILITY),
        "available_from": optional(day()),
        "unavailable_until": optional(day()),
        "capacity": optional(whole(1, 100)),
        "engaged": optional(whole(0, 100)),
        "conflicts": optional(records(CONFLICT)),
    },
)
ACTIVITY = Schema(
    rules.ActivityRow,
    {
        **ORIGIN,
        "source": text(4000),
        "confidence": optional(one_of(lambda: CONFIDENCE)),
        "title": TITLE,
        "description": LONG,
        "kind": one_of(lambda: ACTIVITY_KINDS),
        "topics": several(TOPIC, least=1),
        "start": optional(day_or_part()),
        "end": optional(day_or_part()),
        "beneficiaries": PARTIES,
        "providers": PARTIES,
        "supporters": optional(PARTIES),
        "south_south": yes_or_no(),
        "triangular": yes_or_no(),
        "results": optional(text(4000)),
    },
    _check_activity,
)
KINDS: Mapping[str, Schema] = {
    "needs": NEED,
    "offers": OFFER,
    "experts": EXPERT,
    "activities": ACTIVITY,
}
"""How the rows of each kind of file are read."""
