"""What pairings add to the pages of needs, offers and experts."""

from flask import render_template

from matchmaker.experts.models import Expert
from matchmaker.experts.rules import owns as owns_profile
from matchmaker.kernel import clock
from matchmaker.kernel.rights import may, secretariat
from matchmaker.matching import Advice, Text, advice
from matchmaker.needs.models import Need
from matchmaker.needs.rules import owns as owns_need
from matchmaker.offers.models import Offer
from matchmaker.pairings import actions, queries, rules
from matchmaker.pairings.letters import explain_diagnosis, texts_of
from matchmaker.pairings.rules import OPEN_STATES, PairingPermission
from matchmaker.topics.rules import ProposedTerm
from matchmaker.topics.views import concept_labels
from matchmaker.web.database import session
from matchmaker.web.requests import actor

SHOWN = 3
MOST_SHIFTS = 20
MOST_SIMILAR = 5


def who_could_help(need: Need) -> str | None:
    """Return the best candidates for the secretariat, and what its office is told."""
    if secretariat(actor(), need) and need.published_at is not None:
        return _for_secretariat(need)
    if owns_need(actor(), need) and need.published_at is not None:
        return _for_office(need)
    return None


def _for_secretariat(need: Need) -> str:
    pairings = queries.pairings_of_need(session(), need, briefly=True)
    candidates = [one for one in pairings if one.state in OPEN_STATES]
    return render_template(
        "pairings/_who_could_help.html",
        need=need,
        candidates=candidates[:SHOWN],
        count=len(candidates),
        current=[one for one in pairings if one.state not in OPEN_STATES],
        rules=rules,
    )


def _for_office(need: Need) -> str:
    pairings = queries.pairings_of_need(session(), need, briefly=True)
    diagnosis = queries.diagnosis_of(session(), need)
    return render_template(
        "pairings/_for_office.html",
        need=need,
        considered=len([one for one in pairings if one.state in OPEN_STATES]),
        proposals=[one for one in pairings if one.was_proposed],
        why=explain_diagnosis(diagnosis) if diagnosis else None,
        rules=rules,
    )


def similar_needs(need: Need) -> str | None:
    """Return for its office and the secretariat who else has nearly the same open need."""
    if not owns_need(actor(), need) and not secretariat(actor(), need):
        return None
    similar = queries.similar_needs(session(), need)
    if not similar:
        return None
    return render_template(
        "pairings/_similar_needs.html",
        similar=similar[:MOST_SIMILAR],
        countries={one.need.country_code for one in similar},
        concept_labels=concept_labels,
    )


def need_advice(need: Need) -> str:
    """Return how much more text would help to find a partner for the need."""
    text = Text("need", need.title, need.problem, need.language)
    return _advice(advice([text], "need"))


def offer_advice(offer: Offer) -> str:
    """Return how much more evidence would help others to find the offer."""
    return _advice(advice(_texts(offer), "offer"))


def expert_advice(expert: Expert) -> str:
    """Return how much more evidence would help others to find the expert."""
    return _advice(advice(_texts(expert), "expert"))


def _texts(provider: Offer | Expert) -> list[Text]:
    return [Text(key, *parts) for key, parts in texts_of(provider).items()]


def _advice(given: Advice) -> str:
    return render_template("pairings/_advice.html", advice=given)


def where_i_stand(expert: Expert) -> str | None:
    """Return how often an expert was considered, and the proposals made to them."""
    if not owns_profile(actor(), expert):
        return None
    proposals = list(session().scalars(queries.proposals_of(actor())).unique())
    return render_template(
        "pairings/_where_i_stand.html",
        figures=queries.figures_of(session(), expert),
        proposals=proposals,
        rules=rules,
    )


def proposals_waiting(_record: object) -> str | None:
    """Return the proposals that wait for the actor's answer, for the start page."""
    if not actor().signed_in or not may(actor(), PairingPermission.MINE):
        return None
    waiting = list(session().scalars(queries.waiting_for_answer(actor())).unique())
    return render_template("pairings/_waiting.html", waiting=waiting, today=clock.today())


def what_would_change(proposed: ProposedTerm) -> str:
    """Return for the secretariat which suggestions a term of the lexicon would change."""
    shifts = actions.shifts_with(session(), proposed.lexicon)
    shown = shifts[:MOST_SHIFTS]
    keys = {key for one in shown for key in one.providers}
    found = queries.providers_by_keys(session(), sorted(keys))
    return render_template(
        "pairings/_what_would_change.html",
        shifts=shown,
        more=len(shifts) - len(shown),
        providers={queries.provider_key(provider): provider for provider in found},
    )
