"""An organisation joins a working group: from the open call to the appointment by an act."""

import re
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Page

from forums.bodies.models import Membership
from forums.calls.models import Application, Call
from prestizh.ledger import clock
from tests.browser.joining import (
    RIVAL_INTEREST,
    look,
    open_call,
    press,
    rival_of,
    small_pdf,
    step_past,
    text_of_pdf,
)
from tests.browser.visitors import PHONE, Town
from tests.browser.writing import link_mailed_to, said, too_wide
from tests.cast import EIK

# Everything here is done as by a browser that runs no script.
SCRIPT = False
PERSON, SECRETARY = "maria@example.org", "secretary@example.bg"
EXPERT, OTHER_EXPERT = "vesi.docheva@example.org", "uzundzhovo@example.bg"
NAME = "Сдружение „Дървета за Хасково“"
COMPETENCE = "От шест години броим дърветата в града и поддържаме разсадник."
CONNECTIONS = "Управителят е роднина на собственик на разсадник."
PHONE_NUMBER = "0888 555 099"
INTEREST = "Дърветата в града да се броят, преди да се режат."
ASKED = "Приложете представянето на дейността за миналата година."
REASONS = "Опитът е описан с факти и отговаря на критериите."
REFUSED = "Опитът не е свързан със зелената система."
OBJECTION = "Десет години опит с паркове не са отбелязани."
ANSWER = "Опитът е отчетен по първия критерий с четири точки."
ACT = "Заповед № РД-09-207 на кмета"
SENT = re.compile(r"\b\d{4}-\d{5}\b")
# Of the declarations only the interest of who is in is public.
NEVER_PUBLIC = (COMPETENCE, CONNECTIONS, PHONE_NUMBER, ASKED, OBJECTION, RIVAL_INTEREST)


@dataclass(frozen=True)
class Walk:
    """The town, its open call, and the file that is attached."""

    town: Town
    call: Call
    letter: Path

    def at(self, page: str = "") -> str:
        return f"/calls/{self.call.public_id}/{page}"

    def desk(self, page: str = "") -> str:
        return f"/calls/desk/{self.call.public_id}/{page}"

    def application(self, who: str, page: str = "") -> str:
        return f"/calls/application/{self.key(who)}/{page}"

    def sent_by(self, who: str) -> Application:
        with self.town.portal.database_here():
            rows = Application.objects.filter(call=self.call, applicant__email=who)
            found: Application = rows.get()
            return found

    def key(self, who: str) -> str:
        return self.sent_by(who).public_id

    def day(self, ahead: int) -> str:
        """The day so many days from the town's today, as a field takes it."""
        with self.town.portal.database_here():
            return (clock.today() + timedelta(days=ahead)).isoformat()

    def now(self) -> Call:
        with self.town.portal.database_here():
            found: Call = Call.objects.get(pk=self.call.pk)
            return found


def test_an_organisation_joins_a_working_group(own_town: Town, tmp_path: Path) -> None:
    letter = tmp_path / "писмо.pdf"
    letter.write_bytes(small_pdf())
    walk = Walk(own_town, open_call(own_town), letter)
    _finds_the_call(walk)
    number = _applies(walk)
    rival = rival_of(own_town, walk.call)
    _is_asked_and_completes(walk, number)
    step_past(own_town, walk.call.closes_at)
    _is_assessed(walk, number, rival)
    _everybody_reads_the_result(walk)
    _objection_is_answered(walk)
    step_past(own_town, walk.now().objections_close_at)
    _is_appointed(walk, number)


def _finds_the_call(walk: Walk) -> None:
    """As a visitor with a phone: from the home page, and in the feed."""
    with walk.town.visit(viewport=PHONE) as page:
        page.goto("/")
        press(page, "Join a working group")
        page.get_by_role("link", name=walk.call.title, exact=True).first.click()
        page.wait_for_url(f"**{walk.at()}")
        assert not too_wide(page)
        assert said("What everybody will read") in page.locator("main").inner_text()
        assert walk.call.title in page.request.get("/calls/feed.atom").text()
    look(walk.town, None, "/", walk.at())


