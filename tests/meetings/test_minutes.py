"""Minutes from the agenda to the published copy, through the acts."""

from datetime import timedelta
from typing import Any

import pytest

from prestizh.documents.keeping import keep_made
from prestizh.documents.models import Rendition
from prestizh.ledger import clock as portal_clock
from prestizh.meetings.minutes import (
    drafting,
    remarking,
    signing,
)
from prestizh.meetings.minutes.content import content_of, parts_of
from prestizh.meetings.minutes.stages import MinutesStage
from prestizh.meetings.models import (
    AgendaItem,
    MinutesVersion,
    Remark,
    Signature,
    Verdict,
)
from prestizh.outbox.models import Message
from prestizh.places.calendar import calendar
from prestizh.refusal import Refused
from prestizh.terms import sofia_day, working_days_after
from tests.factories import make_user
from tests.fixtures_clock import Clock
from tests.forums.making import make_clerk, make_member, make_secretary
from tests.meetings.held import (
    draw_up,
    make_held,
    minutes_now,
    send,
    sign,
)

pytestmark = pytest.mark.django_db


def test_the_draft_says_everything_that_the_meeting_recorded() -> None:
    held = make_held()
    content = draw_up(held).current().content
    assert content["quorum"]["present"] == 2
    assert content["chaired_by"] == held.chair.name
    assert content["minute_taker"] == held.secretary.display_name
    assert [one["presence"] for one in content["attendance"]] == ["present", "online", "excused"]
    first, closed = content["items"]
    assert first["notes"].startswith("Обсъдиха се")
    assert first["decisions"][0]["text"].startswith("Подкрепя")
    motion = first["motions"][0]
    assert (motion["for"], motion["against"], motion["carried"]) == (2, 0, True)
    assert [one["choice"] for one in motion["ballots"]] == ["for", "for"]
    assert first["opinions"][0]["text"] == "Средствата за спорт не стигат."
    assert first["conflicts"][0]["statement"] == "ЛИЧНО-КОНФЛИКТ"
    assert closed["motions"][0]["method"] == "secret"
    assert closed["motions"][0]["ballots"] == []


def test_drawing_up_costs_the_same_for_many_items(
    django_assert_max_num_queries: Any,
) -> None:

    held = make_held()
    for number in range(3, 23):
        AgendaItem.objects.create(
            meeting=held.meeting, position=number, title="Точка", added_at=held.meeting.starts_at
        )
    with django_assert_max_num_queries(13):
        content_of(held.meeting, held.chair, held.secretary)


def test_the_days_to_publish_are_working_days_after_the_meeting() -> None:
    held = make_held(minutes_days=5)
    assert held.meeting.closed_at is not None

    expected = working_days_after(sofia_day(held.meeting.closed_at), 5, calendar())
    assert draw_up(held).due_on == expected
    assert draw_up(make_held(minutes_days=0)).due_on is None


def test_minutes_are_drawn_up_once_and_by_those_who_may() -> None:
    held = make_held()
    for stranger in (make_user(), held.members[0], make_secretary()):
        with pytest.raises(Refused):
            drafting.draw_up(held.meeting, actor=stranger, chaired_by=held.chair)
    draw_up(held)
    with pytest.raises(Refused, match="вече"):
        drafting.draw_up(held.meeting, actor=held.secretary, chaired_by=held.chair)


def test_who_was_not_there_did_not_chair() -> None:
    held, other = make_held(), make_held()
    for chair in (held.attendees[2], other.chair):
        with pytest.raises(Refused):
            drafting.draw_up(held.meeting, actor=held.secretary, chaired_by=chair)


def test_two_who_write_different_parts_are_merged_and_the_same_part_is_refused() -> None:
    held = make_held()
    minutes, clerk = draw_up(held), make_clerk()
    part = f"item-{held.items[0].pk}"
    drafting.revise(minutes, actor=held.secretary, part=part, text="Първи текст", read=1)
    drafting.revise(minutes, actor=clerk, part="closing", text="Край в 18 ч.", read=1)
    parts = parts_of(minutes_now(minutes).current().content)
    assert (parts[part], parts["closing"]) == ("Първи текст", "Край в 18 ч.")
    with pytest.raises(Refused, match="докато"):
        drafting.revise(minutes, actor=clerk, part=part, text="Втори текст", read=1)
    assert parts_of(minutes_now(minutes).current().content)[part] == "Първи текст"
    drafting.revise(minutes, actor=clerk, part=part, text="Двата текста", read=3)
    assert minutes_now(minutes).version == 4


@pytest.mark.parametrize(("part", "read"), [("item-0", 1), ("closing", 9), ("", 1)])
def test_a_part_or_version_that_is_none_is_refused(part: str, read: int) -> None:
    held = make_held()
    with pytest.raises(Refused):
        drafting.revise(draw_up(held), actor=held.secretary, part=part, text="а", read=read)


def test_saving_what_stands_there_makes_no_version() -> None:
    held = make_held()
    minutes = draw_up(held)
    drafting.revise(minutes, actor=held.secretary, part="closing", text="  ", read=1)
    assert MinutesVersion.objects.filter(minutes=minutes).count() == 1


def test_each_member_with_an_account_gets_the_draft_and_a_term_in_working_days() -> None:
    held = make_held(remarks_days=3)
    minutes = send(held)

    assert minutes.remarks_until == working_days_after(portal_clock.today(), 3, calendar())
    letters = Message.objects.filter(kind="minutes.remarks_open")
    assert {letter.user_id for letter in letters} == {user.pk for user in held.members}


