"""What counts as a good password, a safe way back and a sitting that lasts."""

from datetime import UTC, datetime, timedelta

import pytest
from argon2 import PasswordHasher

from matchmaker.accounts import rules
from matchmaker.accounts.models import Account, Membership
from matchmaker.accounts.rules import AccountPermission
from matchmaker.kernel.errors import Invalid
from matchmaker.kernel.rights import Actor, Role

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    "password",
    [
        "short-one",
        "x" * 129,
        "Password1234!",
        "123456789012",
        "aaaaaaaaaaaaaaa",
        "awa.diop@oapi.example",
        "AwaDiop-1975",
        "йцукенгшщзхъ1",
    ],
)
def test_bad_passwords_are_refused(password: str) -> None:
    with pytest.raises(Invalid) as refused:
        rules.demand_good_password(password, email="awa.diop@oapi.example", name="Awa Diop")
    assert refused.value.field == "password"


@pytest.mark.parametrize(
    "password", ["three tame zebras", "一匹斑马走过十二条大河与三座山", "x1!" * 5 + "yz"]
)
def test_good_passwords_pass(password: str) -> None:
    rules.demand_good_password(password, email="awa.diop@oapi.example", name="Awa Diop")


def test_a_name_without_letters_forbids_nothing() -> None:
    rules.demand_good_password("three tame zebras", email="1@example.org", name="7")


def test_password_hashes_are_argon2id_and_differ_for_the_same_password() -> None:
    one, other = rules.password_hash("three tame zebras"), rules.password_hash("three tame zebras")
    assert one.startswith("$argon2id$") and one != other
    assert rules.password_fits(one, "three tame zebras")
    assert not rules.password_fits(one, "three tame zebra")
    assert not rules.password_fits("not a hash", "three tame zebras")


def test_weaker_hashes_are_outdated() -> None:
    assert rules.hash_outdated(PasswordHasher(1, 8, 1).hash("three tame zebras"))
    assert not rules.hash_outdated(rules.password_hash("three tame zebras"))


def test_composed_and_decomposed_letters_are_the_same_password() -> None:
    assert rules.password_fits(
        rules.password_hash("caf\u00e9 au lait ici"), "cafe\u0301 au lait ici"
    )


@pytest.mark.parametrize("path", ["/en/needs/", "/fr/needs/?topic=marks&page=2", "/ar/#main"])
def test_paths_of_this_site_are_followed(path: str) -> None:
    assert rules.same_site_path(path) == path


@pytest.mark.parametrize(
    "target",
    [
        None,
        "",
        "needs",
        "//evil.example/",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "https://evil.example/",
        "javascript:alert(1)",
        "/\t/evil.example",
        "/\n/evil.example",
        " /en/",
        "/en/ x",
    ],
)
def test_ways_to_other_sites_are_not_followed(target: str | None) -> None:
    assert rules.same_site_path(target) is None


@pytest.mark.parametrize(
    ("role", "idle", "holds"),
    [
        (Role.SECRETARIAT, 29, True),
        (Role.SECRETARIAT, 30, False),
        (Role.ADMINISTRATOR, 30, False),
        (Role.FOCAL_POINT, 119, True),
        (Role.CONSULTANT, 120, False),
    ],
)
def test_idle_sittings_end_sooner_for_staff(role: Role, idle: int, holds: bool) -> None:
    began = NOON - timedelta(hours=3)
    seen = NOON - timedelta(minutes=idle)
    assert rules.sitting_holds(began, seen, frozenset({role}), NOON) is holds


def test_no_sitting_lasts_longer_than_twelve_hours() -> None:
    roles = frozenset({Role.FOCAL_POINT})
    assert rules.sitting_holds(NOON - timedelta(hours=11, minutes=59), NOON, roles, NOON)
    assert not rules.sitting_holds(NOON - timedelta(hours=12), NOON, roles, NOON)


def test_a_whole_ipv6_network_counts_as_one_address() -> None:
    assert rules.network_of("2001:db8::1") == rules.network_of("2001:db8::2:3")
    assert rules.network_of("2001:db8::1") != rules.network_of("2001:db8:0:1::1")
    assert rules.network_of("192.0.2.1") == "192.0.2.1"
    assert rules.network_of(None) == rules.network_of("nonsense") == "unknown"


def test_throttle_keys_do_not_tell_whose_they_are() -> None:
    key = rules.throttle_key("account", "awa.diop@oapi.example")
    assert "awa" not in key and len(key) < 120
    assert key != rules.throttle_key("address", "awa.diop@oapi.example")


def test_mail_addresses_have_one_form() -> None:
    assert rules.normal_email(" Awa.Diop@OAPI.example ") == "awa.diop@oapi.example"
    with pytest.raises(Invalid):
        rules.normal_email("awa.diop")


def test_devices_are_named_for_people() -> None:
    firefox = "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"
    phone = "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/142.0 Mobile Safari/537.36"
    assert rules.device_name(firefox) == "Firefox, Linux"
    assert rules.device_name(phone) == "Chrome, Android"
    assert rules.device_name("") == ""


@pytest.mark.parametrize("invited", list(Role))
@pytest.mark.parametrize("role", list(Role))
def test_only_administrators_invite_to_the_staff(role: Role, invited: Role) -> None:
    actor = Actor(1, roles=frozenset({role}))
    allowed = {
        Role.ADMINISTRATOR: set(Role),
        Role.SECRETARIAT: {Role.FOCAL_POINT, Role.CONSULTANT, Role.FUNDER},
    }
    may = rules.RIGHTS[AccountPermission.INVITE](actor, invited)
    assert may is (invited in allowed.get(role, set()))


def test_every_permission_has_a_rule() -> None:
    assert set(rules.RIGHTS) == set(AccountPermission)


def test_a_role_in_one_organization_speaks_for_no_other() -> None:
    person = Account(id=1, email="a@example.org", name="A", language="en")
    person.memberships = [
        Membership(role=Role.FOCAL_POINT, organization_id=7),
        Membership(role=Role.FUNDER, organization_id=8),
        Membership(role=Role.SECRETARIAT, organization_id=9),
    ]
    actor = person.as_actor()
    assert actor.organizations == {7}
    assert actor.funds == {8}
