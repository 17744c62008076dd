"""An application: kept unsent, sent once with a receipt, late ones decided on, completed on request."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from forums.calls import applying, completing, drafting, publishing, selecting
from forums.calls.digest import digest_of
from forums.calls.models import Application, ApplicationPaper
from forums.calls.models.application import Lateness
from forums.calls.placing import Place
from prestizh.accounts import organisations
from prestizh.ledger.record import entries
from prestizh.outbox.models import Message
from prestizh.refusal import Refused
from prestizh.terms import sofia_day
from tests.factories import make_representation, make_user
from tests.fixtures_clock import Clock
from tests.forums.calls.making import (
    TYPED,
    again,
    end_term,
    make_application,
    make_application_draft,
    make_call,
    make_call_in_preparation,
    make_document,
    make_selecting,
)
from tests.forums.making import make_body, make_clerk, seat_of

pytestmark = pytest.mark.django_db


def test_what_is_missing_is_said_all_at_once_and_nothing_is_lost() -> None:
    call, speaks = make_call(), make_representation()
    place = Place(call.seats.get(), speaks)
    begun = applying.begin(
        call, actor=speaks.user, place=place, key=uuid.uuid4(), competence="Половин изречение"
    )
    with pytest.raises(Refused) as refused:
        applying.submit(begun, actor=speaks.user)
    paper = call.papers.get()
    assert {one.field for one in refused.value.obstacles} == {
        *("candidate", "phone", "interest", "is_declared", "mandate"),
        f"paper_{paper.pk}",
    }
    assert Application.objects.get().competence == "Половин изречение"


def test_a_double_post_makes_one_application_and_one_receipt() -> None:
    call, speaks, key = make_call(), make_representation(), uuid.uuid4()
    place = Place(call.seats.get(), speaks)
    first, second = (
        applying.begin(call, actor=speaks.user, place=place, key=key, **TYPED) for _time in range(2)
    )
    assert first == second
    sent = make_application(make_call())
    twice = applying.submit(sent, actor=sent.applicant)
    assert (twice.reference, twice.record_number) == (sent.reference, sent.record_number)
    assert Message.objects.filter(kind="application.receipt").count() == 1


def test_a_receipt_has_its_number_moment_digest_and_entry_of_the_record() -> None:
    sent = make_application(make_call())
    entry = entries(sent.call.body.subject).get(kind="application.registered")
    assert entry.number == sent.record_number
    assert bytes(entry.hash).hex() == sent.record_hash
    assert entry.shown()["digest"] == sent.digest == digest_of(sent)
    assert entry.shown()["reference"] == sent.reference
    assert sent.organisation is not None
    assert sent.organisation.name not in str(entry.shown())


def test_what_was_sent_stays_as_it_was_sent() -> None:
    sent = make_application(make_call())
    paper = sent.papers.get()
    document = make_document(sent.applicant)
    place = Place(sent.seat, sent.representation)
    acts: list[Any] = [
        lambda: applying.revise(sent, actor=sent.applicant, place=place, phone="1"),
        lambda: applying.attach(sent, actor=sent.applicant, document=document),
        lambda: applying.detach(paper, actor=sent.applicant),
        lambda: applying.set_mandate(sent, actor=sent.applicant, document=document),
    ]
    for act in acts:
        with pytest.raises(Refused):
            act()
    for values in ({"competence": "друго"}, {"state": "draft"}, {"digest": "0" * 64}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Application.objects.filter(pk=sent.pk).update(**values)


def test_the_end_itself_is_late_and_one_moment_before_is_in_time(clock: Clock) -> None:
    call = make_call()
    drafts = [make_application_draft(call) for _number in range(2)]
    assert call.closes_at is not None
    clock.step_to(call.closes_at - timedelta(microseconds=1))
    assert applying.submit(drafts[0], actor=drafts[0].applicant).lateness == Lateness.IN_TIME
    clock.step_to(call.closes_at)
    assert applying.submit(drafts[1], actor=drafts[1].applicant).lateness == Lateness.LATE


def test_the_database_itself_refuses_a_moment_that_says_otherwise(clock: Clock) -> None:
    call = make_call()
    draft = make_application_draft(call)
    end_term(call, clock)
    values = {"state": "submitted", "submitted_at": clock.now(), "digest": "0" * 64}
    with pytest.raises(IntegrityError), transaction.atomic():
        Application.objects.filter(pk=draft.pk).update(
            reference="x", lateness=Lateness.IN_TIME, **values
        )


def test_a_late_application_is_admitted_or_not_with_reasons(clock: Clock) -> None:
    clerk = make_clerk()
    call = make_call(clerk=clerk)
    draft = make_application_draft(call)
    end_term(call, clock)
    sent = applying.submit(draft, actor=draft.applicant)
    with pytest.raises(Refused):
        completing.decide_late(sent, actor=clerk, is_admitted=True, reason=" ")
    with pytest.raises(Refused):
        completing.decide_late(sent, actor=sent.applicant, is_admitted=True, reason="Моля.")
    assert not call.applications.in_selection().exists()
    completing.decide_late(sent, actor=clerk, is_admitted=True, reason="Порталът не работеше.")
    assert call.applications.in_selection().get() == sent
    in_time = make_application(make_call())
    with pytest.raises(Refused):
        completing.decide_late(in_time, actor=clerk, is_admitted=False, reason="Не.")


def test_after_the_result_nothing_is_registered_any_more(clock: Clock) -> None:
    clerk = make_clerk()
    call, _sent = make_selecting(clerk, clock, 0)
    draft = make_application_draft(call)
    from forums.calls import deciding

    deciding.decide(call, actor=clerk)
    with pytest.raises(Refused):
        applying.submit(draft, actor=draft.applicant)


def test_an_organisation_applies_once_through_whomever_it_sends() -> None:
    call, speaks = make_call(), make_representation()
    make_application(call, speaks)
    other = make_representation(organisation=speaks.organisation)
    with pytest.raises(Refused) as refused:
        make_application_draft(call, other)
    assert refused.value.obstacles[0].field == "representation"


def test_a_withdrawn_application_makes_room_for_another_one() -> None:
    call, speaks = make_call(), make_representation()
    sent = make_application(call, speaks)
    applying.withdraw(sent, actor=speaks.user)
    with pytest.raises(Refused):
        applying.withdraw(sent, actor=speaks.user)
    assert make_application(call, speaks).reference != sent.reference


def test_nobody_applies_for_an_organisation_they_do_not_speak_for() -> None:
    call, speaks, stranger = make_call(), make_representation(), make_user()
    place = Place(call.seats.get(), speaks)
    with pytest.raises(Refused):
        applying.begin(call, actor=stranger, place=place, key=uuid.uuid4())
    draft = make_application_draft(call, speaks)
    organisations.end(speaks, actor=speaks.user)
    speaks.refresh_from_db()
    with pytest.raises(Refused) as refused:
        applying.submit(draft, actor=speaks.user)
    assert refused.value.obstacles[0].field == "representation"


def test_a_place_is_for_organisations_or_for_persons_as_the_call_says() -> None:
    clerk = make_clerk()
    body = make_body(clerk)
    call = make_call_in_preparation(body, clerk=clerk)
    from forums.bodies import seating

    citizens = seating.add_seats(body, actor=clerk, category="citizens", number=2)
    drafting.add_places(call, actor=clerk, seat=citizens, places=1, open_to="persons")
    publishing.publish(call, actor=clerk)
    own = call.seats.get(seat=citizens)
    person, speaks = make_user(), make_representation()
    assert applying.begin(call, actor=person, place=Place(own), key=uuid.uuid4()).is_draft
    wrong = (
        (speaks.user, Place(own, speaks)),
        (person, Place(call.seats.get(seat=seat_of(body)))),
        (speaks.user, Place(make_call().seats.get(), speaks)),
    )
    for actor, place in wrong:
        with pytest.raises(Refused):
            applying.begin(call, actor=actor, place=place, key=uuid.uuid4())


def test_somebody_else_neither_changes_nor_sends_nor_withdraws_an_application() -> None:
    draft, other = make_application_draft(make_call()), make_user()
    place = Place(draft.seat, draft.representation)
    acts: list[Any] = [
        lambda: applying.revise(draft, actor=other, place=place, phone="1"),
        lambda: applying.submit(draft, actor=other),
        lambda: applying.withdraw(draft, actor=other),
        lambda: applying.set_mandate(draft, actor=other, document=make_document(other)),
    ]
    for act in acts:
        with pytest.raises(Refused):
            act()


def test_a_file_for_the_same_paper_takes_the_place_of_the_earlier_one() -> None:
    draft = make_application_draft(make_call())
    paper = draft.call.papers.get()
    fresh = applying.attach(
        draft, actor=draft.applicant, document=make_document(draft.applicant), paper=paper
    )
    assert draft.papers.get(removed_at=None) == fresh
    assert ApplicationPaper.objects.count() == 2


def test_an_applicant_completes_what_was_asked_until_the_day_is_over(clock: Clock) -> None:
    clerk = make_clerk()
    sent = make_application(make_call(clerk=clerk))
    today = sofia_day(clock.now())
    for last_day in (today - timedelta(days=1), today + timedelta(days=40)):
        with pytest.raises(Refused):
            completing.ask(sent, actor=clerk, asked="Удостоверение", last_day=last_day)
    asked = completing.ask(
        sent, actor=clerk, asked="Липсва удостоверение.", last_day=today + timedelta(days=3)
    )
    with pytest.raises(Refused):
        completing.complete(asked, actor=make_user(), answer="Аз съм.")
    with pytest.raises(Refused):
        completing.complete(asked, actor=sent.applicant)
    document = make_document(sent.applicant)
    completing.complete(asked, actor=sent.applicant, papers=((document, sent.call.papers.get()),))
    assert sent.papers.get(removed_at=None).document == document
    with pytest.raises(Refused):
        completing.complete(asked, actor=sent.applicant, answer="още нещо")
    late = completing.ask(sent, actor=clerk, asked="Подпис", last_day=today + timedelta(days=3))
    clock.step_to(late.closes_at)
    with pytest.raises(Refused):
        completing.complete(late, actor=sent.applicant, answer="Ето.")


def test_who_applied_does_not_deal_with_the_selection(clock: Clock) -> None:
    clerk = make_clerk()
    call = make_call(clerk=clerk)
    make_application(call, make_representation(user=clerk))
    end_term(call, clock)
    with pytest.raises(Refused):
        selecting.begin(call, actor=clerk)
    assert selecting.begin(again(call), actor=make_clerk()).stage == "selecting"