def test_a_body_without_days_for_remarks_signs_at_once() -> None:
    held = make_held(remarks_days=0)
    minutes = draw_up(held)
    with pytest.raises(Refused):
        drafting.send_for_remarks(minutes, actor=held.secretary)
    assert sign(held, minutes).stage == MinutesStage.SIGNED


def test_a_remark_taken_into_the_text_makes_a_version_and_is_answered() -> None:
    held = make_held()
    minutes, item = send(held), held.items[0]
    made = remarking.remark(minutes, actor=held.members[1], text="Казах друго.", item=item)
    remarking.settle(
        made,
        actor=held.secretary,
        verdict=Verdict.TAKEN,
        answer="",
        text="Обсъдиха се мерките, както каза членът.",
    )
    minutes = minutes_now(minutes)
    assert minutes.version == 2
    assert parts_of(minutes.current().content)[f"item-{item.pk}"].endswith("каза членът.")
    assert Message.objects.filter(kind="minutes.remark_settled", user=held.members[1]).exists()
    with pytest.raises(Refused, match="вече"):
        remarking.settle(made, actor=held.secretary, verdict=Verdict.LEFT, answer="не")


@pytest.mark.parametrize(
    ("verdict", "answer", "text"),
    [
        (Verdict.LEFT, "", None),
        (Verdict.IN_PART, "", "Нов текст"),
        (Verdict.TAKEN, "да", None),
        (Verdict.LEFT, "не", "Нов текст"),
    ],
)
def test_an_answer_that_does_not_fit_is_refused(
    verdict: Verdict, answer: str, text: str | None
) -> None:
    held = make_held()
    made = remarking.remark(send(held), actor=held.members[0], text="Бележка", item=held.items[0])
    with pytest.raises(Refused):
        remarking.settle(made, actor=held.secretary, verdict=verdict, answer=answer, text=text)
    assert not Remark.objects.exclude(settlement=None).exists()


def test_only_members_of_the_meeting_remark_and_only_within_the_term(clock: Clock) -> None:
    held = make_held()
    minutes = send(held)
    newcomer = make_user()
    make_member(held.body, newcomer)
    for other in (make_user(), newcomer, held.secretary):
        with pytest.raises(Refused):
            remarking.remark(minutes, actor=other, text="Бележка")
    with pytest.raises(Refused):
        remarking.remark(minutes, actor=held.members[0], text="   ")
    remarking.remark(minutes, actor=held.members[0], text="Бележка")
    clock.step(timedelta(days=10))
    with pytest.raises(Refused, match="изтекъл"):
        remarking.remark(minutes, actor=held.members[0], text="Късна бележка")


def test_nobody_signs_before_the_term_is_over_and_the_remarks_are_answered(clock: Clock) -> None:
    held = make_held()
    minutes = send(held)
    made = remarking.remark(minutes, actor=held.members[0], text="Бележка", item=held.items[0])
    with pytest.raises(Refused):
        signing.sign(minutes, actor=held.secretary, read=1)
    clock.step(timedelta(days=10))
    with pytest.raises(Refused, match="бележка"):
        signing.sign(minutes, actor=held.secretary, read=1)
    remarking.settle(made, actor=held.secretary, verdict=Verdict.LEFT, answer="Има го в текста.")
    assert sign(held, minutes).stage == MinutesStage.SIGNED


def test_when_all_who_were_there_agree_the_term_need_not_pass() -> None:
    held = make_held()
    minutes = send(held)
    remarking.agree(minutes, actor=held.members[0], read=1)
    with pytest.raises(Refused):
        signing.sign(minutes, actor=held.secretary, read=1)
    remarking.agree(minutes, actor=held.members[1], read=1)
    remarking.agree(minutes, actor=held.members[1], read=1)
    assert sign(held, minutes).stage == MinutesStage.SIGNED


def test_who_drew_up_signs_first_then_who_chaired_and_nobody_else() -> None:
    held = make_held(remarks_days=0)
    minutes = draw_up(held)
    for other in (held.members[0], make_clerk(), make_user()):
        with pytest.raises(Refused):
            signing.sign(minutes, actor=other, read=1)
    signing.sign(minutes, actor=held.secretary, read=1)
    for other in (held.secretary, held.members[1]):
        with pytest.raises(Refused):
            signing.sign(minutes, actor=other, read=1)
    assert Message.objects.filter(kind="minutes.to_sign", user=held.members[0]).exists()
    signing.sign(minutes, actor=held.members[0], read=1)
    assert list(Signature.objects.values_list("signer", flat=True)) == ["minute_taker", "chair"]
    assert Rendition.objects.filter(kind__startswith="minutes_full").count() == 2


def test_a_change_after_the_first_signature_asks_for_it_anew() -> None:
    held = make_held(remarks_days=0)
    minutes = draw_up(held)
    signing.sign(minutes, actor=held.secretary, read=1)
    drafting.revise(minutes, actor=held.secretary, part="closing", text="Край.", read=1)
    with pytest.raises(Refused):
        signing.sign(minutes, actor=held.members[0], read=1)
    with pytest.raises(Refused):
        signing.sign(minutes, actor=held.members[0], read=2)
    assert sign(held, minutes).stage == MinutesStage.SIGNED


def test_a_chair_without_an_account_signs_on_paper() -> None:
    held = make_held(remarks_days=0)
    minutes = draw_up(held)
    scan = keep_made(
        b"%PDF-1.7 signed", name="scan.pdf", media_type="application/pdf", actor=held.secretary
    )
    with pytest.raises(Refused):
        signing.add_paper(minutes, actor=held.secretary, document=scan, read=1)
    signing.sign(minutes, actor=held.secretary, read=1)
    signing.add_paper(minutes, actor=held.secretary, document=scan, read=1)
    assert minutes_now(minutes).stage == MinutesStage.SIGNED
    assert scan.public_since is None
