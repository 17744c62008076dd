"""A secretary leads a council from the notice to the published minutes, on a tablet on the table."""

import re
from io import BytesIO

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from tests.browser import sitting
from tests.browser.looking import Inspector
from tests.browser.sitting import (
    ADOPTED,
    AWAY,
    BUDGET,
    CALENDAR,
    CHAIR,
    CLERK,
    COUNCIL,
    DEPUTY,
    DOUBTER,
    NAMES,
    NOTES,
    REPORT,
    SECRETARY,
    TENANT,
    Council,
)
from tests.browser.tablet import (
    TABLET,
    go_by_touch,
    hard_to_hit,
    named,
    press,
    tallest,
    told,
    touch,
)
from tests.browser.visitors import PHONE, Town, Watch
from tests.browser.writing import in_time, link_mailed_to, said, too_wide

REMARK = "Казах, че покривът тече от три години."
OTHERWISE = "Една десета не стига дори за отоплението."


@pytest.fixture(scope="module")
def council(own_town: Town) -> Council:
    """In a town of its own, whose clock this journey moves on to the hour of the meeting."""
    return sitting.found(own_town)


def test_from_the_notice_to_the_published_minutes_in_one_sitting(council: Council) -> None:
    town, watch = council.town, Watch()
    with (
        town.visit(SECRETARY, **TABLET) as desk,
        town.visit(CHAIR) as chair,
        town.visit(DOUBTER, viewport=PHONE) as member,
        town.visit() as visitor,
    ):
        for page in (desk, chair, member, visitor):
            watch.over(page)
        convene(desk, council)
        are_invited(chair, member, council)
        town.wait_until(council.meeting().starts_at)
        open_with_a_quorum(desk, council)
        treat_the_items(desk, council)
        close(desk, visitor, council)
        draw_the_minutes_up(desk)
        agree_on_the_minutes(desk, chair, member, council)
        sign_and_publish(desk, chair, council)
        is_read(visitor, council)
    # The browser itself says that what was refused had this status.
    assert [line for line in watch.complaints if "status of 422" not in line] == []


def convene(desk: Page, council: Council) -> None:
    """Plans for too near a day, is told so, and sends the notice for the first lawful one."""
    town = council.town
    sitting.plan(desk, too_soon=sitting.lawful_hour(town, notice=1))
    sitting.put_the_agenda_together(desk)
    plan, at = f"/meetings/desk/new/{council.subject}/", council.at
    look(town, SECRETARY, plan, at("desk/facts/"), at("desk/agenda/2/"), at("desk/notice/"))
    sitting.send_the_notice(desk, sitting.lawful_hour(town))


def are_invited(chair: Page, member: Page, council: Council) -> None:
    """Each gets a mail that leads to their own page, where they reply or name a proxy."""
    town = council.town
    for page, email in ((chair, CHAIR), (member, DOUBTER)):
        page.goto(link_mailed_to(town, email, council.at("member/")))
        expect(page.locator("main")).to_contain_text(BUDGET)
    sitting.reply(chair, "coming")
    member.get_by_role("link", name=REPORT).wait_for()
    sitting.reply(member, "coming")
    with town.visit(AWAY, **TABLET) as away:
        away.goto(council.at("member/"))
        sitting.let_vote(away, NAMES[CHAIR])
    look(town, AWAY, council.at("member/"))


def open_with_a_quorum(desk: Page, council: Council) -> None:
    """Notes who came; one is not enough, even with a proxy; then the quorum is counted and stays."""
    desk.goto("/desk/")
    go_by_touch(desk.get_by_role("link", name=COUNCIL).first)
    touch(desk, "Lead the meeting")
    sitting.note(desk, NAMES[CHAIR], "present")
    expect(desk.locator(".quorum")).to_contain_text(said("There is no quorum."))
    expect(named(desk, "Open the meeting")).to_have_count(0)
    for somebody in (TENANT, DOUBTER):
        sitting.note(desk, NAMES[somebody], "present")
    expect(desk.locator(".quorum__count")).to_have_text("4")
    assert not too_wide(desk)
    assert hard_to_hit(desk) == []
    # As a row of the roll should be: a name in one line, the buttons under it or beside it.
    assert tallest(desk, ".roll__row") < 240
    desk.locator("[name=guest_name]").fill("Гергана Вълчева")
    touch(desk, "Enter the guest")
    touch(desk, "Open the meeting")
    told(desk, "The meeting is open; its quorum is recorded.")
    held = council.meeting()
    assert (held.quorum_present, held.quorum_needed, held.quorum_members) == (4, 3, 5)


