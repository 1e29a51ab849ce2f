"""Reading pages as browsers and screen readers do: what is wrong with one, in plain words."""

import gzip
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser

VOID = frozenset({"br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"})
SHAPES = frozenset({"circle", "g", "line", "path", "polyline", "rect", "svg"})
NAMELESS = frozenset({"hidden", "submit", "button", "image", "reset"})
LOADED = {"link": "href", "script": "src", "img": "src", "iframe": "src", "source": "src"}
POINTERS = ("aria-describedby", "aria-labelledby", "aria-controls", "for", "list", "headers")
MOST_BYTES = 14 * 1024


@dataclass
class Element:
    """An element of a page."""

    tag: str
    attributes: dict[str, str]
    parent: "Element | None" = None
    children: list["Element"] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)

    def get(self, name: str) -> str:
        """Return an attribute, or nothing."""
        return self.attributes.get(name, "")

    def within(self) -> Iterator["Element"]:
        """Give the element and everything in it."""
        yield self
        for child in self.children:
            yield from child.within()

    def around(self) -> Iterator["Element"]:
        """Give what the element stands in, from the inside out."""
        element = self.parent
        while element is not None:
            yield element
            element = element.parent

    @property
    def text(self) -> str:
        """Return everything that is written in the element."""
        return " ".join(part for one in self.within() for part in one.texts if part).strip()


class Page(HTMLParser):
    """A page taken apart."""

    def __init__(self, text: str) -> None:
        """Read the page."""
        super().__init__()
        self.size = len(gzip.compress(text.encode(), 6))
        self.root = Element("", {})
        self.open = [self.root]
        self.crossed: list[str] = []
        self.feed(text)
        self.close()
        self.all = list(self.root.within())[1:]
        self.crossed += [f"<{one.tag}> is never closed" for one in self.open[1:]]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open an element."""
        held = {name: value or "" for name, value in attrs}
        element = Element(tag, held, self.open[-1])
        self.open[-1].children.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Open and close an element of a drawing; elsewhere the slash means nothing."""
        self.handle_starttag(tag, attrs)
        if tag in SHAPES:
            self.open.pop()

    def handle_endtag(self, tag: str) -> None:
        """Close the element."""
        if self.open[-1].tag == tag:
            self.open.pop()
        else:
            self.crossed.append(f"</{tag}> closes <{self.open[-1].tag}>")

    def handle_data(self, data: str) -> None:
        """Keep what is written."""
        self.open[-1].texts.append(data.strip())

    def every(self, *tags: str) -> list[Element]:
        """Return the elements of these names."""
        return [one for one in self.all if one.tag in tags]


def faults(page: Page, language: str, direction: str) -> list[str]:
    """Return everything that is wrong with a page that should be in the language."""
    ids = Counter(one.get("id") for one in page.all if "id" in one.attributes)
    return [
        *page.crossed,
        *_frame(page, language, direction),
        *(f"the id {name!r} is there {count} times" for name, count in ids.items() if count > 1),
        *_pointers(page, set(ids)),
        *_names(page),
        *_forms(page),
        *_foreign(page),
        *_weight(page),
    ]


def _frame(page: Page, language: str, direction: str) -> Iterator[str]:
    """Give what is wrong with language, direction, title and heading."""
    for top in page.every("html")[:1] or [page.root]:
        if (top.get("lang"), top.get("dir")) != (language, direction):
            yield f"it is marked as {top.get('lang')!r}, {top.get('dir')!r}"
    titles = [one.text for one in page.every("title") if not _in_drawing(one)]
    own = [text.removesuffix("– Matchmaker").strip() for text in titles]
    if len(titles) != 1 or not all(own):
        yield f"its title is {titles}"
    headings = page.every("h1")
    if len(headings) != 1 or not headings[0].text:
        yield f"its first headings are {[one.text for one in headings]}"


def _in_drawing(element: Element) -> bool:
    return any(one.tag == "svg" for one in element.around())


def _pointers(page: Page, ids: set[str]) -> Iterator[str]:
    """Give what points to an element that is not there."""
    for one in page.all:
        for name in POINTERS:
            wanted = one.get(name).split()
            yield from (f"{name} points to {to!r}" for to in wanted if to not in ids)
        if one.get("href").startswith("#") and one.get("href")[1:] not in ids:
            yield f"a link leads to {one.get('href')!r}"


def _names(page: Page) -> Iterator[str]:
    """Give the controls that nobody could name."""
    labelled = {one.get("for") for one in page.every("label") if one.text}
    for one in page.every("input", "select", "textarea", "button", "a", "summary"):
        if one.tag in {"button", "a", "summary"}:
            named = bool(one.text) or bool(one.get("aria-label"))
        else:
            named = one.get("type") in NAMELESS or _is_labelled(one, labelled)
        if not named:
            yield f"<{one.tag} {one.get('name') or one.get('href')}> has no name"


def _is_labelled(one: Element, labelled: Iterable[str]) -> bool:
    wrapped = any(outer.tag == "label" and outer.text for outer in one.around())
    named = one.get("aria-label") or one.get("aria-labelledby")
    return wrapped or bool(named) or one.get("id") in labelled


def _forms(page: Page) -> Iterator[str]:
    """Give the forms that change something without a token."""
    for form in page.every("form"):
        tokens = [one for one in form.within() if one.get("name") == "csrf_token"]
        if form.get("method").lower() == "post" and not any(one.get("value") for one in tokens):
            yield f"the form to {form.get('action')!r} has no token"


def _foreign(page: Page) -> Iterator[str]:
    """Give what comes from another host, or would need scripts and styles in the page."""
    for one in page.all:
        source = one.get(LOADED.get(one.tag, ""))
        if source.startswith(("http:", "https:", "//")):
            yield f"<{one.tag}> is loaded from {source}"
        if one.tag == "style" or "style" in one.attributes:
            yield f"<{one.tag}> has a style of its own"
        if (one.tag == "script" and one.text) or any(name[:2] == "on" for name in one.attributes):
            yield f"<{one.tag}> has a script of its own"


def _weight(page: Page) -> Iterator[str]:
    if page.size > MOST_BYTES:
        yield f"it weighs {page.size} bytes"
