"""The register of proposals and its measures: acts, refusals, the database, letters, the report."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.utils.translation import override

from feedback.measures import answering, measuring, proposing, reading, reminders
from feedback.measures.letters import due_letter
from feedback.measures.models import (
    ImprovementChange,
    ImprovementProposal,
    Measure,
    MeasureReport,
)
from prestizh.accounts.models import Role
from prestizh.ledger import clock as portal_clock
from prestizh.ledger.models import Entry
from prestizh.outbox.models import Message
from prestizh.refusal import Refused
from tests.cast import make_person
from tests.factories import make_unit, make_user
from tests.feedback.measures.making import (
    ANSWER,
    TEXT,
    in_days,
    make_answered,
    make_done,
    make_keeper,
    make_measure,
    make_proposal,
    make_registered,
)
from tests.fixtures_clock import Clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("long_transaction")]
EGN = "Ивана, ЕГН 7523169263, не получи отговор."


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Sentences are compared in the language in which they stand in the code."""
    with override("en"):
        yield


def fields_of(refused: pytest.ExceptionInfo[Refused]) -> list[str]:
    return [one.field for one in refused.value.obstacles]


def test_a_citizen_proposes_and_nobody_else_reads_it_before_the_clerk() -> None:
    author = make_user()
    made = make_proposal(author, name="Иван Стоянов")
    assert (made.stage, made.number, made.email) == ("received", 1, author.email)
    assert made.days_late(made.due_on + timedelta(days=3)) == 3
    for person, found in ((author, 1), (make_user(), 0), (make_user(Role.AUDITOR), 1)):
        assert ImprovementProposal.objects.visible_to(person).count() == found
    entry = Entry.objects.get(subject=made.subject)
    assert not {"text", "name"} & set(entry.shown())


@pytest.mark.parametrize("text", ["  ", "а" * 4001, EGN])
def test_a_proposal_that_says_nothing_too_much_or_an_egn_is_refused(text: str) -> None:
    with pytest.raises(Refused) as refused:
        make_proposal(text=text)
    assert fields_of(refused) == ["text"]


def test_ten_proposals_of_one_account_within_a_day_are_enough() -> None:
    author = make_user()
    for _number in range(10):
        make_proposal(author)
    with pytest.raises(Refused, match="ten proposals within a day"):
        make_proposal(author)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"source": "moon"}, "source"),
        ({"source": "body"}, "source_name"),
        ({"source": "partner", "source_name": "Сдружение"}, "analysis"),
        ({"source": "survey", "source_name": "Анкета", "name": "Иван"}, "name"),
        ({"source": "survey", "source_name": "Анкета", "email": "a@example.bg"}, "email"),
    ],
)
def test_what_is_entered_says_where_it_came_from(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        proposing.take_in(TEXT, actor=make_keeper(), **facts)
    assert fields_of(refused) == [field]
    with pytest.raises(Refused, match="You may not do this"):
        proposing.take_in(TEXT, source="citizen", actor=make_user())


def test_a_partner_gives_the_analysis_as_a_file_or_an_address() -> None:
    facts: dict[str, Any] = {"source": "partner", "source_name": "Сдружение „Глас“"}
    url = "https://example.bg/analiz"
    made = proposing.take_in(TEXT, actor=make_keeper(), analysis_url=url, **facts)
    assert made.origin == "a partner of the municipality: Сдружение „Глас“"


def test_the_public_reads_the_words_of_the_clerk_and_no_name() -> None:
    keeper, made = make_keeper(), make_proposal(name="Иван Стоянов")
    for wrong in ("", "Иван Стоянов иска покани.", f"Пишете на {made.email}", EGN):
        with pytest.raises(Refused) as refused:
            answering.register(made, actor=keeper, public_text=wrong)
        assert fields_of(refused) == ["public_text"]
    row = answering.register(made, actor=keeper, public_text="Покани по-рано.")
    assert (row.stage, str(row)) == ("review", "Покани по-рано.")
    assert ImprovementProposal.objects.public().get() == row


def test_every_step_is_taken_from_its_stage_only() -> None:
    keeper = make_keeper()
    made = make_proposal()
    with pytest.raises(Refused, match="can't be done now"):
        answering.answer(made, actor=keeper, step="accept", words=ANSWER)
    with pytest.raises(Refused, match="why it is put aside"):
        answering.put_aside(made, actor=keeper, reason=" ")
    assert answering.put_aside(made, actor=keeper, reason="Два пъти.").stage == "aside"
    with pytest.raises(Refused, match="can't be done now"):
        answering.register(made, actor=keeper, public_text=TEXT)


@pytest.mark.parametrize("step", ["accept", "partly", "reject", "explain"])
def test_an_answer_has_reasons_and_its_author_gets_it(step: str) -> None:
    keeper, made = make_keeper(), make_registered()
    with pytest.raises(Refused) as refused:
        answering.answer(made, actor=keeper, step=step, words=" ")
    assert fields_of(refused) == ["words"]
    with pytest.raises(Refused, match="You may not do this"):
        answering.answer(made, actor=make_user(), step=step, words=ANSWER)
    row = answering.answer(made, actor=keeper, step=step, words=ANSWER)
    assert (row.answer, row.answered_at) == (ANSWER, portal_clock.now())
    assert Message.objects.get(kind="improvement.answered").user == row.author
    with pytest.raises(Refused, match="can't be done now"):
        answering.answer(made, actor=keeper, step=step, words="Друго.")


def test_an_unknown_answer_is_refused() -> None:
    with pytest.raises(Refused) as refused:
        answering.answer(make_registered(), actor=make_keeper(), step="maybe", words=ANSWER)
    assert fields_of(refused) == ["step"]


def test_a_measure_follows_an_answer() -> None:
    keeper = make_keeper()
    with pytest.raises(Refused, match="Measures follow an answer"):
        make_measure(keeper, proposal=make_registered(keeper))
    with pytest.raises(Refused, match="You may not do this"):
        measuring.add_measure(
            make_answered(), actor=make_user(), text="x", due_on=in_days(1), unit=make_unit()
        )


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"text": " "}, "text"),
        ({"unit": None}, "unit"),
        ({"due_on": -1}, "due_on"),
        ({"owner_email": "nobody@example.bg"}, "owner_email"),
        ({"text": EGN}, "text"),
    ],
)
def test_a_measure_that_says_too_little_is_refused(facts: dict[str, Any], field: str) -> None:
    if "due_on" in facts:
        facts = {"due_on": in_days(facts["due_on"])}
    with pytest.raises(Refused) as refused:
        make_measure(**facts)
    assert fields_of(refused) == [field]


