"""Every page declares who may use it, and the application keeps to what was declared."""

import re
from collections.abc import Callable, Container, Iterator, Mapping
from functools import cache

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from matchmaker.admin.rules.matrix import COLUMNS, matrix
from matchmaker.kernel.rights import Permission, all_rights
from matchmaker.portal.rules import PortalPermission
from matchmaker.web.requests import access
from tests.quality.world import World

CHARACTERS = {
    "focal_point": "mexico",
    "consultant": "consultant",
    "funder": "funder",
    "secretariat": "secretariat",
    "administrator": "admin",
}
"""Who has one role and no other."""


class Forgotten(Permission):
    """A permission that nobody was ever granted."""

    DO = "nowhere:nothing:do"


def undeclared(
    app: Flask, declared: Mapping[str, Permission], granted: Container[Permission]
) -> list[str]:
    """Return the endpoints that declare no permission, or one that is in no table of rights."""
    endpoints = {rule.endpoint for rule in app.url_map.iter_rules()}
    return sorted(one for one in endpoints if declared.get(one) not in granted)


def test_a_page_without_a_granted_permission_is_found() -> None:
    app = Flask("throw-away", static_folder=None)
    for name in ("declared", "undeclared", "not_granted"):
        app.add_url_rule(f"/{name}", name, lambda: "")
    declared = {"declared": PortalPermission.SEE, "not_granted": Forgotten.DO}
    assert undeclared(app, declared, {PortalPermission.SEE}) == ["not_granted", "undeclared"]


def test_every_page_declares_a_granted_permission(whole_app: Flask) -> None:
    assert undeclared(whole_app, access, all_rights()) == []


@cache
def rows() -> dict[str, list[str]]:
    """Return the matrix of rights by permission."""
    return dict(matrix(all_rights()))


def cell(permission: Permission, column: str) -> str:
    """Return what the matrix of rights says of a permission: yes, own, some or no."""
    return rows()[str(permission.value)][COLUMNS.index(column)]


def leads_to_sign_in(answer: TestResponse) -> bool:
    """Return whether the answer asks the person to sign in first."""
    return answer.status_code == 303 and "/account/sign-in" in answer.location


def addresses(
    world: World, method: str, wanted: Callable[[Permission], bool], *, hidden: bool = False
) -> Iterator[str]:
    """Give the addresses that answer the method and whose permission is wanted."""
    for rule in world.rules(method):
        if wanted(access[rule.endpoint]):
            yield from world.addresses(rule, hidden=hidden)


def test_nobody_changes_anything_without_signing_in(world: World) -> None:
    client = world.browser()
    closed = list(addresses(world, "POST", lambda one: cell(one, "public") != "yes"))
    assert len(closed) > 50
    assert [one for one in closed if not leads_to_sign_in(client.post(one))] == []


def test_nobody_reads_what_is_not_public_without_signing_in(world: World) -> None:
    client = world.browser()
    closed = [
        *addresses(world, "GET", lambda one: cell(one, "public") == "no"),
        *addresses(world, "GET", lambda one: cell(one, "public") in {"own", "some"}, hidden=True),
    ]
    assert len(closed) > 50
    assert [one for one in closed if not leads_to_sign_in(client.get(one))] == []


@pytest.mark.parametrize("role", COLUMNS[1:])
def test_a_role_without_the_right_is_refused(world: World, role: str) -> None:
    client = world.browser(CHARACTERS[role])
    answers = {
        f"{method} {address}": client.open(address, method=method).status_code
        for method in ("GET", "POST")
        for address in addresses(world, method, lambda one: cell(one, role) == "no")
    }
    assert answers
    assert {what: code for what, code in answers.items() if code not in {403, 404}} == {}


@pytest.mark.parametrize("method", ["PUT", "PATCH", "DELETE"])
def test_other_methods_are_not_for_pages(world: World, method: str) -> None:
    client = world.browser("secretariat")
    for rule in world.rules("GET"):
        address = world.addresses(rule)[0]
        assert client.open(address, method=method).status_code == 405, address


@pytest.mark.parametrize("person", ["", "secretariat"])
def test_nothing_is_changed_without_a_token(
    world: World, monkeypatch: pytest.MonkeyPatch, person: str
) -> None:
    monkeypatch.setitem(world.app.config, "WTF_CSRF_ENABLED", True)
    client = world.browser(person)
    for address in addresses(world, "POST", lambda _permission: True):
        assert client.post(address).status_code == 400, address
        forged = client.post(address, data={"csrf_token": "forged"})
        assert forged.status_code == 400, address


def test_a_token_out_of_the_form_is_accepted(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(world.app.config, "WTF_CSRF_ENABLED", True)
    client = world.browser()
    found = re.search(
        'name="csrf_token"[^>]*value="([^"]+)"', client.get("/en/account/sign-in").text
    )
    assert found
    sent = {"csrf_token": found[1], "email": "nobody@example.org", "password": "no"}
    assert client.post("/en/account/sign-in", data=sent).status_code == 422
