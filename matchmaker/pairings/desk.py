"""The secretariat's pages: candidates for a need, the proposal, and the best set of them all."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext
from sqlalchemy.orm import Session

from matchmaker.experts.queries import expert_by_ref
from matchmaker.kernel import clock
from matchmaker.kernel.errors import Invalid, Missing
from matchmaker.kernel.words import N_
from matchmaker.kernel.workflow import Step
from matchmaker.matching import Weights
from matchmaker.matching.guard import ENOUGH, MOST_LOST, acceptable
from matchmaker.needs.models import Need
from matchmaker.needs.queries import need_by_ref
from matchmaker.offers.queries import offer_by_ref
from matchmaker.pairings import actions, queries, rules
from matchmaker.pairings.forms import CandidateForm, NoteForm, PortfolioForm, ProposalForm
from matchmaker.pairings.letters import explain, explain_diagnosis
from matchmaker.pairings.models import Pairing, WeightProposal
from matchmaker.pairings.rules import DECIDED_STATES, PairingPermission
from matchmaker.pairings.rules.decisions import REASON_CODES, REFUSED_FOR
from matchmaker.pairings.rules.weighing import LEARNED_FROM, WEIGHT_WORKFLOW, WeightPermission
from matchmaker.places.queries import standings
from matchmaker.publication.forms import seen
from matchmaker.publication.rules import DRAFT
from matchmaker.topics.views import concept_labels
from matchmaker.web.database import session
from matchmaker.web.pages import PER_PAGE, Paged, page, page_number
from matchmaker.web.requests import Section, actor, go
from matchmaker.web.steps import answer_step


def _sent_need(session: Session, ref: str) -> Need:
    """Return the need of that reference; a draft is its office's own affair."""
    need = need_by_ref(session, ref)
    if need.state == DRAFT:
        raise Missing
    return need


section = Section(
    "candidates", __name__, "/desk/candidates", find=_sent_need, see=PairingPermission.REVIEW
)
proposals = Section(
    "proposals",
    __name__,
    "/desk/proposals",
    find=queries.pairing_by_ref,
    see=PairingPermission.REVIEW,
)
portfolios = Section("portfolio", __name__, "/pairings")
weights = Section(
    "weights",
    __name__,
    "/pairings/weights",
    find=queries.weight_proposal_by_ref,
    see=WeightPermission.SEE,
)
MOST_COMPARED = 4


@section.page("/<ref>", PairingPermission.REVIEW, ("GET", "POST"))
def show(need: Need) -> Any:
    """Show the candidates for a need with their reasons; add one by hand."""
    form = CandidateForm()
    if form.sent():
        with form.refusals():
            provider = _provider(form.provider.data)
            actions.add_candidate(session(), actor(), need, provider)
        if form.accepted:
            flash(_("The candidate is on the shortlist."))
            return go("candidates.show", ref=need.ref)
    pairings = queries.pairings_of_need(session(), need)
    diagnosis = queries.diagnosis_of(session(), need)
    return page(
        "pairings/candidates.html",
        form.status,
        need=need,
        form=form,
        candidates=[(one, explain(one)) for one in pairings if one.state not in DECIDED_STATES],
        decided=[one for one in pairings if one.state in DECIDED_STATES],
        why=explain_diagnosis(diagnosis) if diagnosis else None,
        thin=queries.providers_by_keys(session(), diagnosis.thin) if diagnosis else [],
        about=REFUSED_FOR,
        codes=REASON_CODES,
        rules=rules,
        standings=standings(session(), clock.today()),
    )


def _provider(ref: str) -> Any:
    find = expert_by_ref if ref.upper().startswith("EX") else offer_by_ref
    try:
        return find(session(), ref)
    except Missing:
        raise Invalid("provider", N_("There is no offer or expert of this reference.")) from None


@section.page("/<ref>/compare", PairingPermission.REVIEW)
def compare(need: Need) -> tuple[str, int]:
    """Show up to four candidates side by side."""
    wanted = request.args.getlist("with")[:MOST_COMPARED]
    pairings = [one for one in queries.pairings_of_need(session(), need) if one.ref in wanted]
    return page(
        "pairings/compare.html",
        need=need,
        candidates=[(one, explain(one)) for one in pairings],
        rules=rules,
        standings=standings(session(), clock.today()),
    )


@section.page("/<ref>/renew", PairingPermission.REVIEW, ("POST",))
def renew(need: Need) -> Any:
    """Compare the need with all providers again."""
    count = actions.renew_for_need(session(), actor(), need)
    flash(
        ngettext(
            "Compared again with all offers and experts: %(num)s suggestion.",
            "Compared again with all offers and experts: %(num)s suggestions.",
            count,
        )
    )
    return go("candidates.show", ref=need.ref)


