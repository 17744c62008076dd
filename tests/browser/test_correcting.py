"""A result is corrected after an objection, and somebody of its reserve is seated out of turn."""

from forums.calls import deciding, objecting, selecting
from forums.calls.models import Application, Call
from prestizh.accounts.models import User
from prestizh.ledger.clock import today
from tests.browser.joining import look, press, step_past, text_of_pdf
from tests.browser.visitors import PHONE, Town
from tests.browser.writing import said, too_wide
from tests.factories import make_representation
from tests.forums.calls.making import again, give, make_application, make_call
from tests.forums.making import make_body

# Everything here is done as by a browser that runs no script.
SCRIPT = False
SECRETARY = "secretary@example.bg"
GROUNDS = "Сдружението е вписано; проверката беше по стар номер."
AGAIN = "По втория критерий точките са малко."
ANSWER = "Вписването е проверено наново."
ACT = "Заповед № РД-09-300 на кмета"
REASON = "Отказа мястото с писмо № 12."
DECISIONS = ("selected", "selected", "reserve", "reserve")


def objected(town: Town) -> tuple[Call, list[Application]]:
    """A result for two places; the first of four applications was left out and objects to that."""
    with town.portal.database_here():
        secretary = User.objects.get(email=SECRETARY)
        call = make_call(make_body(secretary=secretary), clerk=secretary)
        sent = [make_application(call, make_representation()) for _number in range(4)]
    step_past(town, call.closes_at)
    with town.portal.database_here():
        selecting.begin(call, actor=secretary)
        selecting.name_selector(call, actor=secretary, name="инж. Маргарита Велинова")
        judged = zip(sent, ("inadmissible", "selected", "selected", "reserve"), strict=True)
        for row, decision in judged:
            selecting.judge(row, actor=secretary, decision=decision, reasons="По критериите.")
        give(call, secretary, {row: (9 - place, 4) for place, row in enumerate(sent) if place})
        deciding.decide(call, actor=secretary)
        objecting.make_objection(sent[0], actor=sent[0].applicant, text="Вписани сме.")
        return again(call), sent


def test_a_result_is_corrected_and_its_reserve_is_taken_out_of_turn(own_town: Town) -> None:
    call, sent = objected(own_town)
    _goes_back(own_town, call, sent[0])
    _gets_points(own_town, call, sent[0])
    _is_corrected(own_town, call, sent)
    _everybody_reads_it(own_town, call)
    _objects_again(own_town, call, sent[0])
    with own_town.portal.database_here():
        ends = again(call).objections_close_at
    step_past(own_town, ends)
    _is_seated_out_of_turn(own_town, call, sent)


def _goes_back(town: Town, call: Call, left_out: Application) -> None:
    """The objection is upheld, and the page says what that means."""
    objection = f"/calls/desk/{call.public_id}/objections/{left_out.public_id}/"
    look(town, SECRETARY, objection)
    with town.visit(SECRETARY) as page:
        page.goto(objection)
        page.locator("[name=outcome][value=upheld]").check()
        page.locator("[name=reasons]").fill(ANSWER)
        press(page, "Send the answer")
        page.wait_for_url("**/selection/")
        assert said("Back to who assesses") in page.locator("main").inner_text()
    desk = f"/calls/desk/{call.public_id}/"
    look(town, SECRETARY, f"{desk}selection/", f"{desk}correct/")


def _gets_points(town: Town, call: Call, left_out: Application) -> None:
    with town.visit(SECRETARY) as page:
        page.goto(f"/calls/desk/{call.public_id}/selection/")
        page.locator("a[href*='/selectors/']").first.click()
        rows = page.locator("tbody tr")
        assert rows.count() == 1
        assert str(left_out.reference) in rows.inner_text()
        for field, points in zip(rows.locator("input").all(), (10, 5), strict=True):
            field.fill(str(points))
        press(page, "Save the points")
        page.wait_for_url("**/selection/")


