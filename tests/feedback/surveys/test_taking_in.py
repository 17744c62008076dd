"""How answers come in and are counted: in fives, mixed, each code once, at a constant price."""

import threading
from datetime import date

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from feedback.surveys import answering, codes, giving_out, typing_in
from feedback.surveys.counted import open_answers, responses
from feedback.surveys.intake import Given
from feedback.surveys.models import Code, Mode, OpenAnswer, Reach, Response, Survey
from prestizh.accounts.models import Role
from prestizh.ledger import clock as portal_clock
from prestizh.refusal import Refused
from tests.factories import make_user
from tests.feedback.surveys.making import (
    a_given,
    answer,
    in_days,
    make_clerk,
    make_open,
)
from tests.fixtures_clock import Clock

with_db = pytest.mark.django_db


@with_db
def test_nothing_is_counted_before_ten_wait_and_then_five_stay_behind() -> None:
    survey = make_open()
    for number in range(1, 31):
        answer(survey)
        waiting = Response.objects.filter(survey=survey, batch=None).count()
        counted = responses(survey).count()
        assert waiting + counted == number
        assert counted % 5 == 0
        assert waiting < 10
        assert not counted or waiting >= 5


@with_db
@pytest.mark.parametrize("number", [0, 1, 4, 5, 9, 10, 14, 15])
def test_at_the_end_all_is_counted_in_a_last_batch_of_at_least_five(number: int) -> None:
    clerk = make_clerk()
    survey = make_open(clerk)
    answer(survey, number)
    giving_out.close(survey, actor=clerk)
    found = list(responses(survey).values_list("batch", flat=True))
    assert len(found) == (number if number >= 5 else 0)
    assert Response.objects.count() == len(found)
    assert all(found.count(batch) >= 5 for batch in found)


@with_db
def test_free_words_are_kept_apart_and_counted_in_fives() -> None:
    clerk = make_clerk()
    survey = make_open(clerk)
    for number in range(12):
        answering.respond(survey, given=a_given(3, f"Повече столове, {number}"))
    assert open_answers(survey).count() == 5
    assert not OpenAnswer.objects.exclude(response=None).exists()
    assert "better" not in {key for row in Response.objects.all() for key in row.answers}
    giving_out.close(survey, actor=clerk)
    assert open_answers(survey).count() == 12


@with_db
def test_free_words_of_fewer_than_five_people_are_deleted_with_their_answers() -> None:
    clerk = make_clerk()
    survey = make_open(clerk)
    for number in range(4):
        answering.respond(survey, given=a_given(3, f"Дума {number}"))
    giving_out.close(survey, actor=clerk)
    assert (Response.objects.count(), OpenAnswer.objects.count()) == (0, 0)


@with_db
def test_all_that_wait_are_written_anew_with_every_answer() -> None:
    survey = make_open()
    answer(survey, 4)
    before = set(Response.objects.values_list("pk", flat=True))
    answer(survey)
    assert before.isdisjoint(Response.objects.values_list("pk", flat=True))
    assert Response.objects.count() == 5


@with_db
def test_an_answer_knows_the_month_and_no_day() -> None:
    survey = make_open()
    answer(survey)
    assert Response.objects.get().month == portal_clock.today().replace(day=1)
    assert isinstance(Response.objects.get().month, date)


@with_db
def test_a_code_counts_once_however_it_is_typed() -> None:
    survey = make_open()
    codes.issue(survey, 1)
    code = codes.draw(survey)
    assert code is not None
    typed = f" {code[:4].upper()}-{code[4:]} "
    answering.respond(survey, given=a_given(), code=typed)
    with pytest.raises(codes.Used):
        answering.respond(survey, given=a_given(), code=code)
    assert Response.objects.count() == 1
    assert not Code.objects.exists()


@with_db
def test_a_code_of_another_survey_is_none_of_this() -> None:
    one, other = make_open(), make_open()
    codes.issue(other, 1)
    code = codes.draw(other)
    with pytest.raises(codes.Used):
        answering.respond(one, given=a_given(), code=code or "")
    assert codes.draw(other) is None


@with_db
def test_without_a_code_nobody_answers_a_survey_for_the_invited() -> None:
    survey = make_open(mode=Mode.ANONYMOUS)
    Survey.objects.filter(pk=survey.pk)
    survey.reach = Reach.INVITED
    with pytest.raises(Refused):
        answering._refuse_unfit(survey, "", None)


@with_db
def test_nothing_is_taken_in_before_the_opening_and_after_the_end(clock: Clock) -> None:
    clerk = make_clerk()
    survey = make_open(clerk)
    clock.step_to(in_days(14))
    with pytest.raises(Refused):
        answer(survey)
    giving_out.close(survey, actor=clerk)
    with pytest.raises(Refused):
        answer(survey)


