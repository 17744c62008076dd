"""From the words to the answer and what was done: acts, refusals, and what the database holds."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils.translation import override

from forums.bodies.models import Body
from forums.recommendations import answering, drafting, measuring, sending
from forums.recommendations.models import Answer, Measure, Recommendation
from prestizh.accounts.models import User
from prestizh.ledger.models import Entry
from prestizh.outbox.models import Message
from prestizh.refusal import Refused
from prestizh.terms import SOFIA
from tests.cast import make_person
from tests.consultations.making import make_draft as make_consultation
from tests.consultations.making import make_open
from tests.factories import make_user
from tests.fixtures_clock import Clock
from tests.forums.making import make_body, make_clerk, make_secretary
from tests.forums.recommendations.making import FACTS, make_answer, make_draft, make_sent

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("long_transaction")]
MORNING = datetime(2030, 4, 15, 10, tzinfo=SOFIA)


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are compared in the language in which they stand in the code."""
    with override("en"):
        yield


@pytest.fixture
def secretary(clock: Clock) -> User:
    clock.step_to(MORNING)
    return make_secretary()


@pytest.fixture
def body(secretary: User) -> Body:
    return make_body(secretary=secretary)


def test_recommendations_are_numbered_within_the_body_and_the_year(
    body: Body, secretary: User, clock: Clock
) -> None:
    first, second = make_draft(body, secretary), make_draft(body, secretary)
    other = make_draft(make_body(), make_clerk())
    clock.step_to(datetime(2031, 1, 7, 10, tzinfo=SOFIA))
    of_next_year = make_draft(body, secretary)
    found = [row.reference for row in (first, second, other, of_next_year)]
    assert found == ["1/2030", "2/2030", "1/2030", "1/2031"]


def test_only_who_keeps_the_papers_writes_it_down(body: Body) -> None:
    for stranger in (make_user(), make_secretary()):
        with pytest.raises(Refused, match="You may not do this"):
            make_draft(body, stranger)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"title": " "}, "title"),
        ({"text": ""}, "text"),
        ({"addressee": "king"}, "addressee"),
        ({"addressee": "commission"}, "addressee_name"),
        ({"addressee": "unit"}, "unit"),
        ({"origin": ""}, "origin"),
        ({"origin_reason": ""}, "origin_reason"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    body: Body, secretary: User, facts: dict[str, Any], field: str
) -> None:
    with pytest.raises(Refused) as refused:
        make_draft(body, secretary, **facts)
    assert [one.field for one in refused.value.obstacles] == [field]


def test_a_body_that_ended_recommends_nothing(secretary: User) -> None:
    from forums.bodies import founding

    clerk = make_clerk()
    ended = founding.end(make_body(clerk), actor=clerk, reason="Заповед № 3")
    with pytest.raises(Refused, match="at work"):
        make_draft(ended, clerk)


def test_an_answer_is_due_after_two_months_on_a_working_day(body: Body, secretary: User) -> None:
    sent = make_sent(body, secretary)
    # Two months from Monday 15 April end on Saturday 15 June.
    assert (sent.due_on, sent.due_ground) == (date(2030, 6, 17), "АПК, чл. 118, ал. 1")
    assert sent.sent_at == MORNING


def test_another_day_has_its_ground_and_is_still_to_come(body: Body, secretary: User) -> None:
    with pytest.raises(Refused, match="on what ground"):
        make_sent(body, secretary, due_on=date(2030, 5, 2))
    with pytest.raises(Refused, match="still to come"):
        make_sent(body, secretary, due_on=date(2030, 4, 15), due_ground="Решение")
    sent = make_sent(body, secretary, due_on=date(2030, 5, 2), due_ground="Решение № 4")
    assert sent.due_on == date(2030, 5, 2)


