"""A secretary prepares a call for members and lays it open."""

from forums.bodies.models import Body
from forums.calls.models import Call
from tests.browser.joining import look, press
from tests.browser.visitors import Town

# Everything here is done as by a browser that runs no script.
SCRIPT = False
SECRETARY = "secretary@example.bg"
GROUP = "Работна група по наредбата за зелената система"
TITLE = "Покана за представител на жителите"


def test_a_secretary_prepares_a_call_and_publishes_it(own_town: Town) -> None:
    """Each page of the way is looked at; what is missing is said until nothing is."""
    town = own_town
    with town.portal.database_here():
        body = Body.objects.get(name=GROUP).pk
    with town.visit(SECRETARY) as page:
        page.goto("/calls/desk/new/")
        page.locator("[name=body]").select_option(str(body))
        page.locator("[name=title]").fill(TITLE)
        press(page, "Begin the call")
        page.wait_for_url("**/lines/")
        with town.portal.database_here():
            call = Call.objects.get(title=TITLE).public_id
        desk = f"/calls/desk/{call}/"
        look(town, SECRETARY, desk, f"{desk}lines/", f"{desk}facts/", f"{desk}publish/")
        page.locator("[name=places-seat]").select_option(index=2)
        page.locator("[name=places-places]").fill("1")
        page.locator("[name=places-open_to][value=persons]").check()
        press(page, "Add the places")
        page.locator("[name=criterion-name]").fill("Познаване на квартала")
        page.locator("[name=criterion-most]").fill("10")
        press(page, "Add the criterion")
        page.locator("[name=paper-name]").fill("Автобиография")
        press(page, "Add the paper")
        page.goto(f"{desk}facts/")
        page.locator("[name=announcement]").fill("Търсим един жител на общината.")
        page.locator("[name=contact]").fill("Огнян Миланов, 038 600 614")
        page.locator("[name=selected_by]").fill("комисия, определена със заповед на кмета")
        page.locator("main form [type=submit]").first.click()
        page.wait_for_url(f"**{desk}")
        page.goto(f"{desk}publish/")
        press(page, "Publish the call")
        page.wait_for_url(f"**{desk}")
    look(town, SECRETARY, desk)
    look(town, None, f"/calls/{call}/", f"/calls/{call}/term/")