@with_db
def test_where_answers_carry_names_a_person_answers_once_and_signed_in() -> None:
    survey = make_open(mode=Mode.IDENTIFIED)
    person = make_user()
    with pytest.raises(Refused):
        answering.respond(survey, given=a_given())
    answering.respond(survey, given=a_given(5, "Аз го казвам"), person=person)
    with pytest.raises(Refused):
        answering.respond(survey, given=a_given(), person=person)
    row = responses(survey).get()
    assert (row.person, row.open_answers.get().text) == (person, "Аз го казвам")


@with_db
def test_paper_is_typed_in_form_by_form_until_the_stack_is_done() -> None:
    clerk = make_clerk()
    survey = make_open(clerk)
    stack = typing_in.begin(survey, actor=clerk, name="Читалището", forms=5)
    for _form in range(5):
        stack = typing_in.type_in(stack, actor=clerk, given=a_given())
    assert set(Response.objects.values_list("channel", flat=True)) == {"paper"}
    with pytest.raises(Refused):
        typing_in.type_in(stack, actor=clerk, given=a_given())
    assert Response.objects.count() == 5


@with_db
@pytest.mark.parametrize("forms", [0, 2001])
def test_an_impossible_stack_is_refused(forms: int) -> None:
    clerk = make_clerk()
    with pytest.raises(Refused):
        typing_in.begin(make_open(clerk), actor=clerk, name="Кутия", forms=forms)


@with_db
def test_an_empty_form_is_no_answer_and_names_take_no_paper() -> None:
    clerk = make_clerk()
    stack = typing_in.begin(make_open(clerk), actor=clerk, name="Кутия", forms=2)
    with pytest.raises(Refused):
        typing_in.type_in(stack, actor=clerk, given=Given({}))
    with pytest.raises(Refused):
        typing_in.begin(make_open(clerk, mode=Mode.IDENTIFIED), actor=clerk, name="К", forms=2)


@with_db
@pytest.mark.parametrize("role", [Role.AUDITOR, Role.MODERATOR])
def test_others_type_nothing_in(role: Role) -> None:
    with pytest.raises(Refused):
        typing_in.begin(make_open(), actor=make_user(role), name="Кутия", forms=2)


# --- ten thousand ----------------------------------------------------------------------------


def price_of_one(survey: Survey) -> int:
    with CaptureQueriesContext(
        connection,
    ) as asked:
        answering.respond(survey, given=a_given(3, "Дума"))
    return len(asked)


@with_db
def test_an_answer_costs_the_same_among_ten_thousand() -> None:
    survey = make_open()
    answer(survey, 5)
    # From now on words wait, too.
    answering.respond(survey, given=a_given(3, "Дума"))
    few = price_of_one(survey)
    month = portal_clock.today().replace(day=1)
    Response.objects.bulk_create(
        Response(survey=survey, answers=a_given().closed, channel="online", month=month, batch=1)
        for _number in range(10_000)
    )
    assert price_of_one(survey) == few
    assert Response.objects.filter(batch=None).count() == 8


@with_db
def test_ten_thousand_that_wait_are_counted_at_once_at_the_end() -> None:
    clerk = make_clerk()
    survey = make_open(clerk)
    month = portal_clock.today().replace(day=1)
    Response.objects.bulk_create(
        Response(survey=survey, answers=a_given().closed, channel="online", month=month)
        for _number in range(10_000)
    )
    with connection.cursor() as cursor:
        # A plan that this session kept for a foreign key from when the table was vacuumed empty
        # reads it whole for each row (8 s for these, instead of 0.1). Once the rows are committed,
        # PostgreSQL's own upkeep drops such plans.
        cursor.execute("DISCARD PLANS")
    with CaptureQueriesContext(connection) as asked:
        giving_out.close(survey, actor=clerk)
    assert len(asked) < 50
    assert responses(survey).count() == 10_000


# --- at the same instant ---------------------------------------------------------------------


def sent_by_two(send_with: object) -> int:
    """Two connections send with one code at once; how many answers there are then."""
    with transaction.atomic():
        survey = make_open()
        codes.issue(survey, 1)
        code = codes.draw(survey)
    together = threading.Barrier(2)

    def send() -> None:
        together.wait()
        try:
            send_with(survey, code, together)  # type: ignore[operator]
        except Refused:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=send) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Response.objects.filter(survey=survey).count()


def test_one_code_used_twice_at_the_same_instant_counts_once(committed_db: str) -> None:
    for _time in range(5):
        assert (
            sent_by_two(
                lambda survey, code, _together: answering.respond(
                    survey, given=a_given(), code=code
                )
            )
            == 1
        )


def test_looking_first_and_deleting_later_would_count_twice(committed_db: str) -> None:
    """The control: what the race does to code that asks whether the code is there."""

    def naive(survey: Survey, code: str, together: threading.Barrier) -> None:
        with transaction.atomic():
            if not codes.is_unused(survey, code):
                raise codes.Used
            together.wait()
            Code.objects.filter(sha256=codes.digest(code)).delete()
            month = portal_clock.today().replace(day=1)
            Response.objects.create(survey=survey, answers={}, channel="online", month=month)

    assert sent_by_two(naive) == 2