def test_what_was_sent_stays_as_it_was_sent(body: Body, secretary: User) -> None:
    sent = make_sent(body, secretary)
    with pytest.raises(Refused, match="stays as it was sent"):
        drafting.revise(sent, actor=secretary, text="Друго.")
    with pytest.raises(Refused, match="can't be done now"):
        drafting.drop(sent, actor=secretary)
    with pytest.raises(Refused, match="can't be done now"):
        sending.send(sent, actor=secretary)
    for change in ({"text": "Друго."}, {"stage": "answered"}, {"number": 7}, {"due_on": MORNING}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Recommendation.objects.filter(pk=sent.pk).update(**change)


def test_what_was_not_sent_is_changed_or_put_aside(body: Body, secretary: User) -> None:
    draft = make_draft(body, secretary)
    assert drafting.revise(draft, actor=secretary, **{**FACTS, "title": "Друго"}).title == "Друго"
    assert drafting.drop(draft, actor=secretary).stage == "dropped"


def test_several_answers_follow_and_the_last_one_counts(body: Body, secretary: User) -> None:
    sent = make_sent(body, secretary)
    make_answer(sent, outcome="in_work", reasons="Проучва се.")
    make_answer(sent, outcome="accepted", reasons="")
    sent.refresh_from_db()
    assert (sent.stage, sent.outcome) == ("answered", "accepted")
    assert [one.number for one in sent.answers.all()] == [1, 2]


@pytest.mark.parametrize(
    ("more", "field"),
    [
        ({"outcome": "maybe"}, "outcome"),
        ({"outcome": "rejected", "reasons": " "}, "reasons"),
        ({"given_by": ""}, "given_by"),
        ({"given_on": date(2030, 4, 14)}, "given_on"),
        ({"given_on": date(2030, 4, 16)}, "given_on"),
    ],
)
def test_an_answer_that_says_too_little_is_refused(
    body: Body, secretary: User, more: dict[str, Any], field: str
) -> None:
    sent = make_sent(body, secretary)
    with pytest.raises(Refused) as refused:
        make_answer(sent, **more)
    assert [one.field for one in refused.value.obstacles] == [field]


def test_an_answer_stands_for_ever(body: Body, secretary: User) -> None:
    answer = make_answer(make_sent(body, secretary))
    for change in (
        lambda: Answer.objects.filter(pk=answer.pk).update(reasons="Друго."),
        lambda: Answer.objects.filter(pk=answer.pk).delete(),
        lambda: Recommendation.objects.update(outcome="accepted"),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            change()


def test_what_was_not_sent_is_not_answered(body: Body, secretary: User) -> None:
    with pytest.raises(Refused, match="can't be done now"):
        make_answer(make_draft(body, secretary))


def test_the_addressees_account_answers_and_nobody_elses(body: Body, secretary: User) -> None:
    mayor = make_person("mayor")
    sent = make_sent(body, secretary, addressee_email="Mayor@example.bg")
    assert sent.addressee_user == mayor
    with pytest.raises(Refused, match="You may not do this"):
        make_answer(sent, make_user())
    answer = make_answer(sent, mayor)
    assert not answer.is_entered


def test_an_account_whose_address_was_never_confirmed_does_not_answer(
    body: Body, secretary: User
) -> None:
    make_user(email="kmet@example.bg")
    sent = make_sent(body, secretary, addressee_email="kmet@example.bg")
    assert sent.addressee_user is None
    assert Message.objects.get(kind="recommendation.sent").address == "kmet@example.bg"


def test_a_measure_follows_an_answer_and_ends_with_a_result(body: Body, secretary: User) -> None:
    owner = make_person("owner")
    sent = make_sent(body, secretary)
    due = date(2030, 5, 1)
    given: dict[str, Any] = {"text": "Пробен автобус", "owner_name": "Отдел", "due_on": due}
    with pytest.raises(Refused, match="follow an answer"):
        measuring.add_measure(sent, actor=secretary, **given)
    make_answer(sent)
    for wrong in ({"text": ""}, {"owner_name": " "}, {"due_on": date(2030, 4, 14)}):
        with pytest.raises(Refused):
            measuring.add_measure(sent, actor=secretary, **{**given, **wrong})
    measure = measuring.add_measure(sent, actor=secretary, owner_email="owner@example.bg", **given)
    assert measure.owner == owner
    with pytest.raises(Refused, match="what result"):
        measuring.report(measure, actor=owner, state="done")
    with pytest.raises(Refused, match="You may not do this"):
        measuring.report(measure, actor=make_user(), state="done", result="Има го.")
    measuring.report(measure, actor=owner, state="done", result="Има го.")
    measure.refresh_from_db()
    assert (measure.state, measure.result) == ("done", "Има го.")
    with pytest.raises(Refused, match="is over"):
        measuring.report(measure, actor=owner, state="begun")
    with pytest.raises(IntegrityError), transaction.atomic():
        Measure.objects.update(state="planned")


def test_a_link_leads_to_one_public_thing_and_stands_once(body: Body, secretary: User) -> None:
    draft, consultation = make_draft(body, secretary), make_open(make_clerk())
    article = consultation.provisions.get(path="чл.2")
    link = drafting.link(
        draft, actor=secretary, kind="provision", consultation=consultation, provision=article
    )
    assert link.get_absolute_url() == f"{consultation.get_absolute_url()}#{article.anchor}"
    drafting.link(draft, actor=secretary, kind="page", title="Закон", url="https://example.bg/a")
    hidden = make_consultation(make_clerk())
    wrong: list[dict[str, Any]] = [
        {"kind": "provision", "consultation": consultation, "provision": article},
        {"kind": "provision", "consultation": consultation},
        {"kind": "consultation", "consultation": hidden},
        {"kind": "page", "title": "Лошо", "url": "javascript:alert(1)"},
        {"kind": "survey", "url": "https://example.bg/b"},
        {"kind": "song"},
    ]
    for one in wrong:
        with pytest.raises(Refused):
            drafting.link(draft, actor=secretary, **one)
    assert draft.links.count() == 2


def test_every_step_stands_in_the_chain_of_the_body(body: Body, secretary: User) -> None:
    sent = make_sent(body, secretary)
    answering.answer(sent, actor=secretary, outcome="accepted", given_by="Кметът")
    kinds = Entry.objects.filter(subject=body.subject).order_by("number")
    assert list(kinds.values_list("kind", flat=True))[-3:] == [
        "recommendation.drafted",
        "recommendation.sent",
        "recommendation.answered",
    ]
    drafted = kinds.get(kind="recommendation.drafted")
    assert not {"title", "text"} & set(drafted.shown())
