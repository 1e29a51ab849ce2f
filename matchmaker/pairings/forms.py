"""What the secretariat and both sides fill in about a pairing."""

from datetime import timedelta
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, DateField, RadioField, SelectField
from wtforms.validators import Optional

from matchmaker.kernel import clock
from matchmaker.matching.portfolio import Limits
from matchmaker.pairings.rules import SIDES
from matchmaker.pairings.rules.decisions import REFUSED_FOR
from matchmaker.publication.forms import messages, number_field, version_field
from matchmaker.web.forms import FilterForm, Form, line, needed, text
from matchmaker.web.steps import settings


class ProposalForm(Form):
    """By when both sides are to answer, and what they are told."""

    version = version_field()
    answer_by = DateField(_l("Answer wanted by"), [needed()])
    cover_note = text(
        _l("A few words to both sides"),
        most=2000,
        description=_l("Both sides read it, in the language in which you write it."),
        render_kw={"rows": 4},
    )
    follow_shortlist = BooleanField(
        _l("If it is declined or lapses, ask the next on the shortlist in the same way"),
        [Optional()],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Suggest the usual time for an answer."""
        usual = clock.today() + timedelta(days=settings().answer_days)
        super().__init__(*args, **{"answer_by": usual} | kwargs)


class AnswerForm(Form):
    """A yes or a no for one side."""

    version = version_field()
    side = RadioField(_l("For which side"), [Optional()])
    answer = RadioField(_l("Your answer"), [needed()])
    reason_code = SelectField(_l("What the reason is about, if you decline"), [Optional()])
    reason = text(
        _l("Reason, if you decline"),
        most=2000,
        description=_l("The other side and the secretariat will read it."),
        render_kw={"rows": 4},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer both answers, and both sides to the secretariat."""
        super().__init__(*args, **kwargs)
        self.side.choices = messages(SIDES)
        self.reason_code.choices = [
            ("", str(_l("Please choose"))),
            *messages(REFUSED_FOR["dismiss"]),
        ]
        self.answer.choices = [
            ("yes", str(_l("Yes, we want to work together"))),
            ("no", str(_l("No"))),
        ]


class MessageForm(Form):
    """A question about the proposal, or an answer."""

    message = text(
        _l("Your question or answer"),
        most=2000,
        description=_l(
            "Both sides and the secretariat read it. Leave out names and addresses: contacts are "
            "exchanged when both sides have said yes."
        ),
        render_kw={"rows": 4},
    )


class NoteForm(Form):
    """A note of the secretariat for itself."""

    note = text(_l("Note"), most=4000, render_kw={"rows": 3})


class CandidateForm(Form):
    """The reference of a provider whom the engine did not suggest."""

    provider = line(
        _l("Reference of an offer or expert"),
        required=True,
        most=30,
        description=_l("For example OF-MA-2026-001 or EX-2026-0007."),
    )


class PortfolioForm(FilterForm):
    """The rules of the best set over all open needs; what is left empty has its usual value."""

    per_need = number_field(_l("Providers for one need, at most"), 1, 20, default=1)
    per_provider = number_field(
        _l("Needs for one provider, at most"),
        1,
        500,
        default=2,
        description=_l("An organization counts once, however many offers it makes."),
    )
    ldc_share = number_field(
        _l("Needs of LDCs with a provider, at least (percent)"), 0, 100, default=50
    )
    newcomers = number_field(
        _l("Providers who were never deployed, at least"),
        0,
        500,
        default=1,
        description=_l("Organizations and experts without any activity until now."),
    )

    def limits(self) -> Limits:
        """Return the limits that the answers make."""
        chosen = {
            name: self[name].default if self[name].data is None else self[name].data
            for name in ("per_need", "per_provider", "ldc_share", "newcomers")
        }
        return Limits(**chosen | {"ldc_share": chosen["ldc_share"] / 100})
