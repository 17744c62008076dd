"""A recommendation from the decision of a meeting to the answer and the measure, with its reminders."""

from datetime import date, datetime, time, timedelta

import psycopg
from django.utils.text import capfirst
from playwright.sync_api import Page

from forums.recommendations.models import Measure, Recommendation
from prestizh.ledger import clock
from prestizh.local.mails import parsed, part
from prestizh.local.models import DemoMail
from prestizh.meetings.models import Decision
from prestizh.terms import SOFIA
from tests.browser.looking import Inspector
from tests.browser.visitors import PHONE, Town
from tests.browser.writing import in_time, said, too_wide
from tests.databases import superuser_url

# Everything here is done as by a browser that runs no script.
SCRIPT = False
SECRETARY, ADDRESSEE, OWNER = "secretary@example.bg", "clerk@example.bg", "maria@example.org"
TITLE = "Автобуси в 22:30 ч. в петък и събота"
REASONS = "През пролетта, след новия договор с превозвача."
MEASURE = "Опитно разписание за три месеца"


def test_a_recommendation_goes_from_the_decision_to_the_answer(own_town: Town) -> None:
    town, decision = own_town, decision_of(own_town)
    public_id = makes_a_recommendation_of(town, decision)
    with town.portal.database_here():
        due_on = Recommendation.objects.get(public_id=public_id).due_on
    assert due_on is not None
    mailed(town, ADDRESSEE, said("Recommendation No. %(reference)s of %(body)s"))

    waits(town, decision, public_id)
    on_the_morning_of(town, due_on - timedelta(days=7))
    mailed(town, ADDRESSEE, said("An answer is due: recommendation No. %(reference)s of %(body)s"))
    on_the_morning_of(town, due_on + timedelta(days=1))
    letter = mailed(
        town, ADDRESSEE, said("The answer is late: recommendation No. %(reference)s of %(body)s")
    )
    mailed(town, SECRETARY, said("No answer came in time: recommendation No. %s"))
    is_late(town, public_id)

    answers(town, letter, public_id)
    with town.portal.database_here():
        measure = Measure.objects.get(text=MEASURE)
    mailed(town, OWNER, said("You are to carry out a measure: %s"))
    on_the_morning_of(town, measure.due_on - timedelta(days=3))
    mailed(town, OWNER, said("A measure is due: %s"))
    is_carried_out(town, measure)
    is_told_to_everybody(town, decision, public_id)


def decision_of(town: Town) -> Decision:
    """The decision of the youth council from which nobody has made a recommendation."""
    with town.portal.database_here():
        found: Decision = Decision.objects.select_related("meeting").get(
            kind="recommendation", recommendations=None
        )
        return found


# What the beat asks of the worker, done at once: its queue may be full of documents.
BEAT = """
from forums.recommendations.tasks import remind
remind()
from prestizh.outbox.delivery import deliver_due
while deliver_due():
    pass
"""


def on_the_morning_of(town: Town, day: date) -> None:
    """Let the town's clock be there, and do what its beat asks every few minutes."""
    with town.portal.database_here():
        ahead = datetime.combine(day, time(8), tzinfo=SOFIA) - clock.now()
    with psycopg.connect(superuser_url(town.portal.database)) as superuser:
        superuser.execute("SELECT public.ledger_step_clock(%s)", [ahead])
    town.portal.manage("shell", "--no-imports", "-c", BEAT)


def mailed(town: Town, address: str, subject: str) -> str:
    """The newest mail to this address about the recommendation, whose subject begins so; only up to
    the first place-holder."""
    beginning = subject.partition("%")[0]

    def look() -> str | None:
        with town.portal.database_here():
            for mail in DemoMail.objects.filter(recipients=address):
                text = part(parsed(mail), "plain")
                if mail.subject.startswith(beginning) and TITLE in mail.subject + text:
                    return text
        return None

    # The worker may have the letters of a whole year to send first.
    return in_time(look, within=120)


def link_in(letter: str, containing: str) -> str:
    """The address in a letter that has these characters."""
    return next(word for word in letter.split() if containing in word)


def makes_a_recommendation_of(town: Town, decision: Decision) -> str:
    """The secretary, from the decision's row; forgets whose answer is asked first. Its public id."""
    with town.visit(SECRETARY) as page:
        inspector = Inspector(page, "secretary")
        inspector.open_in_both(f"/meetings/{decision.meeting.public_id}/desk/")
        press(page, "Recommend something on this decision")
        page.wait_for_url("**/new/?decision=*")
        assert page.locator("[name=text]").input_value() == decision.text
        inspector.open_in_both(page.url.removeprefix(town.portal.base_url))
        page.locator("[name=title]").fill(TITLE)
        page.locator("[name=addressee][value=commission]").check()
        page.locator("main form [type=submit]").click()
        assert page.locator("[name=title]").input_value() == TITLE
        # The browser itself says that the refused form had this status.
        assert [line for line in inspector.watch.taken() if "status of 422" not in line] == []
        page.locator("[name=addressee][value=mayor]").check()
        page.locator("main form [type=submit]").click()
        page.wait_for_url(lambda address: "/new/" not in address)
        public_id = page.url.rstrip("/").rpartition("/")[2]
        press(page, "Change it")
        page.wait_for_url("**/edit/")
        inspector.open_in_both(f"/recommendations/desk/{public_id}/edit/")
        page.locator("[name=addressee_email]").fill(ADDRESSEE)
        page.locator("main form [type=submit]").click()
        page.wait_for_url(f"**/desk/{public_id}/")
        press(page, "Send the recommendation")
    assert inspector.faults == []
    return public_id


