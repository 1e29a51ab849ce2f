"""Pages: rendering, panels that higher features add to lower ones' pages, and paging."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from flask import Flask, current_app, g, render_template, request, url_for
from markupsafe import Markup, escape
from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session

from matchmaker.kernel.rights import may
from matchmaker.kernel.words import whole_number
from matchmaker.web.languages import LANGUAGES, current_language, language_name, tr
from matchmaker.web.requests import actor

Panel = Callable[[Any], str | None]
_panels: dict[str, list[Panel]] = defaultdict(list)
PER_PAGE = 20
MOST_PAGES = 1_000_000


def page(template: str, status: int = 200, **context: Any) -> tuple[str, int]:
    """Return a rendered template with its status."""
    return render_template(template, **context), status


def add_panel(place: str, panel: Panel) -> None:
    """Add a fragment to a lower feature's page; it returns HTML, or nothing to show."""
    if panel not in _panels[place]:
        _panels[place].append(panel)


def panels(place: str, record: Any) -> Markup:
    """Return what higher features have to show about a record."""
    shown = (panel(record) for panel in _panels[place])
    # Panels come out of templates, which have escaped what people wrote.
    return Markup("").join(Markup(fragment) for fragment in shown if fragment)  # noqa: S704


@dataclass(frozen=True)
class Paged:
    """One page of a longer list."""

    items: list[Any]
    number: int
    total: int
    per_page: int = PER_PAGE

    @property
    def last(self) -> int:
        """Return the number of the last page."""
        return max(1, -(-self.total // self.per_page))


def page_number() -> int:
    """Return the page asked for in the address, at least 1."""
    return min(max(whole_number(request.args.get("page", "")) or 1, 1), MOST_PAGES)


def paged(session: Session, statement: Select[Any], per_page: int = PER_PAGE) -> Paged:
    """Return the page of the list that the address asks for."""
    counted = select(func.count()).select_from(statement.order_by(None).subquery())
    total = session.scalar(counted) or 0
    number = min(page_number(), max(1, -(-total // per_page)))
    rows = session.scalars(statement.limit(per_page).offset((number - 1) * per_page))
    return Paged(list(rows.unique()), number, total, per_page)


def same_page(**changes: Any) -> str:
    """Return this page's address with some of its parameters changed."""
    language: dict[str, Any] = {"lang": changes.pop("lang", current_language().code)}
    address = _this_address(language)
    # What stands in the address was written by anybody: `url_for` would take orders from it.
    asked = {**request.args.to_dict(flat=False), **changes}
    return f"{address}?{urlencode(asked, doseq=True)}" if asked else address


def _this_address(language: dict[str, Any]) -> str:
    """Return the path of this page, or of its record where the page cannot be fetched."""
    own, rule = request.view_args or {}, request.url_rule
    if rule is not None and "GET" in (rule.methods or ()):
        return url_for(rule.endpoint, **own, **language)
    record = f"{request.blueprint}.show"
    if "ref" in own and record in current_app.view_functions:
        return url_for(record, ref=own["ref"], **language)
    return url_for("portal.home", **language)


def next_id(stem: str) -> str:
    """Return an element id that no other element of this page has."""
    counts = g.setdefault("element_ids", defaultdict(int))
    counts[stem] += 1
    return f"{stem}-{counts[stem]}"


def _whole(word: str) -> str:
    # Chinese is written without spaces, so only other scripts show where a word ends.
    pattern = re.escape(word)
    return pattern if re.search("[\u3400-\u9fff]", word) else rf"(?<!\w){pattern}(?!\w)"


def marked(text: str, words: Iterable[str]) -> Markup:
    """Return the text with every occurrence of the words marked, whatever their case."""
    wanted = sorted({word for word in words if word}, key=len, reverse=True)
    if not wanted:
        return escape(text)
    pieces = re.split(f"({'|'.join(map(_whole, wanted))})", text, flags=re.IGNORECASE)
    shown = (
        Markup("<mark>{}</mark>").format(piece) if place % 2 else escape(piece)
        for place, piece in enumerate(pieces)
    )
    return Markup("").join(shown)


def init_pages(app: Flask) -> None:
    """Give templates what they speak with."""
    app.jinja_env.globals.update(
        may=lambda permission, record=None: may(actor(), permission, record),
        actor=actor,
        panels=panels,
        tr=tr,
        languages=LANGUAGES,
        language=current_language,
        language_name=language_name,
        same_page=same_page,
        next_id=next_id,
    )
    app.jinja_env.filters["marked"] = marked
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