def _is_corrected(town: Town, call: Call, sent: list[Application]) -> None:
    """All decisions at once; what is refused is said, and nothing typed is lost."""
    address = f"/calls/desk/{call.public_id}/correct/"
    look(town, SECRETARY, address)
    with town.visit(SECRETARY, viewport=PHONE) as page:
        page.goto(address)
        assert not too_wide(page)
        page.locator("[name=grounds]").fill(GROUNDS)
        for row, decision in zip(sent, DECISIONS, strict=True):
            page.locator(f"[name=decision_{row.pk}][value={decision}]").check()
        page.locator(f"[name=reasons_{sent[0].pk}]").fill("Най-много точки.")
        press(page, "Publish the corrected result")
        assert page.locator("main form [aria-invalid=true]").count() == 1
        assert page.locator("[name=grounds]").input_value() == GROUNDS
        page.locator(f"[name=reasons_{sent[2].pk}]").fill("Измества се от по-добре класирано.")
        press(page, "Publish the corrected result")
        page.wait_for_url("**/selection/")


def _everybody_reads_it(town: Town, call: Call) -> None:
    address = f"/calls/{call.public_id}/"
    look(town, None, address)
    with town.visit(viewport=PHONE) as page:
        page.goto(address)
        assert not too_wide(page)
        result = page.locator("section[aria-labelledby=result]").inner_text()
        assert said("The result was corrected") in result
        assert GROUNDS in result
        assert ANSWER not in page.content()
    paper = text_of_pdf(town, f"{address}protocol.pdf")
    assert GROUNDS in paper
    assert "Допълнение към протокола, издание 2" in paper


def _objects_again(town: Town, call: Call, sent: Application) -> None:
    """Who objected to the first edition objects to the corrected one; the desk answers that, too."""
    with town.portal.database_here():
        objecting.make_objection(sent, actor=sent.applicant, text=AGAIN)
    objection = f"/calls/desk/{call.public_id}/objections/{sent.public_id}/"
    look(town, SECRETARY, objection)
    with town.visit(SECRETARY, viewport=PHONE) as page:
        page.goto(f"/calls/desk/{call.public_id}/")
        page.get_by_role("link", name=f"№ {sent.reference}").click()
        page.wait_for_url(f"**{objection}")
        assert not too_wide(page)
        shown = page.locator("main").inner_text()
        assert ANSWER in shown
        assert AGAIN in shown
        page.locator("[name=outcome][value=rejected]").check()
        page.locator("[name=reasons]").fill("Точките са верни.")
        press(page, "Send the answer")
        page.wait_for_url("**/selection/")
    look(town, SECRETARY, objection)


def _is_seated_out_of_turn(town: Town, call: Call, sent: list[Application]) -> None:
    """The second of the reserve list is put on it first: the reason is asked for and published."""
    appoint = f"/calls/desk/{call.public_id}/appointments/{sent[3].public_id}/"
    with town.portal.database_here():
        deciding.finish(call, actor=User.objects.get(email=SECRETARY))
    look(town, SECRETARY, appoint)
    with town.visit(SECRETARY) as page:
        page.goto(appoint)
        assert str(sent[2].reference) in page.locator("main").inner_text()
        page.locator("[name=act]").fill(ACT)
        page.locator("[name=on]").fill(_day_of(town))
        press(page, "Record the appointment")
        page.locator("main form [aria-invalid=true]").wait_for()
        page.locator("[name=passing_over]").fill(REASON)
        press(page, "Record the appointment")
        page.wait_for_url("**/selection/")
    look(town, None, f"/calls/{call.public_id}/")
    with town.portal.database_here():
        member = Application.objects.get(pk=sent[3].pk).membership_id
    address = f"/bodies/desk/{call.body.public_id}/members/{member}/"
    look(town, SECRETARY, address)
    with town.visit(SECRETARY) as page:
        page.goto(address)
        # Two were selected and sit nowhere yet.
        first = page.locator("form:has([name=move_up-act])").inner_text()
        assert all(str(row.reference) in first for row in sent[:2])
        page.locator("[name=move_up-act]").fill(ACT)
        page.locator("[name=move_up-passing_over]").fill(REASON)
        press(page, "Seat as a member")
        page.locator(".messages").wait_for()
    with town.visit() as page:
        page.goto(f"/calls/{call.public_id}/")
        assert page.get_by_text(REASON).count() == 3


def _day_of(town: Town) -> str:
    with town.portal.database_here():
        return today().isoformat()
