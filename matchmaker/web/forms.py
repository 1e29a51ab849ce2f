"""The base of every form: errors beside their fields, and nothing typed is lost."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, ClassVar

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from markupsafe import Markup
from sqlalchemy.orm.exc import StaleDataError
from wtforms import SelectMultipleField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional, StopValidation
from wtforms.widgets import CheckboxInput, HiddenInput, ListWidget

from matchmaker.kernel.errors import Invalid, NotAllowed, Refused, Stale
from matchmaker.web.languages import tr
from matchmaker.web.requests import flush, rollback

SHORT = 200
LONG = 20_000


class Form(FlaskForm):
    """A form that can be refused by the action behind it without losing what was typed."""

    status: int = 200
    refusal: str = ""
    asked_later: ClassVar[frozenset[str]] = frozenset()
    """Fields that a draft may leave empty and a submission may not."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Mark the fields that are asked for later, so that nobody takes them for optional."""
        super().__init__(*args, **kwargs)
        for name in self.asked_later:
            self[name].flags.asked_later = True

    def hidden_tag(self, *_fields: Any) -> Markup:
        """Return the hidden fields, without ids, so that a page can hold several forms."""
        hidden = (field for field in self if isinstance(field.widget, HiddenInput))
        return Markup("").join(field(id=False) for field in hidden)

    def sent(self) -> bool:
        """Return whether the form was sent and its shape is right; otherwise set the status."""
        if not self.is_submitted():
            return False
        if self.validate():
            return True
        self.status = 422
        return False

    @contextmanager
    def refusals(self) -> Iterator[None]:
        """Do the work and flush it; keep a refusal beside its field instead of failing."""
        try:
            yield
            flush()
        except NotAllowed:
            raise
        except Refused as refusal:
            rollback()
            self.refuse(refusal)
        except StaleDataError:
            rollback()
            self.refuse(Stale())

    def refuse(self, refusal: Refused) -> None:
        """Show the refusal beside the field that it is about, or above the form."""
        self.status = refusal.status
        text = tr(refusal.message, **refusal.params)
        field = self._fields.get(refusal.field) if isinstance(refusal, Invalid) else None
        if field is None:
            self.refusal = text
        else:
            field.errors = [*field.errors, text]

    @property
    def accepted(self) -> bool:
        """Return whether nothing was refused."""
        return self.status == 200

    @property
    def problems(self) -> list[tuple[str, str, str]]:
        """Return id, label and message of every field that holds an error."""
        found: list[tuple[str, str, str]] = []
        for field in self:
            found += [(field.id, str(field.label.text), text) for text in _texts(field.errors)]
        return found


def _texts(errors: Any) -> Iterator[str]:
    if isinstance(errors, dict):
        for inner in errors.values():
            yield from _texts(inner)
    elif isinstance(errors, list | tuple):
        for inner in errors:
            yield from _texts(inner)
    else:
        yield str(errors)


class FilterForm(Form):
    """A form whose answers stand in the address, so that a result can be shared."""

    class Meta:
        """Filters change nothing, so they need no token."""

        csrf = False


def stripped(value: str | None) -> str:
    """Return the text without surrounding space and without control characters."""
    text = "".join(char for char in value or "" if char in "\n\t" or ord(char) >= 32)
    return text.replace("\x7f", "").strip()


def line(label: Any, *, required: bool = False, most: int = SHORT, **options: Any) -> StringField:
    """Return a field for one line of text."""
    return StringField(label, _checks(required, most), filters=[stripped], **options)


def text(label: Any, *, required: bool = False, most: int = LONG, **options: Any) -> TextAreaField:
    """Return a field for several lines of text."""
    return TextAreaField(label, _checks(required, most), filters=[stripped], **options)


def _checks(required: bool, most: int) -> list[Any]:
    first = needed() if required else Optional()
    return [first, Length(max=most, message=_l("This is too long: at most %(max)d characters."))]


def needed() -> Callable[[Any, Any], None]:
    """Return a check that something was given, and not only space."""
    check = InputRequired(message=_l("This cannot be left empty."))

    def something(form: Any, field: Any) -> None:
        check(form, field)
        if isinstance(field.data, str) and not field.data.strip():
            raise StopValidation(check.message)

    something.field_flags = check.field_flags  # type: ignore[attr-defined]
    return something


class Several(SelectMultipleField):
    """Any number of choices, as check boxes."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def pre_validate(self, form: Any) -> None:
        """Refuse what was not offered, in the page's language."""
        offered = {str(choice[0]) for choice in self.iter_choices()}
        if not offered.issuperset(self.data or ()):
            raise StopValidation(tr("Choose one of the values that are offered."))