def test_its_owner_says_how_far_it_is_and_nothing_is_done_without_a_result() -> None:
    owner = make_person("owner")
    made = make_measure(owner_email="owner@example.bg")
    assert Message.objects.get(kind="improvement.measure_given").user == owner
    wrong: list[tuple[dict[str, Any], str]] = [
        ({"state": "planned"}, "state"),
        ({"state": "done"}, "result"),
        ({"state": "dropped", "result": " "}, "result"),
        ({"state": "done", "result": "Готово.", "done_on": in_days(1)}, "done_on"),
        ({"state": "done", "result": "Готово.", "done_on": in_days(-1)}, "done_on"),
        ({"state": "done", "result": "Готово.", "result_url": "javascript:x"}, "result_url"),
    ]
    for facts, field in wrong:
        with pytest.raises(Refused) as refused:
            measuring.report(made, actor=owner, **facts)
        assert fields_of(refused) == [field]
    with pytest.raises(Refused, match="You may not do this"):
        measuring.report(made, actor=make_user(), state="under_way")
    measuring.report(made, actor=owner, state="under_way")
    measuring.report(made, actor=owner, state="done", result="Готово.")
    made.refresh_from_db()
    assert (made.state, made.result, made.done_on) == ("done", "Готово.", in_days(0))
    with pytest.raises(Refused, match="is over"):
        measuring.report(made, actor=owner, state="under_way")


@pytest.mark.parametrize(
    "change",
    [
        lambda: ImprovementProposal.objects.update(stage="rejected"),
        lambda: ImprovementProposal.objects.update(answer="Друго."),
        lambda: ImprovementProposal.objects.update(text="Друго."),
        lambda: ImprovementProposal.objects.update(public_text="Друго."),
        lambda: ImprovementProposal.objects.update(source="survey"),
        lambda: ImprovementChange.objects.update(words="Друго."),
        lambda: ImprovementChange.objects.filter(pk__gt=0).delete(),
        lambda: Measure.objects.update(state="planned", done_on=None),
        lambda: Measure.objects.update(due_on=in_days(90)),
        lambda: MeasureReport.objects.update(result="Друго."),
        lambda: MeasureReport.objects.filter(pk__gt=0).delete(),
    ],
)
def test_postgresql_holds_what_stands(change: Callable[[], object]) -> None:
    make_done()
    with pytest.raises(DatabaseError), transaction.atomic():
        change()


def test_an_owner_is_reminded_before_and_after_the_day_and_once(clock: Clock) -> None:
    make_person("owner")
    made = make_measure(due_on=in_days(10), owner_email="owner@example.bg")
    kinds = Message.objects.filter(kind="improvement.measure_due").order_by("pk")
    days = [None, 7, 7, -1, -7]
    for step, expected in zip((1, 3, 0, 7, 6), days, strict=True):
        clock.step(timedelta(days=step))
        reminders.remind()
        reminders.remind()
        last = kinds.last()
        assert (last.context["days"] if last else None) == expected
    assert kinds.count() == 3
    late = kinds.last()
    assert late is not None
    letter = due_letter(late)
    assert letter is not None
    assert str(letter.subject).startswith("A measure is late")
    measuring.report(made, actor=make_keeper(), state="dropped", result="Няма средства.")
    assert due_letter(late) is None
    assert reminders.remind() == 0


def test_the_report_of_a_period_counts_what_was_received_answered_and_done(clock: Clock) -> None:
    keeper = make_keeper()
    first = portal_clock.today()
    make_proposal()
    waiting = make_registered(keeper)
    answered = make_registered(keeper)
    clock.step(timedelta(days=4))
    answering.answer(answered, actor=keeper, step="reject", words=ANSWER)
    done = make_done(keeper, due_on=in_days(2))
    late = make_measure(keeper, due_on=in_days(1), proposal=answered)
    make_measure(keeper, due_on=in_days(40), proposal=answered)
    clock.step(timedelta(days=8))
    found = reading.read(first, portal_clock.today())
    assert (found.received_count, len(found.received)) == (4, 3)
    assert [row.days for row in found.answered] == [4, 0]
    assert (found.median_days, found.by_outcome["rejected"]) == (2.0, 1)
    assert [row.public_id for row in found.measures_done] == [done.public_id]
    assert [row.public_id for row in found.measures_late] == [late.public_id]
    assert [row.days_late for row in found.measures_late] == [7]
    assert len(found.measures_due) == 2
    assert not found.late_answers
    # As of the fourth day nothing was done yet; of an empty period nothing is said.
    before = reading.read(first, first + timedelta(days=2))
    assert (len(before.received), before.median_days, before.measures_open) == (2, None, ())
    later = reading.read(first, waiting.due_on + timedelta(days=1))
    assert [row.public_id for row in later.late_answers] == [waiting.public_id]