def press(page: Page, words: str) -> None:
    """Press the button, or follow the link, that says this in the portal's words."""
    main, shown = page.locator("main"), said(words)
    main.get_by_role("button", name=shown, exact=True).or_(
        main.get_by_role("link", name=shown, exact=True)
    ).first.click()


def waits(town: Town, decision: Decision, public_id: str) -> None:
    """Everybody reads what was sent, by when it is due and on what ground, and who decided it."""
    with town.visit(viewport=PHONE) as page:
        page.goto(f"/meetings/{decision.meeting.public_id}/")
        page.get_by_role("link", name=TITLE).click()
        page.wait_for_url(f"**/recommendations/{public_id}/")
        shown = page.locator("main").inner_text()
        assert "АПК, чл. 118, ал. 1" in shown
        assert not too_wide(page)
        page.locator("main dl a[href*='/meetings/']").click()
        page.wait_for_url(f"**/meetings/{decision.meeting.public_id}/#item-*")
        page.goto("/recommendations/unanswered/")
        assert TITLE in page.locator("main").inner_text()


def is_late(town: Town, public_id: str) -> None:
    """Its page says so, and it stands first among the unanswered ones that are late."""
    with town.visit() as page:
        inspector = Inspector(page, "visitor")
        inspector.open_in_both(f"/recommendations/{public_id}/")
        assert said("The answer is late") in page.locator("main").inner_text()
        page.goto("/recommendations/unanswered/")
        row = page.locator("tr", has_text=TITLE)
        assert row.locator(".chip--refusal").count() == 1
    assert inspector.faults == []


def answers(town: Town, letter: str, public_id: str) -> None:
    """The addressee comes by the letter; first without reasons, then says that it is worked on,
    at last that it is taken up in part, and what is to be done."""
    with town.visit(ADDRESSEE) as page:
        page.goto(link_in(letter, f"/recommendations/{public_id}/answer/"))
        for outcome, reasons in (
            ("rejected", ""),
            ("in_work", "Преговаряме."),
            ("partly", REASONS),
        ):
            page.goto(f"/recommendations/{public_id}/answer/")
            page.locator(f"[name=outcome][value={outcome}]").check()
            page.locator("[name=reasons]").fill(reasons)
            page.locator("main form [type=submit]").click()
            assert page.url.endswith("/measures/" if reasons else "/answer/")
        page.locator("[name=text]").fill(MEASURE)
        page.locator("[name=owner_name]").fill("Мария Тодорова, отдел „Транспорт“")
        page.locator("[name=owner_email]").fill(OWNER)
        with town.portal.database_here():
            day = clock.today() + timedelta(days=10)
        page.locator("[name=due_on]").fill(day.isoformat())
        page.locator("main form [type=submit]").click()
        inspector = Inspector(page, "addressee")
        inspector.open_in_both(f"/recommendations/{public_id}/measures/")
    assert inspector.faults == []


def is_carried_out(town: Town, measure: Measure) -> None:
    """Its owner comes by the reminder and says with what result."""
    letter = mailed(town, OWNER, said("A measure is due: %s"))
    with town.visit(OWNER) as page:
        page.goto(link_in(letter, measure.get_absolute_url()))
        page.locator("[name=state][value=done]").check()
        page.locator("[name=result]").fill("Автобусът тръгна.")
        page.locator("main form [type=submit]").click()
        assert "Автобусът тръгна." in page.locator("main").inner_text()


def is_told_to_everybody(town: Town, decision: Decision, public_id: str) -> None:
    """All answers and the result on its page, its state on the meeting's, no more unanswered."""
    with town.visit() as page:
        page.goto(f"/recommendations/{public_id}/")
        shown = page.locator("main").inner_text()
        for words in ("Преговаряме.", REASONS, MEASURE, "Автобусът тръгна."):
            assert words in shown
        page.goto(f"/meetings/{decision.meeting.public_id}/")
        beside = page.locator(".outcome", has_text=TITLE)
        assert capfirst(said("taken up in part")) in beside.inner_text()
        page.goto("/recommendations/unanswered/")
        assert TITLE not in page.locator("main").inner_text()
