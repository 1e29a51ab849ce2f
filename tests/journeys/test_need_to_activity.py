"""A need travels from a draft to a confirmed activity, by keyboard alone, without JavaScript."""

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from tests.journeys.conftest import Person

Enter = Callable[..., Person]


@dataclass(frozen=True)
class Story:
    """Who asks, in which language of the interface, and what."""

    language: str
    asker: str
    written: str
    title: str
    problem: str


FRENCH = Story(
    "en",
    "senegal",
    "fr",
    "Accueillir les dirigeants de notre office autonome",
    "Notre agence vient d'obtenir son autonomie de gestion. Ses dirigeants voudraient voir comment "
    "un office autonome organise sa gouvernance, ses ressources propres, ses services et "
    "ses outils informatiques, puis établir un plan pour les procédures d'enregistrement.",
)
ARABIC = Story(
    "ar",
    "egypt",
    "ar",
    "تنظيم مكتب مستقل للملكية الصناعية",
    "يسعى المكتب إلى الاطلاع على تجربة مكتب مستقل في الإدارة والحوكمة والموارد الذاتية وتنظيم "
    "الخدمات وإجراءات التسجيل والأدوات المعلوماتية، وإلى وضع خطة لتحسين جودة العمل وتقليل التأخير.",
)


@pytest.mark.parametrize("story", [FRENCH, ARABIC], ids=["english", "arabic"])
def test_from_a_draft_to_a_confirmed_activity(story: Story, enter: Enter) -> None:
    asker = enter(story.asker, story.language)
    need = state_the_need(asker, story)
    desk = enter("secretariat", story.language)
    send_back_and_publish(desk, asker, need, story)
    pairing = propose(desk, need)
    provider = enter("morocco", story.language)
    hear_both_sides(asker, provider, desk, pairing)
    activity = carry_it_out(asker, provider, need)
    public = enter("", story.language)
    read_the_record(public, need, activity, story)
    read_the_mails(enter("admin", story.language), story)


def state_the_need(asker: Person, story: Story) -> str:
    """Fill in the form step by step; every step is a draft kept."""
    asker.go("/needs/new")
    asker.choose("select[name=language]", story.written)
    asker.write("input[name=title]", story.title)
    asker.press("main form button")
    need = asker.path().split("/")[2]

    asker.press("main form button")
    asker.go(f"/needs/{need}/edit/check")
    assert asker.page.locator("form[action$='/submit']").count() == 0
    assert asker.page.locator("a[href*='/edit/problem']").count() >= 1

    asker.go(f"/needs/{need}/edit/problem")
    asker.write("textarea[name=problem]", story.problem)
    asker.press("main form button")
    unfold_topics(asker)
    asker.tick("input[name=topics][value=office-management]")
    asker.tick("input[name=assistance][value=study-visit]")
    asker.choose("select[name='requirements-0-what']", "group:au")
    asker.tick("input[name='requirements-0-essential']")
    asker.press("main form button.btn-primary")
    asker.tick("input[name=languages][value=fr]")
    asker.tick("input[name=mode][value=on_site]")
    asker.write("input[name=beneficiaries]", "6")
    asker.date("input[name=starts_on]", "2027-03-01")
    asker.date("input[name=ends_on]", "2027-02-01")
    asker.date("input[name=answer_by]", "2027-01-31")
    asker.press("main form button.btn-primary")
    assert asker.page.locator("#ends_on[aria-invalid=true]").count() == 1
    assert asker.page.locator("input[name=beneficiaries]").input_value() == "6"
    asker.date("input[name=ends_on]", "2027-04-30")
    asker.press("main form button.btn-primary")
    assert asker.path().endswith("/edit/check")
    asker.press("form[action$='/submit'] button")
    return need


def unfold_topics(asker: Person) -> None:
    """Open the branch of the taxonomy that holds the topic."""
    asker.unfold("details:has(input[value=office-management]) > summary")


def send_back_and_publish(desk: Person, asker: Person, need: str, story: Story) -> None:
    """Return the need with a note, have it sent again, and publish it."""
    desk.go("/desk/queue/")
    assert desk.page.locator(f"a[href$='/{need}']").count() == 1
    desk.go(f"/needs/{need}")
    desk.take("return", "Combien de personnes viendront ?")
    asker.go(f"/needs/{need}")
    assert "Combien de personnes viendront" in asker.text()
    asker.go(f"/needs/{need}/edit/practical")
    asker.write("input[name=beneficiaries]", "6 + 2")
    asker.press("main form button.btn-primary")
    asker.press("form[action$='/submit'] button")
    desk.go(f"/needs/{need}")
    desk.take("publish")
    assert story.title in desk.text()


