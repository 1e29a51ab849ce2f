"""The plan of an activity, the report of a side, and the filter of the list."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import Field, FieldList, FormField, IntegerField, RadioField, SelectField
from wtforms import Form as PlainForm
from wtforms.validators import NumberRange, Optional

from matchmaker.activities import rules
from matchmaker.activities.actions import PartyGiven
from matchmaker.activities.models import Activity
from matchmaker.activities.queries import ActivityFilter
from matchmaker.activities.rules import SUPPORTER
from matchmaker.places import lexicon
from matchmaker.places.views import place_countries
from matchmaker.publication.forms import (
    SearchForm,
    TermsForm,
    date_field,
    messages,
    version_field,
    working_languages,
    written_in,
)
from matchmaker.web.database import session
from matchmaker.web.forms import Form, Several, line
from matchmaker.web.forms import text as paragraphs
from matchmaker.web.languages import current_language, tr

SPARE_ROWS = 2
MOST_SUPPORTERS = 100
YEARS = NumberRange(1900, 2200, _l("Write a year with four digits."))


class SupporterForm(PlainForm):
    """Somebody who pays for it or helps it along: a country, a body, or a body of a country."""

    country = SelectField(_l("Country"), [Optional()])
    name = line(_l("Fund, agency or organization"), most=300)


class PlanForm(TermsForm):
    """What is planned."""

    version = version_field()
    title = line(_l("Title"), required=True, most=300)
    description = paragraphs(
        _l("What will be done"),
        description=_l("Who meets whom, for how long, and what should be different afterwards."),
    )
    kind = SelectField(_l("Kind of activity"))
    starts_on = date_field(_l("First day"))
    ends_on = date_field(_l("Last day"))
    mode = RadioField(_l("How it is carried out"), [Optional()])
    place = line(_l("Place"), most=300, description=_l("Town and institution, or the platform."))
    languages = Several(_l("Working languages"), [Optional()])
    supporters = FieldList(FormField(SupporterForm))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer kinds, modes, languages and countries, and empty rows for more supporters."""
        super().__init__(*args, **kwargs)
        self.kind.choices = messages(rules.KINDS)
        self.mode.choices = messages(rules.MODES)
        self.languages.choices = working_languages(self.languages.object_data)
        if not self.is_submitted():
            for _spare in range(SPARE_ROWS):
                self.supporters.append_entry()
        for row in self.supporters:
            row.country.choices = _countries()

    def given_supporters(self) -> list[PartyGiven]:
        """Return the supporters of the rows that name somebody."""
        rows = [row.data for row in self.supporters][:MOST_SUPPORTERS]
        given = [PartyGiven(SUPPORTER, row["country"] or None, row["name"] or "") for row in rows]
        return [one for one in given if one.country_code or one.name]


def _countries() -> list[tuple[str, str]]:
    return [("", tr("None in particular")), *lexicon.country_choices(current_language().code)]


def supporter_rows(activity: Activity) -> list[dict[str, str]]:
    """Return the supporters that can be changed, as rows of the form."""
    named = [one for one in activity.on_side(SUPPORTER) if one.organization_id is None]
    return [{"country": one.country_code or "", "name": one.name} for one in named]


class ReportForm(Form):
    """What one side says came of it."""

    version = version_field()
    language = SelectField(_l("Language in which you write"))
    text = paragraphs(
        _l("What came of it"),
        required=True,
        description=_l("What was done, and what is different now? Numbers help others to learn."),
        render_kw={"rows": 10},
    )
    lessons = paragraphs(
        _l("What others can learn from it"),
        description=_l("What went well, and what would you do differently?"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the languages of the interface."""
        super().__init__(*args, **kwargs)
        self.language.choices = written_in()


class ActivitySearchForm(SearchForm):
    """How the list of activities is narrowed."""

    side = SelectField(_l("Takes part as"), [Optional()])
    kind = SelectField(_l("Kind of activity"), [Optional()])
    mark = SelectField(_l("Mark"), [Optional()])
    state = SelectField(_l("State"), [Optional()])
    year_from = IntegerField(_l("From the year"), [Optional(), YEARS])
    year_until = IntegerField(_l("Until the year"), [Optional(), YEARS])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer sides, kinds, marks and the states that the public sees."""
        super().__init__(*args, **kwargs)
        any_one = ("", tr("Any"))
        public = [one for one in rules.WORKFLOW.states if one.name in rules.PUBLIC_STATES]
        self.side.choices = [any_one, *messages(rules.SIDES)]
        self.kind.choices = [any_one, *messages(rules.KINDS)]
        self.mark.choices = [
            any_one,
            ("south", tr("South-South")),
            ("triangular", tr("Triangular")),
        ]
        self.state.choices = [any_one, *((one.name, tr(one.label)) for one in public)]

    def wanted(self) -> ActivityFilter:
        """Return how the list is narrowed; a value that was refused narrows nothing."""
        return ActivityFilter(
            words=_good(self.q) or "",
            countries=place_countries(session(), self.place.data),
            side=_good(self.side) or "",
            topic=self.topic.data or "",
            assistance=self.assistance.data or "",
            language=self.language.data or "",
            kind=_good(self.kind) or "",
            state=_good(self.state) or "",
            mark=_good(self.mark) or "",
            year_from=_good(self.year_from),
            year_until=_good(self.year_until),
        )

    @property
    def narrowed(self) -> bool:
        """Return whether anything narrows the list."""
        return any(bool(field.data) or bool(field.errors) for field in self)


def _good(field: Field) -> Any:
    return None if field.errors else field.data
