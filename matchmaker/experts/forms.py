"""The steps of the form in which people describe themselves, and the filter of the roster."""

from collections.abc import Mapping
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, RadioField, SelectField
from wtforms import Form as PlainForm
from wtforms.validators import Optional, ValidationError

from matchmaker.experts import rules
from matchmaker.experts.actions import ConflictGiven, MissionGiven
from matchmaker.experts.models import Expert
from matchmaker.places.lexicon import country_choices
from matchmaker.publication.forms import (
    EvidenceForm,
    SearchForm,
    TermsForm,
    date_field,
    fill_countries,
    messages,
    number_field,
    spare_rows,
    version_field,
    working_languages,
    written_in,
)
from matchmaker.web.forms import Form, Several, line, needed
from matchmaker.web.languages import current_language, tr

MOST_MISSIONS, MOST_CONFLICTS = 200, 100


class AboutForm(Form):
    """First step: who the person is; a new profile begins with it."""

    version = version_field()
    name = line(
        _l("Name"),
        required=True,
        description=_l("You decide later who may see it."),
    )
    title = line(
        _l("What you are good at, in one line"),
        required=True,
        description=_l("For example: Origin branding and licensing of farm products."),
    )
    country_code = SelectField(_l("Nationality"))
    residence_code = SelectField(_l("Country in which you live"), [Optional()])
    language = SelectField(_l("Language in which you write"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer countries and the languages of the interface."""
        super().__init__(*args, **kwargs)
        self.country_code.choices = country_choices(current_language().code)
        fill_countries(self.residence_code)
        self.language.choices = written_in()


class MissionForm(EvidenceForm):
    """One mission, told in its own language."""

    language = SelectField(_l("Written in"), [Optional()])


class MissionsForm(Form):
    """Second step: what the person has done, mission by mission."""

    version = version_field()
    missions = FieldList(FormField(MissionForm), label=_l("Missions"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer countries and languages in every row, and two empty rows."""
        super().__init__(*args, **kwargs)
        spare_rows(self, self.missions)
        for row in self.missions:
            fill_countries(row.country_code)
            row.language.choices = [("", tr("The language of the profile")), *written_in()]

    def given(self) -> list[MissionGiven]:
        """Return the missions of the rows that say something."""
        rows = [row.data for row in self.missions][:MOST_MISSIONS]
        return [
            MissionGiven(
                row["title"],
                row["text"],
                row["year"],
                row["country_code"] or None,
                row["language"] or "",
            )
            for row in rows
            if row["title"] or row["text"]
        ]


class SubjectsForm(TermsForm):
    """Third step: topics, kinds of assistance and languages."""

    asked_later: ClassVar[frozenset[str]] = frozenset({"topics", "assistance", "languages"})
    version = version_field()
    languages = Several(
        _l("Working languages"),
        [Optional()],
        description=_l("In which languages can you work with a partner?"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the languages, those too that the profile names already."""
        super().__init__(*args, **kwargs)
        self.languages.choices = working_languages(self.languages.object_data)


class ConflictForm(PlainForm):
    """One conflict of interest: with a country, an organization or both."""

    country_code = SelectField(_l("Country"), [Optional()])
    organization_name = line(
        _l("Organization"), most=300, render_kw={"list": "organizations", "autocomplete": "off"}
    )
    reason = line(_l("Why"), most=1000)

    def validate_reason(self, field: Any) -> None:
        """Refuse a reason that is about nobody."""
        if not self.country_code.data and not self.organization_name.data:
            raise ValidationError(tr("Name the country or the organization that this is about."))


class AvailabilityForm(Form):
    """Fourth step: how, when and how much the person can work, and for whom not."""

    asked_later: ClassVar[frozenset[str]] = frozenset({"mode"})
    version = version_field()
    mode = RadioField(_l("How the work can be done"), [Optional()])
    available_from = date_field(_l("Available from"))
    unavailable_until = date_field(
        _l("Not available until"), description=_l("If you are away or fully taken for a while.")
    )
    capacity = number_field(
        _l("Missions at the same time"), 1, 20, description=_l("How many can you carry at once?")
    )
    engaged = number_field(
        _l("Missions that you carry now"),
        0,
        20,
        description=_l("Those that you took on outside this platform."),
    )
    conflicts = FieldList(FormField(ConflictForm), label=_l("Conflicts of interest"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer modes and countries, and two empty rows for conflicts."""
        super().__init__(*args, **kwargs)
        self.mode.choices = messages(rules.MODES)
        spare_rows(self, self.conflicts)
        for row in self.conflicts:
            fill_countries(row.country_code)

    def given(self) -> list[ConflictGiven]:
        """Return the conflicts of the rows that name somebody."""
        rows = [row.data for row in self.conflicts][:MOST_CONFLICTS]
        return [
            ConflictGiven(row["country_code"] or None, row["organization_name"], row["reason"])
            for row in rows
            if row["country_code"] or row["organization_name"]
        ]


class VisibilityForm(Form):
    """Fifth step: who may see the name and the missions."""

    version = version_field()
    show_name = RadioField(_l("Who may see my name"), [needed()])
    show_missions = RadioField(_l("Who may read my missions"), [needed()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the circles of readers."""
        super().__init__(*args, **kwargs)
        self.show_name.choices = messages(rules.SHOW_NAME)
        self.show_missions.choices = messages(rules.SHOW_MISSIONS)


class ExpertSearchForm(SearchForm):
    """How the roster is narrowed."""


def step_form(expert: Expert, step: str) -> Form:
    """Return the form of a step, with what the profile says."""
    if step == "missions":
        return MissionsForm(version=expert.version, missions=mission_rows(expert))
    if step == "availability":
        fields = ("version", "mode", "available_from", "unavailable_until", "capacity", "engaged")
        shown = {name: getattr(expert, name) for name in fields}
        return AvailabilityForm(data=shown, conflicts=conflict_rows(expert))
    forms: Mapping[str, type[Form]] = {
        "about": AboutForm,
        "subjects": SubjectsForm,
        "visibility": VisibilityForm,
    }
    return forms[step](obj=expert)


def mission_rows(expert: Expert) -> list[dict[str, Any]]:
    """Return the missions as rows of the form."""
    return [
        {
            "title": one.title,
            "text": one.text,
            "year": one.year,
            "country_code": one.country_code or "",
            "language": one.language,
        }
        for one in expert.missions
    ]


def conflict_rows(expert: Expert) -> list[dict[str, Any]]:
    """Return the conflicts of interest as rows of the form."""
    return [
        {
            "country_code": one.country_code or "",
            "organization_name": one.organization_name,
            "reason": one.reason,
        }
        for one in expert.conflicts
    ]