def _applies(walk: Walk) -> str:
    """Saved, taken up again, sent; the number on the receipt."""
    with walk.town.visit(PERSON, viewport=PHONE) as page:
        page.goto(walk.at())
        press(page, "Apply")
        press(page, "I speak for an organisation")
        page.locator("[name=eik]").fill(EIK)
        page.locator("[name=name]").fill(NAME)
        page.locator("[name=capacity]").fill("председател")
        page.locator("main form [type=submit]").click()
        page.wait_for_url(f"**{walk.at('apply/')}")
        assert not too_wide(page)
        page.get_by_label(NAME).check()
        page.locator("[name=competence]").fill(COMPETENCE)
        press(page, "Save, I'll continue later")
        page.wait_for_url("**/calls/mine/")
        page.get_by_role("link", name=said("not sent yet")).click()
        assert page.locator(".notice--amber li").count() == 4
        own = walk.application(PERSON)
        look(walk.town, PERSON, "/calls/mine/", own, f"{own}write/", f"{own}withdraw/")
        press(page, "Continue writing")
        assert page.locator("[name=competence]").input_value() == COMPETENCE
        page.locator("[name=phone]").fill(PHONE_NUMBER)
        page.locator("[name=interest]").fill(INTEREST)
        page.locator("[name=connections]").fill(CONNECTIONS)
        page.locator("[name=is_declared]").check()
        page.locator("[name=mandate]").set_input_files(walk.letter)
        press(page, "Save and see what is missing")
        page.wait_for_url("**/calls/application/**")
        press(page, "Send the application")
        page.get_by_role("heading", name=said("Receipt"), exact=True).wait_for()
        found = SENT.search(page.locator("h1").inner_text())
        assert found is not None
        assert not too_wide(page)
        return found[0]


def _is_asked_and_completes(walk: Walk, number: str) -> None:
    """The secretary asks for a paper; the mail leads to where it is attached."""
    with walk.town.visit(SECRETARY) as page:
        page.goto(walk.desk("applications/"))
        page.get_by_role("link", name=number).click()
        page.locator("[name=ask-asked]").fill(ASKED)
        page.locator("[name=ask-last_day]").fill(walk.day(5))
        press(page, "Ask the applicant")
        page.get_by_text(ASKED).first.wait_for()
    address = link_mailed_to(walk.town, PERSON, "/calls/application/")
    look(walk.town, PERSON, walk.application(PERSON, "complete/"))
    with walk.town.visit(PERSON, viewport=PHONE) as page:
        page.goto(address)
        press(page, "Complete the application")
        page.locator("[name=answer]").fill("Прилагам представянето.")
        page.locator("[name=other]").set_input_files(walk.letter)
        press(page, "Send what was asked")
        page.wait_for_url(f"**{walk.application(PERSON)}")
        assert said("Answered") in page.locator("main").inner_text()


def _is_assessed(walk: Walk, number: str, rival: str) -> None:
    """The protocol at the desk: points of a selector, a decision with reasons on each, the result."""
    with walk.town.visit(SECRETARY) as page:
        page.goto(walk.desk())
        press(page, "Begin the selection")
        press(page, "To the selection")
        page.locator("[name=name]").fill("инж. Маргарита Велинова")
        press(page, "Add the selector")
        page.locator("a[href*='/selectors/']").first.click()
        look(walk.town, SECRETARY, page.url.removeprefix(walk.town.portal.base_url))
        expert, other = (str(walk.sent_by(who).reference) for who in (EXPERT, OTHER_EXPERT))
        for one, points in ((number, 5), (rival, 2), (expert, 5), (other, 3)):
            for field in page.locator("tr", has_text=one).locator("input[type=number]").all():
                field.fill(str(points))
        press(page, "Save the points")
        look(
            walk.town,
            SECRETARY,
            walk.desk("selection/"),
            walk.desk(f"verdicts/{walk.key(PERSON)}/"),
        )
        decisions = {number: "selected", rival: "not_selected", expert: "selected"}
        for one, decision in {**decisions, other: "not_selected"}.items():
            _decide(page, one, decision)
        look(walk.town, SECRETARY, walk.desk("decide/"))
        press(page, "Publish the result")
        page.wait_for_url("**/decide/")
        press(page, "Publish the result")
        page.wait_for_url("**/selection/")
        assert said("Full protocol, to be signed (PDF)") in page.locator("main").inner_text()


