"""The pages of both sides: the proposals made to them, one pairing, answers and questions."""

from typing import Any

from flask import Flask, flash, url_for
from flask_babel import gettext as _

from matchmaker.kernel import clock, journal
from matchmaker.kernel.rights import may, secretariat
from matchmaker.kernel.workflow import Step
from matchmaker.matching import model_card
from matchmaker.pairings import actions, queries, rules
from matchmaker.pairings.forms import AnswerForm, MessageForm, NoteForm
from matchmaker.pairings.letters import explain
from matchmaker.pairings.models import Pairing
from matchmaker.pairings.rules import WORKFLOW, PairingPermission
from matchmaker.pairings.rules.decisions import REFUSED_FOR
from matchmaker.pairings.rules.weighing import WeightPermission
from matchmaker.places.queries import standings
from matchmaker.publication.forms import seen
from matchmaker.web.database import session
from matchmaker.web.pages import page, paged
from matchmaker.web.requests import Section, actor, go
from matchmaker.web.steps import answer_step, reason_code

section = Section(
    "pairings", __name__, "/pairings", find=queries.pairing_by_ref, see=PairingPermission.SEE
)


@section.page("/mine", PairingPermission.MINE)
def mine() -> tuple[str, int]:
    """Show the proposals made to the actor or the actor's offices."""
    waiting = list(session().scalars(queries.waiting_for_answer(actor())).unique())
    return page(
        "pairings/mine.html",
        waiting=waiting,
        proposals=paged(session(), queries.proposals_of(actor())),
        rules=rules,
        today=clock.today(),
    )


@section.page("/<ref>", PairingPermission.SEE)
def show(pairing: Pairing) -> tuple[str, int]:
    """Show one pairing: both sides, the reasons, the answers, and contacts once agreed."""
    return _shown(pairing)


def _shown(pairing: Pairing, status: int = 200, **forms: Any) -> tuple[str, int]:
    inside = secretariat(actor(), pairing)
    side = rules.side_of(actor(), pairing)
    shown: dict[str, Any] = {
        "answer_form": AnswerForm(formdata=None, version=pairing.version),
        "message_form": MessageForm(formdata=None),
        "note_form": NoteForm(formdata=None),
    }
    return page(
        "pairings/show.html",
        status,
        pairing=pairing,
        rules=rules,
        about=REFUSED_FOR,
        explained=explain(pairing),
        standings=standings(session(), clock.today()),
        side=side,
        may_answer=pairing.state == rules.PROPOSED
        and (inside or (bool(side) and not pairing.answer_of(side))),
        steps=WORKFLOW.steps_from(actor(), pairing),
        contacts=queries.contacts_of(session(), pairing)
        if may(actor(), PairingPermission.SEE_CONTACTS, pairing)
        else None,
        history=journal.history(session(), "pairing", pairing.ref, public_only=False)
        if inside
        else [],
        **(shown | forms),
    )


@section.page("/<ref>/answer", PairingPermission.ANSWER, ("POST",))
def answer(pairing: Pairing) -> Any:
    """Accept or decline for one side."""
    form = AnswerForm()
    if form.sent():
        reason, side = form.reason.data or "", form.side.data or ""
        with form.refusals():
            if form.answer.data == "yes":
                actions.accept(
                    session(), actor(), pairing, side=side, note=reason, seen=seen(form.version)
                )
            else:
                actions.decline(
                    session(),
                    actor(),
                    pairing,
                    reason,
                    side=side,
                    reason_code=form.reason_code.data or "",
                    seen=seen(form.version),
                )
        if form.accepted:
            flash(_("Your answer has been recorded."))
            return go("pairings.show", ref=pairing.ref)
    return _shown(pairing, form.status, answer_form=form)


@section.page("/<ref>/ask", PairingPermission.ASK, ("POST",))
def ask(pairing: Pairing) -> Any:
    """Ask a question about the proposal, or answer one."""
    form = MessageForm()
    if form.sent():
        with form.refusals():
            actions.post_message(session(), actor(), pairing, form.message.data)
        if form.accepted:
            flash(_("Your message has been passed on."))
            return go("pairings.show", ref=pairing.ref)
    return _shown(pairing, form.status, message_form=form)


def take(pairing: Pairing, step: Step) -> Any:
    """Take a step of the workflow."""
    return answer_step(
        lambda reason, version, _days: actions.take_step(
            session(),
            actor(),
            pairing,
            step.name,
            reason=reason,
            reason_code=reason_code() if step.name == "dismiss" else "",
            seen=version,
        ),
        step,
        url_for("candidates.show", ref=pairing.need.ref),
    )


section.steps(WORKFLOW, take)


def provider_title(pairing: Pairing) -> str:
    """Return what the actor may know of the provider's name, or the reference."""
    return queries.provider_title(pairing, actor())


def init_pairings(app: Flask) -> None:
    """Listen to the features below, and let templates name providers."""
    actions.listen_to_features()
    app.jinja_env.globals["provider_title"] = provider_title
    app.jinja_env.globals["see_weights"] = lambda: may(actor(), WeightPermission.SEE)
    app.jinja_env.globals["model_card"] = lambda: [
        (rules.SIGNALS[row.signal], row.weight, rules.SIGNAL_MEANINGS[row.signal])
        for row in model_card(queries.weights_in_use(session()))
    ]
