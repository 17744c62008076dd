"""Signed minutes are published without what is private, corrected, and held by the database."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction

from prestizh.documents.keeping import keep_made
from prestizh.documents.models import Rendition
from prestizh.ledger import clock as portal_clock
from prestizh.ledger.models import Entry
from prestizh.meetings.minutes import (
    drafting,
    publishing,
    recordings,
    redacting,
)
from prestizh.meetings.minutes.content import digest_of
from prestizh.meetings.minutes.stages import MinutesStage
from prestizh.meetings.models import (
    Ground,
    Minutes,
    MinutesVersion,
    PublishedCopy,
    RecordingKind,
    Remark,
    Signature,
)
from prestizh.refusal import Refused
from tests.factories import make_user
from tests.fixtures_clock import Clock
from tests.forums.making import make_secretary
from tests.meetings.held import (
    Held,
    add_paper,
    draw_up,
    make_held,
    minutes_now,
    publish,
    sign,
)
from tests.meetings.making import in_days

pytestmark = pytest.mark.django_db


def test_the_public_copy_has_nothing_of_what_is_private() -> None:
    held = make_held(remarks_days=0)
    scan = keep_made(b"%PDF-1.7", name="a.pdf", media_type="application/pdf", actor=None)
    add_paper(held.meeting, held.secretary, title="ЛИЧНО-ЛИСТ", document=scan, is_private=True)
    add_paper(held.meeting, held.secretary, title="Проект", document=scan, is_private=False)
    minutes = draw_up(held)
    redacting.leave_out(
        minutes,
        actor=held.secretary,
        passage="Иван  Непубличен",
        ground=Ground.PERSONAL,
        why="частно лице",
    )
    sign(held, minutes)
    copy = publishing.publish(minutes, actor=held.secretary)
    said = str(copy.content)
    for mark in ("ЛИЧНО", "ЗАКРИТО", "Непубличен", "частно лице"):
        assert mark not in said
    assert copy.content["unnamed_guests"] == 1
    assert copy.content["left_out"] == {"personal": 1}
    assert copy.content["items"][0]["private_papers"] == 1
    assert "[заличено: лични данни]" in copy.content["items"][0]["notes"]
    assert copy.content["items"][0]["papers"] == [{"title": "Проект"}]
    assert "Непубличен" in str(minutes_now(minutes).current().content)
    shown = [dict(entry.shown()) for entry in Entry.objects.filter(subject=held.body.subject)]
    for mark in ("ЛИЧНО", "ЗАКРИТО", "Непубличен"):
        assert mark not in str(shown)


@pytest.mark.parametrize(
    ("passage", "why"), [("", "а"), ("сп", "а"), ("няма го", "а"), ("мерките", "  ")]
)
def test_a_passage_that_can_not_be_left_out_is_refused(passage: str, why: str) -> None:
    held = make_held()
    minutes = draw_up(held)
    with pytest.raises(Refused):
        redacting.leave_out(
            minutes, actor=held.secretary, passage=passage, ground=Ground.SECRET, why=why
        )


def test_only_signed_minutes_are_published_and_only_by_those_who_may() -> None:
    held = make_held(remarks_days=0)
    minutes = draw_up(held)
    with pytest.raises(Refused):
        publishing.publish(minutes, actor=held.secretary)
    sign(held, minutes)
    for other in (held.members[0], make_secretary(), make_user()):
        with pytest.raises(Refused):
            publishing.publish(minutes, actor=other)
    publishing.publish(minutes, actor=held.secretary)
    assert minutes_now(minutes).stage == MinutesStage.PUBLISHED


def test_what_is_left_out_later_takes_the_place_of_the_first_copy() -> None:
    held = make_held(remarks_days=0)
    minutes = publish(held)
    with pytest.raises(Refused, match="Нищо"):
        publishing.publish(minutes, actor=held.secretary, why="пак")
    redacting.leave_out(
        minutes, actor=held.secretary, passage="Непубличен", ground=Ground.PERSONAL, why="искане"
    )
    with pytest.raises(Refused):
        publishing.publish(minutes, actor=held.secretary)
    copy = publishing.publish(minutes, actor=held.secretary, why="Заличено име по искане.")
    assert copy.number == 2
    assert list(PublishedCopy.objects.public()) == [copy]
    kept = Rendition.objects.filter(kind="minutes.pdf").values_list("key", flat=True)
    assert list(kept) == [f"minutes.pdf:{held.meeting.public_id}:2:bg"]


def test_a_correction_is_a_new_version_and_the_old_copy_stays_until_the_next() -> None:
    held = make_held(remarks_days=0)
    minutes = publish(held)
    first = minutes.current()
    with pytest.raises(Refused):
        drafting.correct(minutes, actor=held.secretary, why=" ")
    with pytest.raises(Refused):
        drafting.revise(minutes, actor=held.secretary, part="closing", text="х", read=1)
    drafting.correct(minutes, actor=held.secretary, why="Сгрешен час на закриване")
    assert PublishedCopy.objects.public().get().number == 1
    drafting.revise(
        minutes_now(minutes), actor=held.secretary, part="closing", text="Край в 18 ч.", read=2
    )
    with pytest.raises(Refused):
        publishing.publish(minutes_now(minutes), actor=held.secretary)
    sign(held, minutes)
    publishing.publish(minutes_now(minutes), actor=held.secretary, why="Поправен час")
    copy = PublishedCopy.objects.public().get()
    assert (copy.number, copy.version.number) == (2, 3)
    first.refresh_from_db()
    assert first.digest == digest_of(first.content)


def test_the_database_holds_what_is_signed() -> None:
    held = make_held(remarks_days=0)
    minutes = publish(held)
    version = minutes.current()
    copy = PublishedCopy.objects.get()
    attacks: list[Callable[[], object]] = [
        lambda: MinutesVersion.objects.filter(pk=version.pk).update(content={}),
        lambda: MinutesVersion.objects.filter(pk=version.pk).delete(),
        lambda: Signature.objects.update(name="Друг"),
        lambda: PublishedCopy.objects.filter(pk=copy.pk).update(content={}),
        lambda: Minutes.objects.filter(pk=minutes.pk).update(stage="draft"),
        lambda: Minutes.objects.filter(pk=minutes.pk).update(version=2),
        lambda: Minutes.objects.filter(pk=minutes.pk).delete(),
        lambda: MinutesVersion.objects.create(
            minutes=minutes,
            number=2,
            content={},
            digest="0" * 64,
            made_by=held.secretary,
            made_at=version.made_at,
        ),
        lambda: Signature.objects.create(
            version=version, signer="chair", name="х", by=held.secretary, at=version.made_at
        ),
        lambda: Remark.objects.create(
            minutes=minutes, version=1, attendee=held.chair, text="х", at=version.made_at
        ),
    ]
    for attack in attacks:
        with pytest.raises(DatabaseError), transaction.atomic():
            attack()


def test_the_database_asks_for_both_signatures_in_their_order() -> None:
    held = make_held(remarks_days=0)
    minutes = draw_up(held)
    with pytest.raises(DatabaseError), transaction.atomic():
        Signature.objects.create(
            version=minutes.current(),
            signer="chair",
            name="х",
            by=held.secretary,
            at=minutes.drawn_up_at,
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        minutes.changes.create(
            source="draft",
            target="signed",
            step="sign",
            actor=held.secretary,
            at=minutes.drawn_up_at,
        )
    with pytest.raises(DatabaseError), transaction.atomic():
        PublishedCopy.objects.create(
            minutes=minutes,
            version=minutes.current(),
            number=1,
            content={},
            digest="0" * 64,
            record_number=1,
            root="",
            by=held.secretary,
            at=minutes.drawn_up_at,
        )


def test_how_late_minutes_are_is_said_openly(clock: Clock) -> None:
    clock.step_to(in_days(1, "12:00"))  # an hour ago must not be yesterday
    held = make_held(remarks_days=0, minutes_days=3)

    before = publishing.due(held.meeting, [], portal_clock.today())
    assert before is not None
    assert before.days_late == 0
    clock.step(timedelta(days=20))
    late = publishing.due(held.meeting, [], portal_clock.today())
    assert late is not None
    assert late.days_late == (portal_clock.today() - late.on).days
    publish(held)
    copies = list(PublishedCopy.objects.all())
    clock.step(timedelta(days=20))
    after = publishing.due(held.meeting, copies, portal_clock.today())
    assert after is not None
    assert (after.days_late, after.days_taken) == (late.days_late, 20)


@pytest.mark.parametrize(
    ("url", "consent"),
    [
        ("javascript:alert(1)", "обявено"),
        ("ftp://example.bg/a", "обявено"),
        ("https://", "обявено"),
        ("https://video.example.bg/1", " "),
    ],
)
def test_a_recording_needs_an_address_and_the_consent(url: str, consent: str) -> None:
    held = make_held()
    with pytest.raises(Refused):
        recordings.link(
            held.meeting,
            actor=held.secretary,
            kind=RecordingKind.RECORDING,
            url=url,
            consent=consent,
        )


def test_a_recording_is_linked_once_and_taken_away() -> None:
    held = make_held()

    def link(held: Held) -> Any:
        return recordings.link(
            held.meeting,
            actor=held.secretary,
            kind=RecordingKind.RECORDING,
            url="https://video.example.bg/1",
            consent="Обявено в началото, никой не възрази.",
        )

    made = link(held)
    with pytest.raises(Refused):
        link(held)
    recordings.unlink(made, actor=held.secretary)
    with pytest.raises(Refused):
        recordings.unlink(made, actor=held.secretary)
    link(held)
    with pytest.raises(Refused):
        link(make_held(is_open=False))
