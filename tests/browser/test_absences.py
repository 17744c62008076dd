"""A member stayed away too often: the secretary releases them and brings the roll up to date."""

from forums.bodies import founding
from forums.bodies.absences import absent_members
from forums.bodies.models import Body
from prestizh.accounts.models import User
from prestizh.meetings.models import Meeting
from prestizh.meetings.stages import MeetingStage
from tests.browser.joining import look, press
from tests.browser.visitors import Town

# Everything here is done as by a browser that runs no script.
SCRIPT = False
SECRETARY = "secretary@example.bg"


def stricter(town: Town) -> tuple[Body, str]:
    """The council of whose members somebody missed two meetings, by rules that end this; who it is."""
    with town.portal.database_here():
        absent = next(iter(absent_members(Body.objects.public()).values()))
        secretary = User.objects.get(email=SECRETARY)
        body = founding.revise(
            absent.member.body,
            actor=secretary,
            absences_limit=absent.number,
            absence_ends_seat=True,
        )
        return body, absent.member.name


def test_the_secretary_releases_who_was_absent_too_often(own_town: Town) -> None:
    town = own_town
    body, name = stricter(town)
    with town.portal.database_here():
        convened = Meeting.objects.get(subject=body.subject, stage=MeetingStage.CONVENED)
    meeting = f"/meetings/{convened.public_id}/desk/"
    with town.visit(SECRETARY) as page:
        page.goto("/en/desk/")
        page.locator("section[aria-labelledby=seats] a", has_text=name).click()
        page.wait_for_url("**/members/*/")
        member = page.url.partition("/en")[2]
        look(town, SECRETARY, "/desk/", f"/bodies/desk/{body.public_id}/", member)
        assert page.locator("[name=release-ground]").input_value() == "absences"
        assert "in a row" in page.locator("[name=release-note]").input_value()
        page.locator("button[value=release]").click()
        page.locator(".messages").wait_for()
        page.goto(f"/en{meeting}")
        assert name in page.locator(".notice", has_text="roll").inner_text()
        look(town, SECRETARY, meeting, f"/meetings/{convened.public_id}/live/")
        page.goto(meeting)
        press(page, "Bring the roll up to date")
        page.wait_for_url(f"**{meeting}")
        assert name not in page.locator("main table").inner_text()
