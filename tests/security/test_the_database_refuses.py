"""What no act does, PostgreSQL refuses from the application's own role."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from consultations import answering, closing
from consultations.models import Answer, ClosingReport, Consultation, Decision, Opinion, Proposal
from prestizh.ledger import clock
from tests.consultations.making import article, make_draft, make_open, make_opinion
from tests.factories import make_user
from tests.fixtures_clock import Clock
from tests.security.guests import Guest

pytestmark = pytest.mark.django_db


def refused(sql: str, *arguments: int) -> bool:
    """Whether PostgreSQL refuses the statement, and says that it is a rule that was broken."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, arguments)
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    except IntegrityError:
        return True
    except DatabaseError as error:
        return "refused" in str(error) or "permission denied" in str(error)
    return False


def over(guest: Guest, hand: Clock) -> Consultation:
    """The consultation after its term."""
    assert guest.consultation.closes_at
    hand.step_to(guest.consultation.closes_at + timedelta(hours=1))
    return Consultation.objects.get(pk=guest.consultation.pk)


def test_nobody_rewrites_deletes_or_moves_what_was_said(guest: Guest) -> None:
    opinion = make_opinion(guest.consultation, make_user())
    other = make_open(guest.consultation.clerk, title="Друга наредба")
    for sql in (
        "UPDATE consultations_opinion SET name = 'Друг' WHERE id = %s",
        "UPDATE consultations_opinion SET received_at = received_at - interval '1 day' WHERE id = %s",
        "UPDATE consultations_opinion SET author_id = NULL WHERE id = %s",
        "DELETE FROM consultations_opinion WHERE id = %s",
        "UPDATE consultations_proposal SET text = 'Друго' WHERE opinion_id = %s",
        "UPDATE consultations_proposal SET provision_id = NULL WHERE opinion_id = %s",
        "DELETE FROM consultations_proposal WHERE opinion_id = %s",
    ):
        assert refused(sql, opinion.pk), sql
    for table in ("opinion", "proposal"):
        assert refused(
            f"UPDATE consultations_{table} SET consultation_id = %s WHERE consultation_id = %s",
            other.pk,
            guest.consultation.pk,
        )
        assert refused(f"TRUNCATE consultations_{table} CASCADE")


def test_nobody_shortens_reopens_or_unpublishes(guest: Guest) -> None:
    for change in (
        "closes_at = closes_at - interval '1 day'",
        "last_day = last_day - 1",
        "term_days = 14",
        "stage = 'draft'",
        "stage = 'withdrawn'",
        "published_at = NULL",
        "text_digest = repeat('0', 64)",
        "reason_aims = 'Друго'",
    ):
        sql = f"UPDATE consultations_consultation SET {change} WHERE id = %s"
        assert refused(sql, guest.consultation.pk), change
    assert refused("DELETE FROM consultations_stagechange")
    assert refused("UPDATE consultations_stagechange SET reason = 'x'")


def test_no_part_of_a_text_moves_into_or_out_of_a_published_draft(guest: Guest) -> None:
    draft = make_draft(guest.consultation.clerk)
    move = "UPDATE consultations_provision SET consultation_id = %s, position = 900, path = 'x' "
    move += ", anchor = 'x' WHERE id = %s"
    assert refused(move, guest.consultation.pk, article(draft).pk)
    assert refused(move, draft.pk, article(guest.consultation).pk)
    again = make_draft(guest.consultation.clerk)
    assert not refused(move, again.pk, article(draft).pk), "the control: between two drafts"


def test_no_answer_moves_into_a_closed_consultation(guest: Guest, clock: Clock) -> None:
    clerk = guest.consultation.clerk
    first = make_opinion(guest.consultation, make_user())
    still_open = make_open(clerk, title="Друга наредба", term_days=60)
    theirs = make_opinion(still_open, make_user()).proposals.get()
    spare = make_opinion(still_open, make_user()).proposals.get()
    consultation = over(guest, clock)
    for proposal in (first.proposals.get(), theirs):
        answering.answer(
            proposal, actor=clerk, decision=Decision.REJECTED, reasons="Не.", unit=None
        )
    closing.close(consultation, actor=clerk)
    answer = Answer.objects.get(proposal=theirs)
    closed = Proposal.objects.get(opinion=first)
    move = "UPDATE consultations_answer SET proposal_id = %s WHERE id = %s"
    assert refused(move, spare.pk, closed.answer.pk)
    assert refused("UPDATE consultations_answer SET reasons = '' WHERE id = %s", closed.answer.pk)
    assert refused("DELETE FROM consultations_answer WHERE id = %s", closed.answer.pk)
    assert refused("UPDATE consultations_closingreport SET content = '{}'")
    assert not refused(move, spare.pk, answer.pk), "the control: while it is open"


@pytest.mark.parametrize("state", ["awaited", "late"])
def test_a_consultation_is_not_closed_over_what_waits(
    guest: Guest, clock: Clock, state: str
) -> None:
    """Even by an act that forgot to look."""
    if state == "awaited":
        make_opinion(guest.consultation)
    consultation = over(guest, clock)
    if state == "late":
        make_opinion(consultation, make_user())
    assert refused(CLOSE, *close_with(consultation))
    Opinion.objects.update(
        confirmation="set_aside", set_aside_reason="Никой не го потвърди.", confirmed_by=None
    )
    assert not refused(CLOSE, *close_with(consultation)), "the control: nothing waits"


CLOSE = """
INSERT INTO consultations_stagechange (consultation_id, source, target, step, actor_id, at, reason)
VALUES (%s, 'published', 'reported', 'report', %s, ledger_now(), '')
"""


def close_with(consultation: Consultation) -> tuple[int, int]:
    """A report beside the stage change, as an act would write it."""
    ClosingReport.objects.get_or_create(
        consultation=consultation,
        defaults={
            "content": {},
            "root": "0" * 64,
            "record_number": 1,
            "published_by": consultation.clerk,
            "published_at": clock.now(),
        },
    )
    return consultation.pk, consultation.clerk.pk
