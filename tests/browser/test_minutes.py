"""A secretary brings the minutes of a meeting from the agenda to the public page, on a tablet."""

from dataclasses import dataclass

import pytest
from playwright.sync_api import Page, expect

from forums.bodies.models import Body
from prestizh.accounts.models import User
from prestizh.meetings.models import AgendaItem, Meeting
from tests.browser.looking import Inspector
from tests.browser.visitors import PHONE, Town, Watch
from tests.forums.making import make_body, make_member
from tests.meetings.held import fill_agenda, hold, make_attendee, make_meeting

SECRETARY = "secretary@example.bg"
CHAIR = "maria@example.org"
MEMBER = "yavor@example.org"
TABLET = {"width": 820, "height": 1180}
REMARK = "Казах, че парите за спорт не стигат и за двете школи."


@dataclass(frozen=True)
class Sat:
    """A meeting that was held in the town: its address and the first item of its agenda."""

    public_id: str
    item: int

    def at(self, page: str = "") -> str:
        return f"/meetings/{self.public_id}/minutes/{page}"


@pytest.fixture(scope="module")
def sat(town: Town) -> Sat:
    """A council of three people of the town, whose first meeting ended an hour ago."""
    with town.portal.database_here():
        secretary = User.objects.get(email=SECRETARY)
        body: Body = make_body(
            User.objects.get(email="clerk@example.bg"),
            secretary=secretary,
            name="Консултативен съвет за спорта",
        )
        people = [User.objects.get(email=email) for email in (CHAIR, MEMBER)]
        meeting: Meeting = make_meeting(body, secretary, quorum_members=2)
        attendees = [
            make_attendee(meeting, make_member(body, person), presence="present")
            for person in people
        ]
        away = make_attendee(meeting, make_member(body), presence="excused")
        fill_agenda(meeting, secretary, (*attendees, away))
        hold(meeting, secretary)
        return Sat(meeting.public_id, AgendaItem.objects.filter(meeting=meeting)[0].pk)


def press(page: Page, name: str) -> None:
    """Press the button or follow the link of this name in the page's own part."""
    page.locator("main").get_by_role("button", name=name).or_(
        page.locator("main").get_by_role("link", name=name)
    ).first.click()


def test_minutes_from_the_agenda_to_a_corrected_version(town: Town, sat: Sat) -> None:
    """One journey: each step stands on the one before."""
    _from_the_agenda_to_the_public_page_on_a_tablet(town, sat)
    for language in ("bg", "en"):
        _the_pages_of_published_minutes_are_whole(town, sat, language)
    _the_pages_of_a_corrected_version_are_whole(town, sat)


def _from_the_agenda_to_the_public_page_on_a_tablet(town: Town, sat: Sat) -> None:
    watch = Watch()
    with (
        town.visit(SECRETARY, viewport=TABLET) as desk,
        town.visit(MEMBER, viewport=PHONE) as member,
        town.visit(CHAIR) as chair,
        town.visit() as visitor,
    ):
        for page in (desk, member, chair, visitor):
            watch.over(page)
        _draw_up_and_send(desk, sat)
        _remark(member, sat)
        _settle(desk, sat)
        for page in (member, chair):
            page.goto(sat.at("draft/"))
            press(page, "Всичко е вярно, нямам бележки")
            expect(page.locator("main")).to_contain_text("съгласни с тази редакция")
        _leave_out(desk, sat)
        desk.goto(sat.at("desk/signing/"))
        press(desk, "Подписване на протокола")
        expect(desk.locator("main")).to_contain_text("Следващият подпис е на")
        chair.goto(sat.at("sign/"))
        press(chair, "Подписване на протокола")
        expect(chair.locator("main")).to_contain_text("ръководил заседанието")
        visitor.goto(sat.at())
        assert REMARK not in visitor.content()
        expect(visitor.locator("main")).to_contain_text("Протоколът се изготвя")
        desk.goto(sat.at("desk/"))
        press(desk, "Преглед и публикуване на публичното копие")
        press(desk, "Публикуване на протокола")
        visitor.reload()
        _is_published(visitor)
    assert watch.complaints == []


