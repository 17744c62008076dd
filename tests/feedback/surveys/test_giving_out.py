"""Preparing, opening, extending, closing and cancelling a survey; what each step refuses."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.db import DatabaseError, connection, transaction

from feedback.questionnaires.content import Question, QuestionKind, Section, Words
from feedback.surveys import codes, giving_out, inviting, tasks
from feedback.surveys.models import Code, Draft, Invitation, Mode, Reach, Response, Survey, Voucher
from prestizh.accounts.models import Role
from prestizh.ledger import clock as portal_clock
from prestizh.ledger.models import Entry
from prestizh.outbox import delivery
from prestizh.outbox.models import Message
from prestizh.refusal import Refused
from tests.factories import make_user
from tests.feedback.surveys.making import (
    CONTENT,
    answer,
    host_of,
    in_days,
    make_body_of,
    make_clerk,
    make_open,
    make_prepared,
    make_version,
)
from tests.fixtures_clock import Clock
from tests.forums.making import make_body

pytestmark = pytest.mark.django_db


def kinds_of(survey: Survey) -> list[str]:
    rows = Entry.objects.filter(subject=survey.subject_of_record, kind__startswith="survey.")
    return list(rows.order_by("number").values_list("kind", flat=True))


def test_a_survey_is_prepared_opened_and_closed_and_each_step_is_recorded() -> None:
    clerk = make_clerk()
    survey = make_open(clerk)
    answer(survey, 5)
    closed = giving_out.close(survey, actor=clerk)
    assert (closed.stage, closed.counted) == ("closed", 5)
    assert kinds_of(survey) == ["survey.prepared", "survey.opened", "survey.closed"]


def test_nobody_but_who_runs_surveys_prepares_one() -> None:
    with pytest.raises(Refused):
        make_prepared(make_user())


def test_a_secretary_runs_the_surveys_of_their_own_body_alone() -> None:
    secretary = make_user(Role.SECRETARY)
    own, other = make_body(secretary=secretary), make_body(name="Друг съвет")
    survey = make_prepared(secretary, host=host_of(own))
    assert list(Survey.objects.editable_by(secretary)) == [survey]
    with pytest.raises(Refused):
        make_prepared(secretary, host=host_of(other))
    with pytest.raises(Refused):
        make_prepared(secretary)


def test_an_unpublished_questionnaire_is_not_given_out() -> None:
    version = make_version()
    version.published_at = None
    with pytest.raises(Refused):
        make_prepared(version=version)


def test_files_are_asked_for_only_where_answers_carry_names() -> None:
    asked = Question("scan", QuestionKind.FILE, Words("Приложете файл"))
    content = replace(CONTENT, sections=(Section("files", Words("Файл"), questions=(asked,)),))
    with pytest.raises(Refused) as refusal:
        make_prepared(version=make_version(content))
    assert refusal.value.obstacles[0].field == "mode"
    assert make_prepared(version=make_version(content), mode=Mode.IDENTIFIED).pk


@pytest.mark.parametrize("days", [-1, 0, 181])
def test_the_last_day_lies_ahead_and_within_half_a_year(days: int) -> None:
    with pytest.raises(Refused):
        make_prepared(closes_at=in_days(days))


def test_a_survey_is_extended_and_never_made_shorter() -> None:
    clerk = make_clerk()
    survey = make_open(clerk)
    later = giving_out.extend(survey, actor=clerk, closes_at=in_days(20))
    assert later.closes_at == in_days(20)
    with pytest.raises(Refused):
        giving_out.extend(survey, actor=clerk, closes_at=in_days(19))
    with pytest.raises(DatabaseError), transaction.atomic():
        Survey.objects.filter(pk=survey.pk).update(closes_at=in_days(1))


def test_what_people_were_promised_can_not_be_changed_in_the_database() -> None:
    survey = make_open()
    for change in ({"mode": "identified"}, {"stage": "closed"}, {"version": make_version()}):
        with pytest.raises(DatabaseError), transaction.atomic():
            Survey.objects.filter(pk=survey.pk).update(**change)


def test_the_database_takes_no_name_into_an_anonymous_survey_and_changes_no_answer() -> None:
    survey = make_open()
    month = portal_clock.today().replace(day=1)
    row = {"survey": survey, "answers": {}, "channel": "online", "month": month}
    with pytest.raises(DatabaseError), transaction.atomic():
        Response.objects.create(person=make_user(), **row)
    kept = Response.objects.create(**row)
    with pytest.raises(DatabaseError), transaction.atomic():
        Response.objects.filter(pk=kept.pk).update(answers={"came": "no"})
    with pytest.raises(DatabaseError), transaction.atomic():
        Response.objects.create(**{**row, "month": month + timedelta(days=1)})


def test_a_cancelled_survey_says_why_and_keeps_no_answer() -> None:
    clerk = make_clerk()
    survey = make_open(clerk)
    answer(survey, 12)
    with pytest.raises(Refused):
        giving_out.cancel(survey, actor=clerk, reason=" ")
    cancelled = giving_out.cancel(survey, actor=clerk, reason="Грешен въпросник")
    assert cancelled.stage == "cancelled"
    assert not Response.objects.exists()
    with pytest.raises(Refused):
        giving_out.open_survey(survey, actor=clerk)


def test_nobody_is_given_a_code_where_fewer_than_ten_are_invited() -> None:
    survey = make_open(host=host_of(make_body_of(9)))
    assert survey.invited == 9
    assert not Code.objects.exists()
    delivery.deliver_due()
    assert len(mail.outbox) == 9
    assert all(survey.get_absolute_url() in str(one.body) for one in mail.outbox)


def test_a_survey_for_the_invited_alone_is_not_opened_for_nine() -> None:
    clerk = make_clerk()
    survey = make_prepared(clerk, host=host_of(make_body_of(9)), reach=Reach.INVITED)
    with pytest.raises(Refused) as refusal:
        giving_out.open_survey(survey, actor=clerk)
    assert refusal.value.obstacles[0].field == "reach"


def test_each_of_ten_gets_another_code_and_afterwards_no_row_holds_one() -> None:
    survey = make_open(host=host_of(make_body_of(10)))
    assert (Code.objects.count(), Voucher.objects.count()) == (10, 10)
    delivery.deliver_due()
    assert not Voucher.objects.exists()
    links = {line for one in mail.outbox for line in str(one.body).split() if "/code/" in line}
    assert len(links) == len(mail.outbox) == 10
    assert all(codes.is_unused(survey, link.rstrip("/").rsplit("/", 1)[1]) for link in links)
    assert "survey.codes_sent" in kinds_of(survey)


def test_a_letter_that_does_not_leave_gives_its_code_back(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    make_open(host=host_of(make_body_of(10)))

    def refuse(_post: delivery.Post, _mail: object) -> None:
        raise delivery.Refusal("550 no such reader", final=True)

    monkeypatch.setattr(delivery.Post, "send", refuse)
    delivery.deliver_due()
    assert Message.objects.filter(state="set_aside").count() == 10
    assert Voucher.objects.count() == 10


def test_everybody_is_reminded_once_and_the_reminder_holds_no_code(clock: Clock) -> None:
    clerk = make_clerk()
    survey = make_open(clerk, host=host_of(make_body_of(10)))
    delivery.deliver_due()
    mail.outbox.clear()
    inviting.remind(survey, actor=clerk)
    delivery.deliver_due()
    assert len(mail.outbox) == 10
    assert not any("/code/" in str(one.body) for one in mail.outbox)
    with pytest.raises(Refused):
        inviting.remind(survey, actor=clerk)


def test_the_beat_reminds_closes_and_repeats_nothing(clock: Clock) -> None:
    survey = make_open(host=host_of(make_body_of(3)))
    answer(survey, 6)
    tasks.tick()
    assert Message.objects.filter(kind="survey.reminder").count() == 0
    clock.step(timedelta(days=12))
    tasks.tick()
    tasks.tick()
    assert Message.objects.filter(kind="survey.reminder").count() == 3
    clock.step(timedelta(days=3))
    tasks.tick()
    tasks.tick()
    survey.refresh_from_db()
    assert (survey.stage, survey.counted) == ("closed", 6)
    assert kinds_of(survey).count("survey.closed") == 1
    assert not Invitation.objects.exists()


def test_the_record_says_how_many_were_counted_by_the_beat_and_never_fewer_than_five(
    clock: Clock,
) -> None:
    survey = make_open()
    answer(survey, 9)
    tasks.tick()
    assert "survey.counted" not in kinds_of(survey)
    answer(survey, 1)
    assert "survey.counted" not in kinds_of(survey)
    tasks.tick()
    tasks.tick()
    assert kinds_of(survey).count("survey.counted") == 1


def test_an_ended_survey_keeps_no_code_no_invitation_and_no_draft() -> None:
    clerk = make_clerk()
    survey = make_open(clerk, host=host_of(make_body_of(10)))
    Draft.objects.create(key="a" * 64, survey=survey, raw={})
    giving_out.close(survey, actor=clerk)
    kept = [kind.objects.count() for kind in (Code, Voucher, Invitation, Draft)]
    assert kept == [0, 0, 0, 0]
    delivery.deliver_due()
    assert mail.outbox == []


def test_a_step_that_the_table_has_not_is_refused_by_the_database() -> None:
    survey = make_open()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO surveys_surveychange (survey_id, source, target, step, at, reason)"
            " VALUES (%s, 'closed', 'open', 'open', now(), '')",
            [survey.pk],
        )
