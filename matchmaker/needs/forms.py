"""The steps of the form in which an office states its need, and the filter of the list."""

from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, FieldList, FormField, RadioField, SelectField
from wtforms import Form as PlainForm
from wtforms.validators import Optional

from matchmaker.needs import rules
from matchmaker.needs.actions import RequirementGiven
from matchmaker.needs.models import Need
from matchmaker.places.lexicon import group_choices
from matchmaker.publication.forms import (
    SearchForm,
    TermsForm,
    date_field,
    messages,
    version_field,
    working_languages,
    written_in,
)
from matchmaker.topics import lexicon
from matchmaker.web.forms import Form, Several, line, text
from matchmaker.web.languages import current_language, tr

SPARE_ROWS = 2
MOST_REQUIREMENTS = 100


class BeginForm(Form):
    """What a new need begins with."""

    organization = SelectField(_l("Office"), coerce=int)
    language = SelectField(_l("Language in which you write"))
    title = line(
        _l("Title"),
        required=True,
        description=_l("One line that says what you need, such as: Training for patent examiners."),
    )

    def __init__(self, *args: Any, offices: list[tuple[int, str]], **kwargs: Any) -> None:
        """Offer the person's offices and the languages of the interface."""
        super().__init__(*args, **kwargs)
        self.organization.choices = offices
        self.language.choices = written_in()


class ProblemForm(Form):
    """First step: the problem in the office's own words."""

    asked_later: ClassVar[frozenset[str]] = frozenset({"problem"})
    version = version_field()
    language = SelectField(_l("Language in which you write"))
    title = line(_l("Title"), required=True)
    problem = text(
        _l("The problem, in your own words"),
        description=_l(
            "What is the situation, what have you tried, and what should be different afterwards? "
            "Fifty words or more help to find the right partner."
        ),
        render_kw={"rows": 12},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the languages of the interface."""
        super().__init__(*args, **kwargs)
        self.language.choices = written_in()


class RequirementForm(PlainForm):
    """One requirement: what it is about, and whether it is essential."""

    what = SelectField(_l("The provider"), [Optional()], validate_choice=True)
    text = line(_l("In your own words"), most=300)
    essential = BooleanField(_l("Essential: without it, a provider cannot be considered"))


class AssistanceForm(TermsForm):
    """Second step: subject, kind of assistance and requirements."""

    version = version_field()
    sectors = Several(_l("Sectors"), [Optional()])
    requirements = FieldList(FormField(RequirementForm))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the vocabularies, and two empty rows for more requirements."""
        super().__init__(*args, **kwargs)
        self.sectors.choices = lexicon.choices(lexicon.sectors(), current_language().code)
        if not self.is_submitted():
            for _spare in range(SPARE_ROWS):
                self.requirements.append_entry()
        choices = requirement_choices()
        for row in self.requirements:
            row.what.choices = choices

    def given(self) -> list[RequirementGiven]:
        """Return the requirements of the rows that say something."""
        rows = [row.data for row in self.requirements][:MOST_REQUIREMENTS]
        found = []
        for row in rows:
            kind, _colon, value = (row["what"] or "").partition(":")
            if kind or row["text"]:
                found.append(
                    RequirementGiven(kind or "other", value, row["text"], bool(row["essential"]))
                )
        return [one for one in found if one.value or one.text]


def requirement_choices() -> dict[str, list[tuple[str, str]]]:
    """Return everything that a requirement can ask, grouped by its kind."""
    here = current_language().code
    topics = lexicon.choices(lexicon.topics(), here)
    kinds = {
        "language": working_languages(),
        "topic": topics,
        "group": group_choices(here),
        "missions": [(str(number), str(number)) for number in (1, 2, 3, 5, 8)],
        "provider": messages(rules.PROVIDERS),
    }
    choices: dict[str, list[tuple[str, str]]] = {"": [("", tr("Choose, or describe below"))]}
    for kind, values in kinds.items():
        label = tr(rules.REQUIREMENT_KINDS[kind])
        choices[label] = [(f"{kind}:{value}", f"{label}: {name}") for value, name in values]
    return choices


class PracticalForm(Form):
    """Third step: languages, mode, dates and money."""

    asked_later: ClassVar[frozenset[str]] = frozenset({"languages", "mode", "answer_by"})
    version = version_field()
    languages = Several(
        _l("Working languages"),
        [Optional()],
        description=_l("In which languages can your people work with a partner?"),
    )
    mode = RadioField(_l("How the work can be done"), [Optional()])
    beneficiaries = line(
        _l("Who will benefit"), most=500, description=_l("For example: 12 patent examiners.")
    )
    starts_on = date_field(_l("Earliest beginning"))
    ends_on = date_field(_l("Latest end"))
    budget = SelectField(_l("Budget situation"), [Optional()])
    budget_note = text(_l("About the budget"), most=2000, render_kw={"rows": 3})
    answer_by = date_field(
        _l("Answer needed by"),
        description=_l("You will have a first answer by this date, or the reason why not."),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer languages, modes and budget situations."""
        super().__init__(*args, **kwargs)
        self.languages.choices = working_languages(self.languages.object_data)
        self.mode.choices = messages(rules.MODES)
        self.budget.choices = messages(rules.BUDGETS)


class NeedSearchForm(SearchForm):
    """How the list of needs is narrowed."""

    state = SelectField(_l("State"), [Optional()], validate_choice=False)
    since = date_field(_l("Work possible from"))
    until = date_field(_l("Work possible until"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the states that the public sees."""
        super().__init__(*args, **kwargs)
        public = [state for state in rules.WORKFLOW.states if state.name in rules.PUBLIC_STATES]
        self.state.choices = [("", tr("Any")), *((one.name, tr(one.label)) for one in public)]


def rows_of(need: Need) -> list[dict[str, Any]]:
    """Return the need's requirements as rows of the form."""
    return [
        {
            "what": f"{one.kind}:{one.value}" if one.value else "",
            "text": one.text,
            "essential": one.essential,
        }
        for one in need.requirements
    ]
