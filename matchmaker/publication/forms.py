"""Fields that needs, offers, experts and their filters share."""

from collections.abc import Mapping
from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, Field, HiddenField, SelectField
from wtforms.validators import Optional

from matchmaker.kernel.words import Message
from matchmaker.topics import lexicon
from matchmaker.web.forms import FilterForm, Form, Several, line
from matchmaker.web.languages import LANGUAGES, current_language, language_name, tr

OTHER_LANGUAGES = ("am", "bn", "hi", "id", "ko", "ms", "sw", "tr", "ur", "vi")
"""Working languages beyond the seven of the interface that offices often name."""


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
    text = str(field.data or "")
    return int(text) if text.isascii() and text.isdigit() else None


def fill_topics(field: Any) -> None:
    """Let a field choose among the topics of the taxonomy."""
    field.choices = lexicon.choices(lexicon.topics(), current_language().code)


def fill_assistance(field: Any) -> None:
    """Let a field choose among the kinds of assistance."""
    field.choices = lexicon.choices(lexicon.assistance(), current_language().code)


def date_field(label: Any, **options: Any) -> DateField:
    """Return an optional date."""
    return DateField(label, [Optional()], **options)


class TermsForm(Form):
    """Topics and kinds of assistance, as every description has them."""

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

    def __init__(self, *args: Any, places: list[tuple[str, str]], **kwargs: Any) -> None:
        """Fill the choices in the page's language."""
        super().__init__(*args, **kwargs)
        any_one = ("", tr("Any"))
        here = current_language().code
        self.place.choices = [any_one, *places]
        self.topic.choices = [any_one]
        for code, label, narrower in lexicon.topic_tree(here):
            self.topic.choices.append((code, label))
            self.topic.choices += [(value, f"– {text}") for value, text in narrower]
        self.assistance.choices = [any_one, *lexicon.choices(lexicon.assistance(), here)]
        self.language.choices = [any_one, *working_languages()]
