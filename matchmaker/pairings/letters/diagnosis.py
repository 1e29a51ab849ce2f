"""Why there are so few suggestions, in the page's language."""

from dataclasses import dataclass

from flask_babel import format_date

from matchmaker.matching import Diagnosis, diagnosis_from_dict
from matchmaker.pairings import models
from matchmaker.pairings.letters.wording import worded
from matchmaker.pairings.rules import CHECKS, OBSTACLES
from matchmaker.web.languages import tr


@dataclass(frozen=True)
class Why:
    """Why there are so few suggestions: numbers with what each counts, and what would help."""

    know_subject: int
    pass_all: int
    thin: int
    obstacles: tuple[tuple[int, str], ...]
    change: str
    admits: int


def explain_diagnosis(stored: models.Diagnosis) -> Why:
    """Return a need's diagnosis in the page's language."""
    diagnosis: Diagnosis = diagnosis_from_dict(stored.data)
    change = diagnosis.one_change
    return Why(
        know_subject=diagnosis.know_subject,
        pass_all=diagnosis.pass_all,
        thin=diagnosis.not_enough_evidence,
        obstacles=tuple(
            (one.providers, _with_date(worded(OBSTACLES, one.rule, one.value), one.earliest))
            for one in diagnosis.obstacles
        ),
        change=worded(CHECKS, change.rule, change.value) if change else "",
        admits=change.admits if change else 0,
    )


def _with_date(words: str, earliest: object) -> str:
    if earliest is None:
        return words
    return tr("%(obstacle)s (the first until %(date)s)", obstacle=words, date=format_date(earliest))
