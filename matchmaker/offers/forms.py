"""The steps of the form in which an office describes its offer, and the filter of the list."""

from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import FieldList, FormField, RadioField, SelectField
from wtforms.validators import Optional

from matchmaker.offers import rules
from matchmaker.offers.actions import EvidenceGiven
from matchmaker.offers.models import Offer
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
from matchmaker.topics import lexicon
from matchmaker.web.forms import Form, Several, line, text
from matchmaker.web.languages import current_language

MOST_EVIDENCE = 100


class BeginForm(Form):
    """What a new offer begins with."""

    organization = SelectField(_l("Office"), coerce=int)
    language = SelectField(_l("Language in which you write"))
    title = line(
        _l("Title"),
        required=True,
        description=_l("One line that says what you offer, such as: Training in trade mark law."),
    )

    def __init__(self, *args: Any, offices: list[tuple[int, str]], **kwargs: Any) -> None:
        """Offer the person's organizations and the languages of the interface."""
        super().__init__(*args, **kwargs)
        self.organization.choices = offices
        self.language.choices = written_in()


class OfferForm(Form):
    """First step: what is offered."""

    version = version_field()
    language = SelectField(_l("Language in which you write"))
    title = line(_l("Title"), required=True)
    description = text(
        _l("What you offer, in your own words"),
        description=_l(
            "What can you share, with whom has it worked, and what would a partner take home? "
            "Fifty words or more help to find the right partner."
        ),
        render_kw={"rows": 12},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the languages of the interface."""
        super().__init__(*args, **kwargs)
        self.language.choices = written_in()


class SubjectForm(TermsForm):
    """Second step: subject, kind of assistance, and what was already done."""

    version = version_field()
    sectors = Several(_l("Sectors"), [Optional()])
    evidence = FieldList(FormField(EvidenceForm))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the vocabularies, and two empty rows for more evidence."""
        super().__init__(*args, **kwargs)
        self.sectors.choices = lexicon.choices(lexicon.sectors(), current_language().code)
        spare_rows(self, self.evidence)
        for row in self.evidence:
            fill_countries(row.country_code)

    def given(self) -> list[EvidenceGiven]:
        """Return the evidence of the rows that say something."""
        rows = [row.data for row in self.evidence][:MOST_EVIDENCE]
        return [
            EvidenceGiven(row["title"], row["text"], row["year"], row["country_code"] or None)
            for row in rows
            if row["title"] or row["text"]
        ]


class PracticalForm(Form):
    """Third step: languages, mode, capacity and dates."""

    asked_later: ClassVar[frozenset[str]] = frozenset({"languages", "mode"})
    version = version_field()
    languages = Several(
        _l("Working languages"),
        [Optional()],
        description=_l("In which languages can your people work with a partner?"),
    )
    mode = RadioField(_l("How the work can be done"), [Optional()])
    capacity_per_year = number_field(
        _l("Partners in a year"),
        1,
        1000,
        description=_l("How many partners can you serve in a year? Leave it empty if unsure."),
    )
    available_from = date_field(_l("Available from"))
    available_until = date_field(_l("Available until"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer languages and modes."""
        super().__init__(*args, **kwargs)
        self.languages.choices = working_languages(self.languages.object_data)
        self.mode.choices = messages(rules.MODES)


class OfferSearchForm(SearchForm):
    """How the list of offers is narrowed."""

    since = date_field(_l("Available from"))
    until = date_field(_l("Available until"))


def rows_of(offer: Offer) -> list[dict[str, Any]]:
    """Return the offer's evidence as rows of the form."""
    return [
        {
            "title": one.title,
            "text": one.text,
            "year": one.year,
            "country_code": one.country_code or "",
        }
        for one in offer.evidence
    ]
