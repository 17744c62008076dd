"""The map of stakeholders in a browser: its pages, and a score without script."""

from playwright.sync_api import expect

from feedback.stakeholders.models import Stakeholder
from tests.browser.looking import Inspector
from tests.browser.visitors import PHONE, Town

CLERK = "clerk@example.bg"
REASON = "Срещата с общината от вчера."


def test_a_score_is_added_on_a_phone_without_script(town: Town) -> None:
    with town.portal.database_here():
        row = Stakeholder.objects.get(name__contains="Чаршия")
    with town.visit(CLERK, viewport=PHONE, java_script_enabled=False) as page:
        page.goto(row.get_absolute_url())
        for name in ("interest", "influence", "affectedness"):
            page.locator(f"[name={name}][value='5']").check()
        page.locator("[name=effect]").select_option("mixed")
        page.locator("[name=reason]").fill(REASON)
        page.locator("main form[action$='/score/'] [type=submit]").click()
        expect(page.locator("#history + .table-scroll")).to_contain_text(REASON)
        page.goto("/stakeholders/grid/")
        expect(page.locator(".power-grid circle")).to_have_count(12)


def test_the_pages_are_as_they_should_be(town: Town) -> None:
    with town.portal.database_here():
        rows = list(Stakeholder.objects.filter(sort="vulnerable")[:2])
        rows.append(Stakeholder.objects.get(name__startswith="Сдружение „Зелен двор"))
    with town.visit(CLERK) as page:
        clerk = Inspector(page, "clerk")
        for path in ("", "grid/", "new/", "invite/", "coverage/", "?q=няма+такава"):
            clerk.open_in_both(f"/stakeholders/{path}")
        for row in rows:
            clerk.open(row.get_absolute_url())
        clerk.open(f"{rows[0].get_absolute_url()}edit/")
        page.goto("/stakeholders/coverage/")
        seen = page.locator("main section a").evaluate_all("links => links.map(a => a.pathname)")
        for kind in ("consultation", "call", "body"):
            address = next(one for one in seen if f"/{kind}/" in one)
            clerk.open(address)
        for address in [one for one in seen if "/consultation/" in one][1:4]:
            clerk.open(address)
        assert not clerk.faults
