"""The box that searches the lexicon, and the form that adds a term to it."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import BooleanField, SearchField, SelectField, StringField
from wtforms.validators import Length, Optional

from matchmaker.kernel.errors import Refused
from matchmaker.topics.lexicon.concepts import Concept
from matchmaker.topics.rules import FACETS, Claimed
from matchmaker.web.forms import FilterForm, Form, line, stripped
from matchmaker.web.languages import LANGUAGES, current_language, tr


class ConceptFilter(FilterForm):
    """A word in any language, and a kind of concept."""

    q = SearchField(
        _l("A word in any language"),
        [Optional(), Length(max=200, message=_l("This is too long: at most %(max)d characters."))],
        filters=[stripped],
    )
    kind = SelectField(_l("Kind"), [Optional()], default="")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the kinds in the page's language."""
        super().__init__(*args, **kwargs)
        kinds = ((kind, tr(label)) for kind, label in FACETS.items())
        self.kind.choices = [("", tr("Any")), *kinds]


class TermForm(Form):
    """One more term of a concept. What a term may be is said by the rules."""

    claimed: Concept | None = None
    """The other concept that is called the same, where this was refused."""
    language = SelectField(_l("Language of the term"))
    text = StringField(
        _l("Term"),
        filters=[lambda value: (value or "").strip()],
        description=_l("As people write it: a synonym, an abbreviation or plain words."),
    )
    weak = BooleanField(
        _l("It may mean something else"),
        description=_l("Then it counts fully only in the company of the concept’s other words."),
    )
    reason = line(_l("Why it is added"), most=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the seven languages, the page's first."""
        kwargs.setdefault("language", current_language().code)
        super().__init__(*args, **kwargs)
        self.text.flags.required = self.language.flags.required = True
        self.language.choices = [(code, one.name) for code, one in LANGUAGES.items()]

    def refuse(self, refusal: Refused) -> None:
        """Name the concept that stands in the way in the page's language."""
        if isinstance(refusal, Claimed):
            self.claimed = refusal.concept
            refusal.params["concept"] = refusal.concept.label(current_language().code)
        super().refuse(refusal)