def treat_the_items(desk: Page, council: Council) -> None:
    """An open vote, one by name, one on paper; notes by two at once; a conflict, an opinion."""
    go_by_touch(desk.get_by_role("link", name="Към точка 1"))
    sitting.state_conflict(desk, NAMES[TENANT])
    two_write_notes(desk, council)
    sitting.count_votes(desk, ADOPTED, (2, 1, 0))
    sitting.decide(desk)
    sitting.hold_otherwise(desk, NAMES[DOUBTER], OTHERWISE)
    expect(desk.locator(".motion")).to_contain_text("„За“ – 2, „против“ – 1")
    look(council.town, SECRETARY, council.at("live/1/"), council.at("live/"))

    next_item(desk, CALENDAR)
    choices = {CHAIR: "for", AWAY: "for", TENANT: "for", DOUBTER: "abstained"}
    sitting.vote_by_name(
        desk, "Приема календара.", {NAMES[one]: how for one, how in choices.items()}
    )
    sitting.decide(desk)

    next_item(desk, DEPUTY)
    sitting.count_votes(desk, "Избира Петър Славчев.", (4, 0, 1), method="secret")
    expect(desk.locator("#count_votes_for_error, .field__error").first).to_contain_text(
        "Въведени са 5 гласа"
    )
    assert not too_wide(desk)
    sitting.count_votes(desk, "Избира Петър Славчев.", (3, 0, 1), method="secret")
    sitting.decide(desk)


def next_item(desk: Page, title: str) -> None:
    """Goes on by the link to the item after this one."""
    go_by_touch(desk.locator("main nav a:has(svg)", has_text=re.compile("Точка")).last)
    expect(desk.locator("h1")).to_contain_text(title)


def two_write_notes(desk: Page, council: Council) -> None:
    """What a colleague saves meanwhile is joined; the same line changed by both is asked about."""
    field = desk.locator("[name=notes]")
    with council.town.visit(CLERK) as colleague:
        colleague.goto(desk.url)
        colleague.locator("[name=notes]").fill(NOTES)
        press(colleague, "Save the notes")
        told(colleague, "The notes are saved.")
        field.fill("Начало в 17:10 ч.")
        expect(desk.locator("[data-unsaved]")).to_be_visible()
        touch(desk, "Save the notes")
        told(desk, "Saved, joined with what somebody else wrote meanwhile.")
        expect(desk.locator("[data-unsaved]")).to_be_hidden()
        both = field.input_value()
        assert NOTES in both
        colleague.goto(desk.url)
        colleague.locator("[name=notes]").fill(both.replace("17:10", "17:05"))
        press(colleague, "Save the notes")
        told(colleague, "The notes are saved.")
    field.fill(both.replace("17:10", "17:15"))
    touch(desk, "Save the notes")
    expect(desk.locator("#notes")).to_contain_text("17:05")
    expect(field).to_have_value(re.compile("17:15"))
    touch(desk, "Save the notes")
    told(desk, "The notes are saved.")


def close(desk: Page, visitor: Page, council: Council) -> None:
    """Closes the meeting; everybody reads its outcome at once."""
    touch(desk, "Attendance and agenda")
    touch(desk, "Close the meeting")
    told(desk, "The meeting is closed.")
    visitor.goto(council.at(""))
    main = visitor.locator("main")
    for words in (ADOPTED, OTHERWISE, "Избира Петър Славчев."):
        expect(main).to_contain_text(words)
    for private in (NOTES, "Наема зала", "Гергана"):
        assert private not in visitor.content()