@proposals.page("/<ref>/propose", PairingPermission.PROPOSE, ("GET", "POST"))
def propose(pairing: Pairing) -> Any:
    """Propose the pairing to both sides."""
    form = ProposalForm(version=pairing.version)
    if form.sent():
        with form.refusals():
            actions.propose(
                session(),
                actor(),
                pairing,
                form.answer_by.data,
                cover_note=form.cover_note.data or "",
                follow_shortlist=bool(form.follow_shortlist.data),
                seen=seen(form.version),
            )
        if form.accepted:
            flash(_("Both sides have been asked."))
            return go("pairings.show", ref=pairing.ref)
    others = queries.pairings_of_need(session(), pairing.need)
    return page(
        "pairings/propose.html",
        form.status,
        pairing=pairing,
        form=form,
        shortlist=[one for one in others if one.state == rules.SHORTLISTED and one is not pairing],
    )


@proposals.page("/<ref>/note", PairingPermission.REVIEW, ("POST",))
def note(pairing: Pairing) -> Any:
    """Keep a note of the secretariat."""
    form = NoteForm()
    if form.sent():
        with form.refusals():
            actions.add_note(session(), actor(), pairing, form.note.data)
        if form.accepted:
            flash(_("The note has been kept."))
            return go("pairings.show", ref=pairing.ref)
    return page(
        "pairings/note.html",
        form.status,
        form=form,
        address=url_for("pairings.show", ref=pairing.ref),
    )


@dataclass(frozen=True)
class Row:
    """An open need with whom the best set and the greedy choice propose for it."""

    need: Need
    proposed: list[Pairing]
    greedy: list[Pairing]
    candidates: Sequence[Pairing]

    @property
    def compared(self) -> list[str]:
        """Return whom to look at side by side: those proposed, then the others with most points."""
        listed = [*self.proposed, *self.greedy, *self.candidates]
        return list(dict.fromkeys(one.ref for one in listed))[:MOST_COMPARED]


@portfolios.page("/portfolio", PairingPermission.REVIEW)
def index() -> tuple[str, int]:
    """Show the best set over all open needs, its price and its alternative; it decides nothing."""
    form = PortfolioForm(request.args)
    if not form.validate():
        return page("pairings/portfolio.html", 422, form=form, plan=None)
    known, limits = queries.open_portfolio(session(), clock.today()), form.limits()
    plan, greedy = known.best(limits), known.greedy(limits)
    return page(
        "pairings/portfolio.html",
        form=form,
        limits=limits,
        known=known,
        plan=plan,
        greedy=greedy,
        rows=_rows(known, known.pairings_in(plan), known.pairings_in(greedy)),
        rules=rules,
    )


def _rows(
    known: queries.Portfolio, proposed: dict[str, list[Pairing]], greedy: dict[str, list[Pairing]]
) -> Paged:
    """Return this page of the open needs, those with a proposal first."""
    needs = sorted(known.needs, key=lambda need: not proposed[need.ref])
    number = min(page_number(), max(1, -(-len(needs) // PER_PAGE)))
    shown = needs[(number - 1) * PER_PAGE : number * PER_PAGE]
    rows = [
        Row(need, proposed[need.ref], greedy[need.ref], known.candidates[need.ref])
        for need in shown
    ]
    return Paged(rows, number, len(needs))


@portfolios.page("/shared-needs", PairingPermission.REVIEW)
def shared_needs() -> tuple[str, int]:
    """Show the open needs that are nearly the same in several countries; it decides nothing."""
    return page(
        "pairings/shared_needs.html",
        shared=_part(queries.shared_needs(session())),
        concept_labels=concept_labels,
    )


def _part(rows: Sequence[Any]) -> Paged:
    """Return this page of the rows."""
    number = min(page_number(), max(1, -(-len(rows) // PER_PAGE)))
    return Paged(list(rows[(number - 1) * PER_PAGE : number * PER_PAGE]), number, len(rows))


@weights.page("", WeightPermission.SEE)
def weighing() -> tuple[str, int]:
    """Show the weights in use, the proposal with what it would change, and earlier ones."""
    waiting = queries.weights_waiting(session())
    return page(
        "pairings/weights.html",
        waiting=waiting,
        verdicts=actions.verdicts_of(waiting) if waiting else [],
        changed=waiting is not None and actions.basis_changed(session(), waiting),
        accepted=queries.weights_accepted(session()),
        earlier=queries.weight_proposals(session()),
        in_use=queries.weights_in_use(session()).each(),
        defaults=Weights().each(),
        signals=rules.SIGNALS,
        sources=LEARNED_FROM,
        workflow=WEIGHT_WORKFLOW,
        acceptable=acceptable,
        limits={"lost": MOST_LOST, "needs": ENOUGH},
    )


DECISIONS = {
    "accept": actions.accept_weights,
    "refuse": actions.refuse_weights,
    "retire": actions.retire_weights,
}


def take(proposal: WeightProposal, step: Step) -> Any:
    """Accept or refuse weights, or go back to the defaults."""
    return answer_step(
        lambda reason, version, _days: DECISIONS[step.name](
            session(), actor(), proposal, reason, seen=version
        ),
        step,
        url_for("weights.weighing"),
    )


weights.steps(WEIGHT_WORKFLOW, take)
