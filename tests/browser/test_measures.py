"""A proposal from its sender to what everybody reads was changed, without any script."""

from datetime import timedelta

from playwright.sync_api import Page, expect

from feedback.measures.models import ImprovementProposal, Measure
from prestizh.ledger import clock
from tests.browser.looking import Inspector
from tests.browser.visitors import PHONE, Town

CLERK, CITIZEN = "clerk@example.bg", "maria@example.org"
TEXT = "Микрофонът в залата да се включва и на последния ред."
ANSWER = "Озвучаването е преместено; проверихме го с двама души от последния ред."
MEASURE = "Втори високоговорител в залата"
RESULT = "Поставен е и работи от днес."


def _send(page: Page, action: str) -> None:
    """Sends the form that goes to this address."""
    form = page.locator(f"main form[action$='{action}']" if action else "main form")
    form.last.locator("[type=submit]").first.click()


def test_a_proposal_becomes_what_was_changed(town: Town) -> None:
    with (
        town.visit(CITIZEN, viewport=PHONE, java_script_enabled=False) as citizen,
        town.visit(CLERK, java_script_enabled=False) as desk,
    ):
        _proposes(citizen)
        with town.portal.database_here():
            row = ImprovementProposal.objects.get(text=TEXT)
            due = clock.today() + timedelta(days=20)
        base = f"/changed/desk/{row.public_id}/"
        desk.goto(base)
        desk.locator("[name=public_text]").fill("")
        _send(desk, "/register/")
        expect(desk.locator(".error-summary")).to_be_visible()
        desk.locator("[name=public_text]").fill(TEXT)
        _send(desk, "/register/")
        desk.wait_for_url(f"**{base}")
        desk.locator("[name=step][value=accept]").check()
        desk.locator("[name=words]").fill(ANSWER)
        _send(desk, "/answer/")
        desk.wait_for_url(f"**{base}")
        desk.locator("[name=text]").fill(MEASURE)
        desk.locator("[name=owner_name]").fill("Стопанската служба")
        desk.locator("[name=due_on]").fill(due.isoformat())
        _send(desk, "/measure/")
        desk.wait_for_url(f"**{base}")
        with town.portal.database_here():
            measure = Measure.objects.get(text=MEASURE)
        desk.goto(measure.get_absolute_url())
        desk.locator("[name=state][value=done]").check()
        desk.locator("[name=result]").fill(RESULT)
        _send(desk, "")
        expect(desk.locator("[name=state]")).to_have_count(0)
        citizen.goto("/changed/")
        expect(citizen.locator("main")).to_contain_text(RESULT)
        citizen.goto(row.get_absolute_url())
        expect(citizen.locator("main")).to_contain_text(ANSWER)


def _proposes(page: Page) -> None:
    page.goto("/changed/propose/")
    page.locator("[name=text]").fill(TEXT)
    _send(page, "")
    page.wait_for_url("**/changed/mine/")
    expect(page.locator("main")).to_contain_text(TEXT)


def test_the_pages_are_as_they_should_be(town: Town) -> None:
    with town.portal.database_here():
        public = ImprovementProposal.objects.public()
        shown = [public.filter(stage=stage).first() for stage in ("partly", "rejected", "review")]
        new = ImprovementProposal.objects.filter(stage="received").first()
        assert new is not None
        late = Measure.objects.public().unfinished().first()
        assert late is not None
    faults: list[str] = []
    with town.visit() as page:
        visitor = Inspector(page, "visitor")
        for path in ("/changed/", "/changed/proposals/", "/changed/proposals/?q=няма+такова"):
            visitor.open_in_both(path)
        for row in shown:
            assert row is not None
            visitor.open(row.get_absolute_url())
        faults += visitor.faults
    with town.visit(CITIZEN) as page:
        citizen = Inspector(page, "citizen")
        for path in ("/changed/propose/", "/changed/mine/"):
            citizen.open_in_both(path)
        faults += citizen.faults
    with town.visit(CLERK) as page:
        clerk = Inspector(page, "clerk")
        for path in ("/changed/desk/", "/changed/desk/new/", late.get_absolute_url()):
            clerk.open_in_both(path)
        for row in (new, *shown):
            assert row is not None
            clerk.open(f"/changed/desk/{row.public_id}/")
        faults += clerk.faults
    assert not faults
