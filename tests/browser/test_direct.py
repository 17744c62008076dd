"""A clerk enters an initiative, corrects it, and brings it to its answer; everybody reads along."""

import re
from datetime import date, timedelta

from playwright.sync_api import Page, expect

from prestizh.ledger import clock
from tests.browser.looking import Inspector
from tests.browser.visitors import PHONE, Town

CLERK = "clerk@example.bg"
EGN = "7523169263"  # of the specification's example; nobody's
TITLE = "Тротоар до детската градина"


def _submit(page: Page) -> None:
    page.locator("main form [type=submit]").last.click()


def _today(town: Town) -> date:
    with town.portal.database_here():
        return clock.today()


def test_an_initiative_goes_from_its_entry_to_the_published_answer(town: Town) -> None:
    today = _today(town)
    with (
        town.visit(CLERK, java_script_enabled=False) as desk,
        town.visit(viewport=PHONE, java_script_enabled=False) as visitor,
    ):
        inspector = Inspector(desk, "register")
        base = _enter(desk, today - timedelta(days=30))
        inspector.open_in_both(f"{base}facts/")
        assert inspector.page.locator("[name=title]").input_value() == TITLE
        _refuse_an_egn(desk)
        # The browser itself says that the form was refused.
        assert all("422" in one for one in inspector.watch.taken())
        desk.locator("[name=reasons]").fill("Децата вървят по платното.")
        _submit(desk)
        desk.wait_for_url(f"**{base}")
        inspector.open(f"{base}committee/")
        _step(desk, base, "table", on=today - timedelta(days=9), signatures="318")
        desk.goto(base)
        assert desk.locator(f"a[href='{base}facts/']").count() == 0

        _follow_the_term(visitor)
        public = re.sub("/desk", "", base)
        _step(
            desk,
            base,
            "answer",
            on=today,
            text="Тротоарът влиза в програмата за пролетта.",
            decided_by="Кметът на общината",
            act="Заповед № 1204",
            newspaper="„Хасковски вестник“, днешния брой",
        )
        visitor.goto(public)
        main = visitor.locator("main")
        expect(main).to_contain_text("Тротоарът влиза в програмата за пролетта.")
        expect(main).to_contain_text("318")
        assert EGN not in visitor.content()
        assert inspector.faults == []


def _enter(page: Page, on: date) -> str:
    """A new entry; its address at the desk."""
    page.goto("/direct/desk/new/initiative/")
    for name, words in {
        "on": on.isoformat(),
        "title": TITLE,
        "question": "Да се построи тротоар от пазара до детската градина.",
        "voters": "4100",
        "founders": "71",
        "committee_size": "5",
        "contact": "комитет „Тротоар“, trotoar@example.org",
    }.items():
        page.locator(f"[name={name}]").fill(words)
    _submit(page)
    page.wait_for_url(re.compile(r"/direct/desk/[a-z0-9]{16}/$"))
    return str(page.evaluate("location.pathname"))


def _refuse_an_egn(page: Page) -> None:
    """The sentence stands beside the field, and nothing that was typed is lost."""
    page.locator("[name=contact]").fill(f"Иван Иванов, ЕГН {EGN}")
    page.locator("[name=quarter]").fill("Бадема")
    _submit(page)
    expect(page.locator("main")).to_contain_text("Това прилича на ЕГН")
    assert page.locator("[name=quarter]").input_value() == "Бадема"
    page.locator("[name=contact]").fill("комитет „Тротоар“")


def _step(page: Page, base: str, step: str, *, on: date, **typed: str) -> None:
    page.goto(f"{base}step/{step}/")
    page.locator("[name=on]").fill(on.isoformat())
    for name, words in typed.items():
        page.locator(f"[name={name}]").fill(words)
    if step == "answer":
        page.locator("[name=outcome]").first.check()
    _submit(page)
    page.wait_for_url(f"**{base}")


def _follow_the_term(page: Page) -> None:
    """Whoever looks into the calendar of everything finds the day by which an answer is owed."""
    page.goto("/bodies/")
    page.get_by_role("link", name="Календар").first.click()
    for _month in range(2):
        found = page.locator("main").get_by_role("link", name=re.compile(TITLE))
        if found.count():
            break
        page.locator("main nav").get_by_role("link").last.click()
    found.first.click()
    expect(page.locator("h1")).to_have_text(TITLE)
    expect(page.locator("main")).to_contain_text("чл. 52, ал. 2–3 ЗПУГДВМС")