def draw_the_minutes_up(desk: Page) -> None:
    """From the agenda, with closing words of one's own; then they go to the members."""
    touch(desk, "Go to the minutes")
    desk.locator("select[name=chair]").select_option(label=NAMES[CHAIR])
    touch(desk, "Draw up the minutes from the agenda")
    touch(desk, "Write the closing words")
    desk.locator("textarea[name=text]").fill("Закрито в 18 ч.")
    touch(desk, "Save this part")
    expect(desk.locator("main")).to_contain_text("Закрито в 18 ч.")
    go_by_touch(desk.locator(".desk-tabs a").first)
    touch(desk, "Send the draft to the members for remarks")
    expect(desk.locator("main")).to_contain_text(said("Wait for the members' remarks"))


def agree_on_the_minutes(desk: Page, chair: Page, member: Page, council: Council) -> None:
    """A member's remark is taken into the text; then all who were there agree."""
    draft = council.at("minutes/draft/")
    member.goto(link_mailed_to(council.town, DOUBTER, draft))
    press(member, "Something should stand otherwise")
    member.locator("select[name=item]").select_option(label=BUDGET)
    member.locator("textarea[name=text]").fill(REMARK)
    press(member, "Send the remark")
    expect(member.locator("main")).to_contain_text(REMARK)
    desk.reload()
    go_by_touch(desk.get_by_role("link", name="Отговор на 1 бележка"))
    touch(desk, "Answer the remark")
    words = desk.locator("textarea[name=text]")
    words.fill(f"{words.input_value()} Покривът тече от три години.")
    desk.locator("input[name=verdict][value=taken]").check()
    touch(desk, "Answer the remark")
    expect(desk.locator("main")).to_contain_text("Приета в протокола")
    with council.town.visit(TENANT) as tenant:
        for page in (chair, member, tenant):
            page.goto(draft)
            press(page, "Everything is right, I have no remarks")
            expect(page.locator("main")).to_contain_text(
                said("You said that you agree with this version.")
            )


def sign_and_publish(desk: Page, chair: Page, council: Council) -> None:
    """What is private is left out, both sign, the public copy is looked at and published."""
    desk.goto(council.at("minutes/desk/left-out/"))
    desk.locator("[name=passage]").fill("Иван Непубличен")
    desk.locator("input[name=ground][value=personal]").check()
    desk.locator("[name=why]").fill("частно лице")
    touch(desk, "Leave it out")
    expect(desk.locator("main")).to_contain_text("„Иван Непубличен“")
    go_by_touch(desk.locator(".desk-tabs a").first)
    touch(desk, "Sign the minutes")
    touch(desk, "Sign the minutes")
    expect(desk.locator("main")).to_contain_text("Следващият подпис е на")
    chair.goto(link_mailed_to(council.town, CHAIR, council.at("minutes/sign/")))
    press(chair, "Sign the minutes")
    expect(chair.locator("main")).to_contain_text("ръководил заседанието")
    go_by_touch(desk.locator(".desk-tabs a").first)
    touch(desk, "Look at the public copy and publish it")
    touch(desk, "Publish the minutes")
    told(desk, "The minutes are published.")


def is_read(visitor: Page, council: Council) -> None:
    """Everybody reads them, with the days that they took, and opens the PDF."""
    visitor.reload()
    press(visitor, "Read the minutes")
    main = visitor.locator("main")
    for words in (ADOPTED, OTHERWISE, "Покривът тече от три години.", "[заличено: лични данни]"):
        expect(main).to_contain_text(words)
    expect(main).to_contain_text(said("That was on the day of the meeting."))
    for private in ("Непубличен", "Наема зала", "Гергана", REMARK):
        assert private not in visitor.content()
    address = named(visitor, "Minutes as PDF").get_attribute("href") or ""

    def opened() -> str:
        """What stands in the file, once the worker has made it."""
        found = visitor.request.get(address).body()
        pages = PdfReader(BytesIO(found)).pages if found.startswith(b"%PDF") else ()
        return " ".join(" ".join(page.extract_text() for page in pages).split())

    paper = in_time(opened, within=180)
    assert ADOPTED in paper
    assert "Непубличен" not in paper


def look(town: Town, who: str, *paths: str) -> None:
    """Both languages, both themes, both widths of these pages, as this person sees them."""
    with town.visit(who) as page:
        inspector = Inspector(page, who.partition("@")[0])
        for path in paths:
            inspector.open_in_both(path)
        assert inspector.faults == []
