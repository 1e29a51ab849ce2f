"""What people fill in to find countries, and to add, correct and end memberships."""

from typing import Any

from flask_babel import lazy_gettext as _l
from wtforms import DateField, SearchField, SelectField
from wtforms.validators import Optional

from matchmaker.places import lexicon
from matchmaker.places.rules import CERTAINTIES, KINDS, PRECISIONS, UNKNOWN, Period
from matchmaker.web.forms import FilterForm, Form, line, stripped, text
from matchmaker.web.languages import current_language, tr

Choices = list[tuple[str, str]]


def groups_by_kind() -> dict[str, Choices]:
    """Return every group below the name of its kind, in the page's language."""
    language = current_language().code
    found = {tr(label): lexicon.group_choices(language, kind) for kind, label in KINDS.items()}
    return {label: choices for label, choices in found.items() if choices}


def _labels(vocabulary: Any, *left_out: str) -> Choices:
    return [(code, tr(label)) for code, label in vocabulary.items() if code not in left_out]


def _any_group() -> dict[str, Choices]:
    return {"": [("", tr("Any"))], **groups_by_kind()}


def _until_precisions() -> Choices:
    lasting = [("", tr("It has not ended"))]
    return lasting + _labels(PRECISIONS, UNKNOWN) + [(UNKNOWN, tr("It has ended, day not known"))]


class DayFilter(FilterForm):
    """The date on which something is asked."""

    on = DateField(_l("On the date"), [Optional()])


class PlaceFilter(DayFilter):
    """What narrows the list of countries."""

    q = SearchField(_l("Name or code"), [Optional()], filters=[stripped])
    group = SelectField(_l("Group"), [Optional()], choices=_any_group, default="")


class MembershipForm(Form):
    """A membership's dates, how well they are known, and where from."""

    since = DateField(
        _l("First day"), [Optional()], description=_l("Leave it empty where it is not known.")
    )
    since_precision = SelectField(
        _l("How exactly the first day is known"), choices=lambda: _labels(PRECISIONS)
    )
    until = DateField(
        _l("First day on which it no longer holds"),
        [Optional()],
        description=_l("It may lie ahead."),
    )
    until_precision = SelectField(
        _l("How exactly the end is known"), choices=_until_precisions, default=""
    )
    certainty = SelectField(
        _l("How well this is established"),
        choices=lambda: _labels(CERTAINTIES),
        default="background",
    )
    source = text(
        _l("Source"), required=True, most=2000, description=_l("A document, a page or a decision.")
    )
    note = text(_l("Note"), most=2000)

    def period(self) -> Period:
        """Return what was filled in."""
        return Period(
            since=self.since.data,
            since_precision=self.since_precision.data or "",
            until=self.until.data,
            until_precision=self.until_precision.data or "",
            certainty=self.certainty.data or "",
            source=self.source.data or "",
            note=self.note.data or "",
        )


class NewMembershipForm(MembershipForm):
    """A new membership, of one of the groups."""

    group = SelectField(_l("Group"), choices=groups_by_kind)


class EndForm(Form):
    """The end of a membership."""

    until = DateField(
        _l("First day on which it no longer holds"),
        [Optional()],
        description=_l("It may lie ahead."),
    )
    until_precision = SelectField(
        _l("How exactly the end is known"), choices=lambda: _labels(PRECISIONS), default="day"
    )
    source = line(
        _l("Source"), required=True, most=2000, description=_l("A document, a page or a decision.")
    )
    note = text(_l("Note"), most=2000)