def propose(desk: Person, need: str) -> str:
    """Look at the reasons, compare, shortlist and propose the office of Morocco."""
    desk.go(f"/desk/candidates/{need}")
    first = desk.page.locator("ol.suggestions > li")
    assert first.count() >= 2
    shown = [float(number.replace(",", ".")) for number in points(desk)]
    assert shown
    desk.press("#compare button")
    assert desk.page.locator("table.compare").count() == 1
    desk.go(f"/desk/candidates/{need}")
    card = "li.suggestion:has(a[href*='/offers/OF-MA-'])"
    assert desk.page.locator(card).count() >= 1
    pairing = desk.page.locator(f"{card} a[href*='/pairings/PA-']").first.inner_text().strip()
    desk.press(f"form[action$='/{pairing}/shortlist'] button")
    desk.go(f"/desk/proposals/{pairing}/propose")
    desk.write("textarea[name=cover_note]", "Merci de répondre avant la date indiquée.")
    desk.press("main form button.btn-primary")
    return pairing


def points(desk: Person) -> list[str]:
    """Return the points of the first candidate as shown, without its total."""
    table = desk.page.locator("table.points").first
    return table.locator("tbody td").all_inner_texts()


def hear_both_sides(asker: Person, provider: Person, desk: Person, pairing: str) -> None:
    """Ask a question, answer it, and say yes on both sides; contacts stay hidden until then."""
    asker.go(f"/pairings/{pairing}")
    assert "morocco@demo.example" not in asker.page.content()
    asker.write("textarea[name=message]", "Deux semaines suffisent-elles ?")
    asker.press("form[action$='/ask'] button")
    provider.go("/pairings/mine")
    provider.press(f"a[href$='/pairings/{pairing}']")
    assert "Deux semaines suffisent-elles ?" in provider.text()
    provider.write("textarea[name=message]", "Oui.")
    provider.press("form[action$='/ask'] button")
    asker.go(f"/pairings/{pairing}")
    asker.tick("input[name=answer][value=yes]")
    asker.press("form[action$='/answer'] button")
    assert "morocco@demo.example" not in asker.page.content()
    provider.go(f"/pairings/{pairing}")
    provider.tick("input[name=answer][value=yes]")
    provider.press("form[action$='/answer'] button")
    asker.go(f"/pairings/{pairing}")
    assert "morocco@demo.example" in asker.text()
    desk.go(f"/pairings/{pairing}")
    assert "morocco@demo.example" in desk.text()


def carry_it_out(asker: Person, provider: Person, need: str) -> str:
    """Begin the activity, report on both sides, and confirm the record for both countries."""
    asker.go(f"/needs/{need}")
    asker.press("a[href*='/activities/ACT-']")
    activity = asker.path().rsplit("/", 1)[-1]
    asker.take("start")
    for person, text in (
        (asker, "Six dirigeants formés."),
        (provider, "Accueil de deux semaines."),
    ):
        person.go(f"/activities/{activity}")
        person.press("aside a[href*='/report']")
        person.write("textarea[name=text]", text)
        person.press("main form button.btn-primary")
    for person in (asker, provider):
        person.go(f"/activities/{activity}")
        person.take("confirm")
    return activity


def read_the_record(public: Person, need: str, activity: str, story: Story) -> None:
    """See, as anybody, the activity in the list with its mark, and the need's whole history."""
    public.go("/activities/?place=group:au")
    assert public.page.locator(f"a[href$='/activities/{activity}']").count() == 1
    public.go(f"/activities/{activity}")
    assert "Six dirigeants formés." in public.text()
    assert public.page.locator(".mark").count() >= 1
    public.go(f"/needs/{need}")
    assert story.title in public.text()
    assert public.page.locator("ol.history > li").count() >= 8
    assert "demo.example" not in public.page.content()


def read_the_mails(admin: Person, story: Story) -> None:
    """See, as the administrator of a demonstration, what was written to the asker."""
    admin.go("/desk/letters/")
    assert f"{story.asker}@demo.example" in admin.text()
