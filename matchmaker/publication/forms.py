"""Fields that needs, offers, experts and their filters share."""

from collections.abc import Mapping
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field, FieldList, HiddenField, IntegerField, SelectField
from wtforms import Form as PlainForm
from wtforms.validators import NumberRange, Optional, ValidationError

from matchmaker.kernel.words import Message, whole_number
from matchmaker.places.lexicon import country_choices
from matchmaker.places.views import place_choices
from matchmaker.topics import lexicon
from matchmaker.web.database import session
from matchmaker.web.forms import FilterForm, Form, Several, line, text
from matchmaker.web.languages import LANGUAGES, current_language, language_name, tr

OTHER_LANGUAGES = ("am", "bn", "hi", "id", "ko", "ms", "sw", "tr", "ur", "vi")
"""Working languages beyond the seven of the interface that offices often name."""

SPARE_ROWS = 2


def messages(labels: Mapping[str, Message]) -> list[tuple[str, str]]:
    """Return values and translated labels for a field with choices."""
    return [(value, tr(label)) for value, label in labels.items()]


def written_in() -> list[tuple[str, str]]:
    """Return the languages of the interface, each by its own name."""
    return [(code, language.name) for code, language in LANGUAGES.items()]


def working_languages(held: list[str] | None = None) -> list[tuple[str, str]]:
    """Return the languages in which work can be done, in the page's language."""
    codes = [*LANGUAGES, *OTHER_LANGUAGES]
    codes += [code for code in held or [] if code not in codes]
    return [(code, language_name(code)) for code in codes]


def version_field() -> HiddenField:
    """Return the hidden field that says which version the person was looking at."""
    return HiddenField(filters=[lambda value: value])


def seen(field: Field) -> int | None:
    """Return the version in the field, if it is one."""
    return whole_number(str(field.data or ""))


def fill_topics(field: Any) -> None:
    """Let a field choose among the topics of the taxonomy."""
    field.choices = lexicon.choices(lexicon.topics(), current_language().code)


def fill_assistance(field: Any) -> None:
    """Let a field choose among the kinds of assistance."""
    field.choices = lexicon.choices(lexicon.assistance(), current_language().code)


def date_field(label: Any, **options: Any) -> DateField:
    """Return an optional date."""
    return DateField(label, [Optional()], **options)


def number_field(label: Any, least: int, most: int, **options: Any) -> IntegerField:
    """Return an optional whole number between two others."""
    message = _l("Give a whole number from %(min)s to %(max)s.")
    return IntegerField(label, [Optional(), NumberRange(least, most, message)], **options)


def fill_countries(field: Any) -> None:
    """Let a field choose among the countries, or none."""
    field.choices = [("", tr("Not stated")), *country_choices(current_language().code)]


def spare_rows(form: Form, rows: FieldList) -> None:
    """Add empty rows to those that a record has, where the form is shown afresh."""
    if not form.is_submitted():
        for _spare in range(SPARE_ROWS):
            rows.append_entry()


class EvidenceForm(PlainForm):
    """One short text about something that was done, where and when."""

    title = line(_l("What was done"))
    text = text(_l("In a few sentences"), most=5000, render_kw={"rows": 4})
    year = number_field(_l("Year"), 1950, 2100)
    country_code = SelectField(_l("Country"), [Optional()])

    def validate_year(self, field: Field) -> None:
        """Refuse a year of nothing."""
        self._says_something()

    def validate_country_code(self, field: Field) -> None:
        """Refuse a country of nothing."""
        self._says_something()

    def _says_something(self) -> None:
        if not self.title.data and not self.text.data:
            raise ValidationError(tr("Say what was done, or empty the whole row."))


class TermsForm(Form):
    """Topics and kinds of assistance, as every description has them."""

    asked_later: ClassVar[frozenset[str]] = frozenset({"topics", "assistance"})
    topics = Several(_l("Topics"), [Optional()], description=_l("Choose one to five."))
    assistance = Several(_l("Kinds of assistance"), [Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Fill the choices in the page's language."""
        super().__init__(*args, **kwargs)
        fill_topics(self.topics)
        fill_assistance(self.assistance)


class SearchForm(FilterForm):
    """What every public list can be narrowed by."""

    q = line(_l("Words"), most=200)
    place = SelectField(_l("Country or group"), [Optional()], validate_choice=False)
    topic = SelectField(_l("Topic"), [Optional()], validate_choice=False)
    assistance = SelectField(_l("Kind of assistance"), [Optional()], validate_choice=False)
    language = SelectField(_l("Language"), [Optional()], validate_choice=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Fill the choices in the page's language."""
        super().__init__(*args, **kwargs)
        any_one = ("", tr("Any"))
        here = current_language().code
        self.place.choices = [any_one, *place_choices(session())]
        self.topic.choices = [any_one]
        for code, label, narrower in lexicon.topic_tree(here):
            self.topic.choices.append((code, label))
            self.topic.choices += [(value, f"– {text}") for value, text in narrower]
        self.assistance.choices = [any_one, *lexicon.choices(lexicon.assistance(), here)]
        self.language.choices = [any_one, *working_languages()]
