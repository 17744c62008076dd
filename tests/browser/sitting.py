"""What a secretary does at a meeting of a council, page by page, each step on the one before."""

import re
from dataclasses import dataclass
from datetime import datetime, time
from uuid import UUID

from playwright.sync_api import Page, expect

from forums.bodies.models import Body
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.meetings.convening import first_lawful_day
from prestizh.meetings.models import Meeting
from prestizh.places.calendar import calendar
from prestizh.terms import SOFIA
from tests.browser.tablet import press, told, touch
from tests.browser.visitors import Town
from tests.browser.writing import said
from tests.forums.making import make_body, make_member

SECRETARY, CLERK = "secretary@example.bg", "clerk@example.bg"
CHAIR, AWAY, TENANT, DOUBTER = (
    *("maria@example.org", "yavor@example.org", "petar@example.org"),
    "kalina.ruseva@example.org",
)
NEVER_CAME = "t.yankov@example.org"
MEMBERS = (CHAIR, AWAY, TENANT, DOUBTER, NEVER_CAME)
NAMES = {
    CHAIR: "Мария Тодорова",
    AWAY: "Явор Манолов",
    TENANT: "Петър Славчев",
    DOUBTER: "Калина Русева",
    NEVER_CAME: "Тодор Янков",
}
COUNCIL = "Консултативен съвет за културата"
NOTICE = 5  # clear days
BUDGET, CALENDAR, DEPUTY = (
    "Средства за читалищата през идната година",
    "Календар на празниците",
    "Избор на заместник-председател",
)
REPORT = "Справка за субсидиите"
NOTES = "Докладва отдел „Култура“. Иван Непубличен от квартала попита за покрива на читалището."
ADOPTED = "Съветът предлага средствата за читалищата да се увеличат с една десета."


@dataclass(frozen=True)
class Council:
    """A council of five that this secretary keeps; proxies are allowed."""

    town: Town
    subject: UUID

    def meeting(self) -> Meeting:
        """Its only meeting."""
        with self.town.portal.database_here():
            found: Meeting = Meeting.objects.get(subject=self.subject)
            return found

    def at(self, page: str) -> str:
        """The address of a page of its meeting."""
        return f"/meetings/{self.meeting().public_id}/{page}"


def found(town: Town) -> Council:
    """A council at work, whose members have accounts in the town."""
    with town.portal.database_here():
        people = {one.email: one for one in User.objects.filter(email__in=(*MEMBERS, SECRETARY))}
        body: Body = make_body(
            User.objects.get(email=CLERK),
            secretary=people[SECRETARY],
            name=COUNCIL,
            notice_days=NOTICE,
            proxies=True,
        )
        for email in MEMBERS:
            make_member(body, people[email])
        return Council(town, body.subject)


def lawful_hour(town: Town, notice: int = NOTICE) -> datetime:
    """Five in the afternoon of the first day for which so many days of notice begin today."""
    with town.portal.database_here():
        day = first_lawful_day(clock.today(), notice, calendar())
    return datetime.combine(day, time(17), tzinfo=SOFIA)


def typed(moment: datetime) -> str:
    """A moment as the browser's field for it takes it."""
    return moment.strftime("%Y-%m-%dT%H:%M")


def plan(desk: Page, too_soon: datetime) -> None:
    """From one's own desk to a planned meeting, for a day that is too near."""
    desk.goto("/desk/")
    touch(desk, "Meetings at the desk")
    touch(desk.locator("main li", has_text=COUNCIL), "Plan a meeting")
    desk.locator("[name=starts_at]").fill(typed(too_soon))
    desk.locator("[name=place]").fill("Зала 2 на общината")
    touch(desk, "Plan the meeting")
    expect(desk.locator("h1")).to_have_text(said("Agenda and papers"))


