"""What narrows the journal."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SelectField
from wtforms.validators import Optional

from matchmaker.admin.queries import JournalFilter
from matchmaker.admin.rules import KINDS
from matchmaker.web.forms import FilterForm, line
from matchmaker.web.languages import tr


class JournalForm(FilterForm):
    """Kind, reference, person and days."""

    kind = SelectField(_l("Kind"), [Optional()], validate_choice=False)
    ref = line(_l("Reference"), most=60)
    person = line(_l("Person"))
    since = DateField(_l("From"), [Optional()])
    until = DateField(_l("Until"), [Optional()])

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Offer the kinds of record."""
        super().__init__(*args, **kwargs)
        self.kind.choices = [("", tr("Any")), *((kind, tr(KINDS[kind])) for kind in KINDS)]

    def wanted(self) -> JournalFilter:
        """Return the filter that the answers make."""
        return JournalFilter(
            kind=self.kind.data or "",
            ref=self.ref.data or "",
            person=self.person.data or "",
            since=self.since.data,
            until=self.until.data,
        )
