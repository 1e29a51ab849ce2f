"""What templates ask of the taxonomy, and the page that shows it."""

from collections.abc import Iterable

from flask import Flask

from matchmaker.topics import lexicon
from matchmaker.topics.lexicon.concepts import bundled
from matchmaker.topics.rules import TopicPermission
from matchmaker.web.languages import current_language
from matchmaker.web.pages import page
from matchmaker.web.requests import Section

section = Section("topics", __name__, "/topics")


@section.page("/", TopicPermission.SEE)
def index() -> tuple[str, int]:
    """Show the taxonomy: topics, kinds of assistance and sectors."""
    language = current_language().code
    return page(
        "topics/index.html",
        tree=lexicon.topic_tree(language),
        assistance=lexicon.assistance().values(),
        sectors=lexicon.sectors().values(),
    )


def topic_labels(codes: Iterable[str]) -> list[str]:
    """Return the labels of topics in the page's language."""
    return lexicon.labels(lexicon.topics(), codes, current_language().code)


def concept_labels(codes: Iterable[str]) -> tuple[str, ...]:
    """Return the labels of concepts in the page's language, in the order of the codes."""
    known, language = bundled().concepts, current_language().code
    return tuple(known[code].label(language) for code in codes if code in known)


def assistance_labels(codes: Iterable[str]) -> list[str]:
    """Return the labels of kinds of assistance in the page's language."""
    return lexicon.labels(lexicon.assistance(), codes, current_language().code)


def sector_labels(codes: Iterable[str]) -> list[str]:
    """Return the labels of sectors in the page's language."""
    return lexicon.labels(lexicon.sectors(), codes, current_language().code)


def init_topics(app: Flask) -> None:
    """Let templates name topics and kinds of assistance."""
    app.jinja_env.globals.update(
        topic_labels=topic_labels,
        assistance_labels=assistance_labels,
        sector_labels=sector_labels,
    )
