"""What a reason for putting a candidate aside, or for declining, says of the match.

| the reason is                  | grade of the label                                |
|--------------------------------|---------------------------------------------------|
| subject, help, experience,     | 0: the engine should have ranked the provider     |
| language                       | lower                                             |
| better                         | 1: it fits, and another fits better               |
| capacity, dates, conflict,     | none: it says nothing of the match, and counts    |
| funding, other                 | neither for the ranking nor against it            |
| not told, put aside            | 0: the secretariat judges matches                 |
| not told, declined             | none: the secretariat had found the match good    |
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from matchmaker.kernel.errors import Invalid
from matchmaker.kernel.words import N_, Message


@dataclass(frozen=True)
class ReasonCode:
    """What a reason is about, and the grade that a label has by it; none where it has none."""

    label: Message
    grade: int | None


REASON_CODES: Mapping[str, ReasonCode] = MappingProxyType(
    {
        "subject": ReasonCode(N_("The subject does not fit"), 0),
        "help": ReasonCode(N_("The kind of help does not fit"), 0),
        "experience": ReasonCode(N_("There is too little experience"), 0),
        "language": ReasonCode(N_("There is no language in common"), 0),
        "better": ReasonCode(N_("It fits, but another fits better"), 1),
        "capacity": ReasonCode(N_("There is no capacity now"), None),
        "dates": ReasonCode(N_("The dates do not suit"), None),
        "conflict": ReasonCode(N_("There is a conflict of interest"), None),
        "funding": ReasonCode(N_("There are no means to pay for it"), None),
        "other": ReasonCode(N_("Something else"), None),
    }
)
REFUSED_FOR = {"dismiss": {code: one.label for code, one in REASON_CODES.items()}}
"""What the page offers, by the step that asks for a reason."""


def checked_code(code: str) -> str:
    """Return the code, or raise `Invalid` if there is no such code; nothing is one, too."""
    if code and code not in REASON_CODES:
        raise Invalid("reason_code", N_("Choose one of the reasons that are offered."))
    return code


def grade_of_refusal(code: str, *, untold: int | None) -> int | None:
    """Return the grade of what was put aside or declined; `untold` where no code was given."""
    known = REASON_CODES.get(code)
    return known.grade if known else untold