def put_the_agenda_together(desk: Page) -> None:
    """Three items, one with its paper, one corrected and moved up."""
    for title in (BUDGET, DEPUTY, "Календар"):
        desk.locator("section:has(#add-item) [name=title]").fill(title)
        touch(desk, "Save the item")
        expect(desk.locator("ol.agenda")).to_contain_text(title)
    last = desk.locator("li.agenda__item").last
    touch(last, "Change the item")
    desk.locator("[name=title]").fill(CALENDAR)
    desk.locator("[name=speaker]").fill("Калина Русева")
    touch(desk, "Save the item")
    touch(desk.locator("li.agenda__item").last, "Move up")
    expect(desk.locator("li.agenda__item").nth(1)).to_contain_text(CALENDAR)
    paper = {"name": "spravka.txt", "mimeType": "text/plain", "buffer": "Субсидии".encode()}
    desk.locator("[name=file]").set_input_files(paper)  # type: ignore[arg-type]
    desk.locator("[name=item]").select_option(label=BUDGET)
    desk.locator("section:has(#add-paper) [name=title]").fill(REPORT)
    touch(desk, "Attach the paper")
    expect(desk.locator("li.agenda__item").first).to_contain_text(REPORT)


def send_the_notice(desk: Page, lawful: datetime) -> None:
    """Too short a notice is refused and says for which day it would be in time; then it is sent."""
    touch(desk, "Go on to the notice")
    missing = desk.locator(".checklist__row--missing")
    expect(missing).to_contain_text(f"Правилата изискват {NOTICE} пълни дни предизвестие")
    expect(missing).to_contain_text(f"{lawful.day} ")
    touch(desk, "Change when and where")
    desk.locator("[name=starts_at]").fill(typed(lawful))
    touch(desk, "Save when and where")
    touch(desk, "Send the notice")
    told(desk, "The notice is sent, and the meeting is public.")


def reply(member: Page, answer: str) -> None:
    """Says on one's own page whether one comes."""
    member.locator(f"[name=answer][value={answer}]").check()
    press(member, "Send the reply")
    told(member, "Thank you, the secretary sees your reply.")


def let_vote(member: Page, holder: str) -> None:
    """Gives a proxy on one's own page."""
    member.locator("[name=holder]").select_option(label=holder)
    press(member, "Save the proxy")
    told(member, "The proxy is saved.")


def note(desk: Page, name: str, presence: str) -> None:
    """Touches the button of somebody's attendance."""
    # Each row names all others too, among whom a proxy can be chosen.
    row = desk.locator(".roll__row").filter(has=desk.locator("strong", has_text=name))
    button = row.locator(f"button[value={presence}]")
    button.tap()
    expect(button).to_have_attribute("aria-pressed", "true")


def state_conflict(desk: Page, name: str) -> None:
    """Notes that somebody has a conflict of interest over this item."""
    touch(desk, "Conflict of interest")
    form = desk.locator("form[action$='/conflict/']")
    form.locator("[name=attendee]").select_option(label=name)
    form.locator("[name=statement]").fill("Наема зала в читалището.")
    touch(form, "Note the conflict of interest")
    told(desk, "The conflict of interest is noted.")


def count_votes(desk: Page, text: str, votes: tuple[int, int, int], method: str = "open") -> None:
    """Enters how many voted for, against, and abstained."""
    form = desk.locator("form[action$='/count/']")
    if not form.is_visible():
        touch(desk, "Open, or secret on paper")
    form.locator("[name=text]").fill(text)
    form.locator(f"[name=method][value={method}]").check()
    for name, number in zip(("for", "against", "abstain"), votes, strict=True):
        form.locator(f"[name=votes_{name}]").fill(str(number))
    touch(form, "Note the vote")


def vote_by_name(desk: Page, text: str, choices: dict[str, str]) -> None:
    """Enters how each voted, by the beginning of what stands beside the choice."""
    touch(desk, "By name")
    form = desk.locator("form[action$='/by-name/']")
    form.locator("[name=text]").fill(text)
    for name, choice in choices.items():
        group = form.get_by_role("group", name=re.compile(f"^{name}"))
        group.get_by_label(said(choice), exact=True).check()
    touch(form, "Note the vote by name")
    told(desk, "The vote is recorded.")


def decide(desk: Page) -> None:
    """Takes the text that was carried for the decision."""
    form = desk.locator("form[action$='/decide/']")
    expect(form.locator("[name=text]")).not_to_be_empty()
    touch(form, "Write down the outcome")
    told(desk, "The outcome is recorded.")


def hold_otherwise(desk: Page, name: str, words: str) -> None:
    """Adds a member's separate opinion."""
    touch(desk, "Separate opinion")
    form = desk.locator("form[action$='/opinion/']")
    form.locator("[name=attendee]").select_option(label=name)
    form.locator("[name=text]").fill(words)
    touch(form, "Add the separate opinion")
    told(desk, "The separate opinion is added.")
