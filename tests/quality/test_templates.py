"""Templates compile, trust nothing that people wrote, and ask no questions of the database."""

import ast
import re
from collections.abc import Iterator

import pytest
from flask import Flask
from jinja2 import Environment, meta, nodes

from tests.quality.places import PACKAGE, TEMPLATES

NAMES = sorted(
    path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*") if path.is_file()
)
STYLED = {"notices/letter.html": "mail programs read no style sheets"}
QUESTIONS = frozenset({"session", "query", "execute", "scalar", "scalars"})
IN_THE_PAGE = {
    "a style": re.compile(r"<style\b|\bstyle\s*=", re.IGNORECASE),
    "a handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a script": re.compile(r"<script\b(?![^>]*\bsrc\s*=)|javascript:", re.IGNORECASE),
}


def faults(environment: Environment, source: str, name: str = "") -> Iterator[str]:
    """Give what a template must not do."""
    tree = environment.parse(source)
    for held in tree.find_all(nodes.Filter):
        # What is written in the template itself is ours; everything else is escaped.
        if held.name == "safe" and not isinstance(held.node, nodes.Const):
            yield f"line {held.lineno}: something else than a literal is called safe"
    for held in tree.find_all(nodes.ScopedEvalContextModifier):
        yield f"line {held.lineno}: escaping is changed"
    for held in tree.find_all((nodes.Name, nodes.Getattr)):
        said = held.name if isinstance(held, nodes.Name) else held.attr
        if said in QUESTIONS:
            yield f"line {held.lineno}: {said} asks the database"
    for what, pattern in IN_THE_PAGE.items():
        if pattern.search(source) and not (what == "a style" and name in STYLED):
            yield f"{what} in the page"


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("{{ text|safe }}", "line 1: something else than a literal is called safe"),
        ("{{ (a ~ '<b>')|safe }}", "line 1: something else than a literal is called safe"),
        ("{% autoescape false %}{% endautoescape %}", "line 1: escaping is changed"),
        ("{% for one in Need.query %}{% endfor %}", "line 1: query asks the database"),
        ("\n{{ session.get('x') }}", "line 2: session asks the database"),
        ('<p style="color: red">', "a style in the page"),
        ("<style>p {}</style>", "a style in the page"),
        ('<p class="a" onclick="go()">', "a handler in the page"),
        ("<script>go()</script>", "a script in the page"),
        ('<a href="javascript:go()">', "a script in the page"),
    ],
)
def test_a_fault_of_a_template_is_found(whole_app: Flask, source: str, fault: str) -> None:
    assert fault in list(faults(whole_app.jinja_env, source))


def test_a_good_template_has_no_faults(whole_app: Flask) -> None:
    source = """{{ '<bdi>%s</bdi>'|safe % name }} <script src="a.js"></script> {{ one.sessions }}"""
    assert list(faults(whole_app.jinja_env, source)) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_template_compiles_and_keeps_the_rules(whole_app: Flask, name: str) -> None:
    source = (TEMPLATES / name).read_text(encoding="utf-8")
    assert whole_app.jinja_env.get_template(name)
    assert list(faults(whole_app.jinja_env, source, name)) == []


def test_the_exceptions_are_still_needed() -> None:
    for name in STYLED:
        assert IN_THE_PAGE["a style"].search((TEMPLATES / name).read_text(encoding="utf-8")), name


def patterns_in_code() -> Iterator[str]:
    """Give a pattern for every name of a template in the code, whole or put together."""
    for path in PACKAGE.rglob("*.py"):
        for held in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            parts = held.values if isinstance(held, ast.JoinedStr) else [held]
            texts = [one.value if isinstance(one, ast.Constant) else None for one in parts]
            pattern = "".join(
                re.escape(text) if isinstance(text, str) else r"\w+" for text in texts
            )
            if re.fullmatch(r"[a-z_]+/[\w\\+]+\\\.(html|txt)", pattern):
                yield pattern


def named_in_code() -> set[str]:
    """Return the templates that the code names; a name that is nowhere is returned as it is."""
    found: set[str] = set()
    for pattern in set(patterns_in_code()):
        found |= {name for name in NAMES if re.fullmatch(pattern, name)} or {pattern}
    return found


def named_in_templates(environment: Environment) -> set[str]:
    """Return the templates that other templates name."""
    found = (
        meta.find_referenced_templates(environment.parse((TEMPLATES / name).read_text("utf-8")))
        for name in NAMES
    )
    return {name for names in found for name in names if name}


def test_every_template_is_there_and_is_used(whole_app: Flask) -> None:
    named = named_in_code() | named_in_templates(whole_app.jinja_env)
    assert sorted(named - set(NAMES)) == []
    assert sorted(set(NAMES) - named) == []
