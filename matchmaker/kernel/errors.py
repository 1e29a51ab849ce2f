"""Refusals that a person can be told about.

Refused
├── NotAllowed     the actor has no right to it (403)
├── Missing        there is no such record, or none that the actor may know of (404)
├── Invalid        a field holds something that cannot be accepted (422)
├── StepRefused    the record is in a state from which the step cannot be taken (409)
└── Stale          somebody else changed the record first (409)
"""

from matchmaker.kernel.words import N_, Message


class Refused(Exception):
    """Something was asked that cannot be done; the message says why."""

    status = 409
    message: Message = N_("This could not be done.")

    def __init__(self, message: Message | None = None, **params: object) -> None:
        self.message = message or type(self).message
        self.params = params
        super().__init__(self.message % params if params else self.message)


class NotAllowed(Refused):
    """The actor has no right to it."""

    status = 403
    message = N_("You do not have the right to do this.")


class Missing(Refused):
    """There is no such record, or none that the actor may know of."""

    status = 404
    message = N_("There is no such page or record.")


class Invalid(Refused):
    """A field holds something that cannot be accepted."""

    status = 422

    def __init__(self, field: str, message: Message, **params: object) -> None:
        self.field = field
        super().__init__(message, **params)


class StepRefused(Refused):
    """The record is in a state from which the step cannot be taken."""

    status = 409
    message = N_("This step cannot be taken now: the record has moved on. Look at it again.")


class Stale(Refused):
    """Somebody else changed the record first; nothing was overwritten."""

    status = 409
    message = N_(
        "Somebody else changed this record while you were working on it. "
        "Nothing was overwritten: look at the new version and decide again."
    )
