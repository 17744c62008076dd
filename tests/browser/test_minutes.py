"""The pages of the minutes of a meeting, at each step from the draft to a corrected version."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import expect

from forums.bodies.models import Body
from prestizh.accounts.models import User
from prestizh.meetings.minutes import drafting, publishing, redacting, remarking, signing
from prestizh.meetings.models import Ground, Meeting, Remark, Verdict
from tests.browser.looking import Inspector
from tests.browser.tablet import press
from tests.browser.visitors import Town
from tests.forums.making import make_body, make_member
from tests.meetings.held import fill_agenda, hold, make_attendee, make_meeting

# Everything here is done as by a browser that runs no script.
SCRIPT = False
SECRETARY = "secretary@example.bg"
CHAIR = "maria@example.org"
MEMBER = "yavor@example.org"


@dataclass(frozen=True)
class Sat:
    """A meeting that was held in the town, an hour ago."""

    town: Town
    meeting: Meeting

    def at(self, page: str = "") -> str:
        return f"/meetings/{self.meeting.public_id}/minutes/{page}"


@pytest.fixture(scope="module")
def sat(town: Town) -> Sat:
    """The first meeting of a council of three people of the town."""
    with town.portal.database_here():
        secretary = person(SECRETARY)
        body: Body = make_body(
            person("clerk@example.bg"), secretary=secretary, name="Консултативен съвет за спорта"
        )
        meeting: Meeting = make_meeting(body, secretary, quorum_members=2)
        attendees = [
            make_attendee(meeting, make_member(body, person(email)), presence="present")
            for email in (CHAIR, MEMBER)
        ]
        away = make_attendee(meeting, make_member(body), presence="excused")
        fill_agenda(meeting, secretary, (*attendees, away))
        hold(meeting, secretary)
        return Sat(town, meeting)


def person(email: str) -> User:
    """Somebody of the town."""
    found: User = User.objects.get(email=email)
    return found


def test_the_pages_of_minutes_are_whole_from_the_first_remark_to_a_correction(sat: Sat) -> None:
    """How they are written in one sitting is walked in `test_meeting`."""
    remark = sent_and_remarked_on(sat)
    look(sat, SECRETARY, f"desk/remarks/{remark.pk}/")
    published(sat, remark)
    for who, names in PAGES.items():
        look(sat, who, *names)
    corrected(sat)


def sent_and_remarked_on(sat: Sat) -> Remark:
    """A draft that a member has remarked on."""
    with sat.town.portal.database_here():
        secretary = person(SECRETARY)
        chaired_by = sat.meeting.attendees.get(user=person(CHAIR))
        minutes = drafting.draw_up(sat.meeting, actor=secretary, chaired_by=chaired_by)
        drafting.send_for_remarks(minutes, actor=secretary)
        words = "Казах, че парите за спорт не стигат."
        return remarking.remark(
            minutes, actor=person(MEMBER), text=words, item=sat.meeting.items.first()
        )


def published(sat: Sat, remark: Remark) -> None:
    """The remark answered, all agreed, both signed; a name is left out of the public copy."""
    with sat.town.portal.database_here():
        minutes, secretary = remark.minutes, person(SECRETARY)
        answer = "Записът го потвърждава."
        remarking.settle(remark, actor=secretary, verdict=Verdict.LEFT, answer=answer)
        for email in (CHAIR, MEMBER):
            remarking.agree(minutes, actor=person(email), read=1)
        passage, why = "Иван Непубличен", "частно лице"
        redacting.leave_out(
            minutes, actor=secretary, passage=passage, ground=Ground.PERSONAL, why=why
        )
        for email in (SECRETARY, CHAIR):
            signing.sign(minutes, actor=person(email), read=1)
        publishing.publish(minutes, actor=secretary)


AT_THE_DESK = ("", "remarks/", "left-out/", "signing/", "publish/", "correct/", "recording/")
PAGES = {
    SECRETARY: tuple(f"desk/{name}" for name in AT_THE_DESK),
    MEMBER: ("draft/", "sign/"),
    None: ("",),
}


def look(sat: Sat, who: str | None, *names: str) -> None:
    """These pages of the minutes in both languages, as this person or a visitor sees them."""
    with sat.town.visit(who) as page:
        inspector = Inspector(page, (who or "visitor").partition("@")[0])
        for name in names:
            inspector.open_in_both(sat.at(name))
        assert inspector.faults == []


def corrected(sat: Sat) -> None:
    """Comes last: the members read nothing of it before it is sent to them."""
    with sat.town.visit(SECRETARY) as page:
        page.goto(sat.at("desk/correct/"))
        page.locator("[name=why]").fill("Сгрешен час на закриване")
        press(page, "Begin a corrected version")
        inspector = Inspector(page, "correcting")
        for name in ("desk/text/", "desk/text/closing/", "desk/"):
            inspector.open(sat.at(name))
        assert inspector.faults == []
    with sat.town.visit() as page:
        page.goto(sat.at())
        expect(page.locator("main")).to_contain_text("Подготвя се поправена редакция")