def _draw_up_and_send(desk: Page, sat: Sat) -> None:
    desk.goto(sat.at("desk/"))
    desk.locator("select[name=chair]").select_option(label="Мария Тодорова")
    press(desk, "Съставяне на протокола от дневния ред")
    press(desk, "Писане на заключителните думи")
    desk.locator("textarea[name=text]").fill("Закрито в 18 ч.")
    press(desk, "Запазване на тази част")
    expect(desk.locator("main")).to_contain_text("Закрито в 18 ч.")
    desk.goto(sat.at("desk/"))
    press(desk, "Изпращане на проекта на членовете за бележки")
    expect(desk.locator("main")).to_contain_text("Изчакват се бележките")


def _remark(member: Page, sat: Sat) -> None:
    member.goto(sat.at("draft/"))
    member.get_by_text("Нещо трябва да пише по друг начин").click()
    member.locator("select[name=item]").select_option(str(sat.item))
    member.locator("textarea[name=text]").fill(REMARK)
    press(member, "Изпращане на бележката")
    expect(member.locator("main")).to_contain_text(REMARK)


def _settle(desk: Page, sat: Sat) -> None:
    desk.goto(sat.at("desk/"))
    press(desk, "Отговор на 1 бележка")
    press(desk, "Отговор на бележката")
    words = desk.locator("textarea[name=text]")
    words.fill(f"{words.input_value()} Парите за спорт не стигат и за двете школи.")
    desk.locator("input[name=verdict][value=taken]").check()
    press(desk, "Отговор на бележката")
    expect(desk.locator("main")).to_contain_text("Приета в протокола")


def _leave_out(desk: Page, sat: Sat) -> None:
    desk.goto(sat.at("desk/left-out/"))
    desk.locator("[name=passage]").fill("Иван Непубличен")
    desk.locator("input[name=ground][value=personal]").check()
    desk.locator("[name=why]").fill("частно лице")
    press(desk, "Заличаване")
    expect(desk.locator("main")).to_contain_text("„Иван Непубличен“")


def _is_published(visitor: Page) -> None:
    main = visitor.locator("main")
    expect(main).to_contain_text("[заличено: лични данни]")
    expect(main).to_contain_text("Парите за спорт не стигат и за двете школи.")
    expect(main).to_contain_text("Публикуван в срок")
    for private in ("Непубличен", "ЗАКРИТО", "ЛИЧНО", REMARK):
        assert private not in visitor.content()


AT_THE_DESK = ("", "remarks/", "left-out/", "signing/", "publish/", "correct/", "recording/")
PAGES = {
    SECRETARY: tuple(f"desk/{name}" for name in AT_THE_DESK),
    MEMBER: ("draft/", "sign/"),
    None: ("",),
}


def _the_pages_of_published_minutes_are_whole(town: Town, sat: Sat, language: str) -> None:
    faults: list[str] = []
    at = "/en" if language == "en" else ""
    for who, names in PAGES.items():
        with town.visit(who) as page:
            inspector = Inspector(page, f"{(who or 'visitor').partition('@')[0]}-{language}")
            for name in names:
                inspector.open(f"{at}{sat.at(name)}")
        faults += inspector.faults
    assert faults == []


def _the_pages_of_a_corrected_version_are_whole(town: Town, sat: Sat) -> None:
    """Comes last: the members read nothing of it before it is sent to them."""
    with town.visit(SECRETARY) as page:
        inspector = Inspector(page, "correcting")
        page.goto(sat.at("desk/correct/"))
        page.locator("[name=why]").fill("Сгрешен час на закриване")
        press(page, "Започване на поправена редакция")
        for name in ("desk/text/", "desk/text/closing/", "desk/"):
            inspector.open(sat.at(name))
    assert inspector.faults == []
    with town.visit() as page:
        page.goto(sat.at())
        expect(page.locator("main")).to_contain_text("Подготвя се поправена редакция")
