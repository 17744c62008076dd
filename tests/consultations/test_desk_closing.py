"""A clerk closes: the gate, the report, the signed copy, what the council decided."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from pikepdf import Pdf

from consultations import answering, confirming, outcome
from consultations.models import ClosingReport, Consultation, Proposal
from consultations.report import in_order
from consultations.stages import Stage
from prestizh.accounts.models import User
from prestizh.ledger import clock as portal_clock
from tests.consultations.making import make_open, make_opinion
from tests.factories import make_user
from tests.fixtures_clock import Clock

pytestmark = pytest.mark.django_db


def address(name: str, *args: object) -> str:
    return reverse(f"consultations:{name}", args=args)


@pytest.fixture
def consultation(clerk: User, clock: Clock, long_transaction: None) -> Consultation:
    return make_open(clerk)


@pytest.fixture
def desk(client: Client, clerk: User) -> Client:
    client.force_login(clerk)
    return client


def end_the_term(desk: Client, consultation: Consultation, clock: Clock) -> None:
    """Past the last day; the clerk comes in again, since the session has ended with the days."""
    assert consultation.closes_at is not None
    clock.step_to(consultation.closes_at + timedelta(hours=9))
    desk.force_login(consultation.clerk)


def empty_pdf() -> bytes:
    pdf, out = Pdf.new(), BytesIO()
    pdf.add_blank_page()
    pdf.save(out)
    return out.getvalue()


def test_the_gate_says_what_stands_in_the_way_and_leads_there(
    desk: Client, consultation: Consultation, clock: Clock
) -> None:
    make_opinion(consultation, make_user())
    make_opinion(consultation)
    url = address("desk_close", consultation.public_id)
    page = desk.get(url).content.decode()
    assert address("term", consultation.public_id) in page
    end_the_term(desk, consultation, clock)
    page = desk.get(url).content.decode()
    assert address("desk_answers", consultation.public_id) + "?state=unanswered" in page
    assert f'href="{address("desk_opinions", consultation.public_id)}"' in page
    assert desk.post(url, {"introduction": "Увод."}).status_code == 422
    assert not ClosingReport.objects.exists()


def test_with_no_opinions_the_link_of_the_reminder_and_one_button_are_enough(
    desk: Client, consultation: Consultation, clock: Clock
) -> None:
    end_the_term(desk, consultation, clock)
    url = address("desk_close", consultation.public_id)
    assert desk.get(url).status_code == 200
    assert desk.post(url, {}).status_code == 302
    report = ClosingReport.objects.get(consultation=consultation)
    assert report.content["lines"] == []


def test_the_report_is_published_once_everything_is_answered(
    desk: Client, clerk: User, consultation: Consultation, clock: Clock
) -> None:
    make_opinion(consultation, make_user())
    end_the_term(desk, consultation, clock)
    proposal = Proposal.objects.get(consultation=consultation)
    answering.answer(proposal, actor=clerk, decision="accepted")
    answer = desk.post(
        address("desk_close", consultation.public_id), {"introduction": "Благодарим."}
    )
    assert answer.status_code == 302
    assert ClosingReport.objects.get().introduction == "Благодарим."
    consultation.refresh_from_db()
    assert consultation.stage == Stage.REPORTED
    page = desk.get(address("desk_answer", consultation.public_id, proposal.pk))
    assert 'name="decision"' not in page.content.decode()


def test_a_late_opinion_that_was_set_aside_does_not_stand_in_the_way(
    desk: Client, clerk: User, consultation: Consultation, clock: Clock
) -> None:
    end_the_term(desk, consultation, clock)
    guest = make_opinion(consultation)
    confirming.set_aside(guest, actor=clerk, reason="Никой не вдига телефона.")
    assert desk.post(address("desk_close", consultation.public_id), {}).status_code == 302
    assert ClosingReport.objects.exists()


def close_empty(desk: Client, consultation: Consultation, clock: Clock) -> None:
    end_the_term(desk, consultation, clock)
    desk.post(address("desk_close", consultation.public_id), {})
    consultation.refresh_from_db()


def test_the_signed_report_is_published_as_pdf_only(
    desk: Client, consultation: Consultation, clock: Clock
) -> None:
    close_empty(desk, consultation, clock)
    url = address("desk_signed", consultation.public_id)
    overview = desk.get(address("desk_page", consultation.public_id)).content.decode()
    assert url in overview
    assert desk.get(url).status_code == 200
    wrong = SimpleUploadedFile("справка.txt", b"text")
    assert desk.post(url, {"file": wrong}).status_code == 422
    right = SimpleUploadedFile("справка.pdf", empty_pdf())
    assert desk.post(url, {"file": right}).status_code == 302
    signed = ClosingReport.objects.get().signed_file
    assert signed is not None
    assert signed.public_since is not None
    again = SimpleUploadedFile("друга.pdf", empty_pdf())
    assert desk.post(url, {"file": again}).status_code == 422


@pytest.mark.parametrize(("act", "stage"), [("adopt", Stage.ADOPTED), ("reject", Stage.REJECTED)])
def test_the_decision_of_the_council_is_recorded(
    desk: Client, consultation: Consultation, clock: Clock, act: str, stage: Stage
) -> None:
    close_empty(desk, consultation, clock)
    url = address("desk_outcome", consultation.public_id)
    given = {"decision_number": "123", "decided_on": portal_clock.today().isoformat(), "act": act}
    assert desk.post(url, {**given, "decision_number": ""}).status_code == 422
    future = (portal_clock.today() + timedelta(days=1)).isoformat()
    assert desk.post(url, {**given, "decided_on": future}).status_code == 422
    assert desk.post(url, given).status_code == 302
    consultation.refresh_from_db()
    assert consultation.stage == stage


def test_what_is_over_waits_on_the_work_list_with_its_next_action(
    desk: Client, consultation: Consultation, clock: Clock
) -> None:
    end_the_term(desk, consultation, clock)
    page = desk.get(address("desk"))
    (duty,) = page.context["duties"]
    assert duty.url == address("desk_close", consultation.public_id)
    overview = desk.get(address("desk_page", consultation.public_id)).content.decode()
    assert duty.url in overview


def test_a_withdrawn_draft_has_no_report_to_sign(
    desk: Client, clerk: User, consultation: Consultation
) -> None:
    outcome.withdraw(consultation, actor=clerk, reason="Грешка.")
    overview = desk.get(address("desk_page", consultation.public_id)).content.decode()
    assert address("desk_signed", consultation.public_id) not in overview


def test_the_counts_of_the_decisions_stand_in_the_order_of_the_law() -> None:
    kept = {"noted": 1, "partly": 2, "accepted": 3, "rejected": 4}
    assert [code for code, _number in in_order(kept)] == ["accepted", "partly", "rejected", "noted"]