def _decide(page: Page, number: str, decision: str) -> None:
    page.locator("tr", has_text=number).locator("a[href*='/verdicts/']").click()
    page.locator(f"[name=decision][value={decision}]").check()
    page.locator("[name=reasons]").fill(REASONS if decision == "selected" else REFUSED)
    press(page, "Save the decision")


def _everybody_reads_the_result(walk: Walk) -> None:
    """Points and reasons of all, the interest of who is in, nothing else of a declaration."""
    with walk.town.visit(viewport=PHONE) as page:
        page.goto(walk.at())
        result = page.locator("section[aria-labelledby=result]")
        line = result.locator("li", has_text=NAME).inner_text()
        for words in (REASONS, INTEREST, said("selected")):
            assert words in line
        assert REFUSED in result.inner_text()
        assert not too_wide(page)
        everything = page.content() + page.request.get(walk.at("data.json")).text()
    look(walk.town, None, walk.at())
    paper = text_of_pdf(walk.town, walk.at("protocol.pdf"))
    for words in (NAME, INTEREST, REASONS, REFUSED):
        assert words in paper
    for secret in (*NEVER_PUBLIC, "Веселина Дочева", "Велинова"):
        assert secret not in everything
        assert secret not in paper


def _objection_is_answered(walk: Walk) -> None:
    """Who was not selected objects in time, and reads why it changes nothing."""
    own = walk.application(OTHER_EXPERT)
    look(walk.town, OTHER_EXPERT, own, f"{own}object/")
    with walk.town.visit(OTHER_EXPERT, viewport=PHONE) as page:
        page.goto(own)
        press(page, "Object to the result")
        page.locator("[name=text]").fill(OBJECTION)
        press(page, "Send the objection")
        page.wait_for_url(f"**{own}")
    objection = walk.desk(f"objections/{walk.key(OTHER_EXPERT)}/")
    look(walk.town, SECRETARY, walk.desk("selection/"), objection)
    with walk.town.visit(SECRETARY) as page:
        page.goto(walk.desk())
        page.locator("a[href*='/objections/']").first.click()
        assert OBJECTION in page.locator("main").inner_text()
        page.locator("[name=outcome][value=rejected]").check()
        page.locator("[name=reasons]").fill(ANSWER)
        press(page, "Send the answer")
        page.wait_for_url("**/selection/")
    with walk.town.visit(OTHER_EXPERT) as page:
        page.goto(own)
        assert ANSWER in page.locator("main").inner_text()


def _is_appointed(walk: Walk, number: str) -> None:
    """The result is final; an act seats the organisation, and the body's page says so."""
    look(walk.town, SECRETARY, walk.desk("finish/"))
    with walk.town.visit(SECRETARY) as page:
        page.goto(walk.desk("selection/"))
        press(page, "Make the result final")
        page.wait_for_url("**/finish/")
        press(page, "Make the result final")
        page.wait_for_url("**/selection/")
        page.locator("tr", has_text=number).locator("a[href*='/appointments/']").click()
        look(walk.town, SECRETARY, walk.desk(f"appointments/{walk.key(PERSON)}/"))
        page.locator("[name=act]").fill(ACT)
        page.locator("[name=on]").fill(walk.day(0))
        press(page, "Record the appointment")
        page.wait_for_url("**/selection/")
    with walk.town.visit(PERSON, viewport=PHONE) as page:
        page.goto("/desk/")
        page.get_by_role("link", name=number).click()
        assert ACT in page.locator("main").inner_text()
    body = f"/bodies/{walk.call.body.public_id}/"
    with walk.town.visit(viewport=PHONE) as page:
        page.goto(body)
        everything = page.content()
        assert NAME in everything
        assert INTEREST in everything
        assert not any(secret in everything for secret in NEVER_PUBLIC)
    with walk.town.portal.database_here():
        member = Membership.objects.get(organisation__name=NAME).pk
    look(walk.town, SECRETARY, f"/bodies/desk/{walk.call.body.public_id}/members/{member}/")
    look(walk.town, PERSON, walk.application(PERSON))
