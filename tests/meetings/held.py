"""A meeting that was held, made of rows: what minutes are drawn up from."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from forums.bodies.models import Body, Membership
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.meetings.minutes import drafting, publishing, signing
from prestizh.meetings.models import (
    AgendaItem,
    Attendee,
    Ballot,
    Conflict,
    Decision,
    Guest,
    Meeting,
    MeetingChange,
    Minutes,
    Motion,
    Paper,
    SeparateOpinion,
)
from tests.factories import make_user
from tests.forums.making import make_body, make_member, make_secretary

STEPS = (
    ("", "planned", "plan"),
    ("planned", "convened", "convene"),
    ("convened", "opened", "open"),
    ("opened", "closed", "close"),
)


@dataclass(frozen=True, slots=True)
class Held:
    """A meeting that was held an hour ago, its secretary and three members; the first chaired."""

    body: Body
    meeting: Meeting
    secretary: User
    members: tuple[User, ...]
    attendees: tuple[Attendee, ...]

    @property
    def chair(self) -> Attendee:
        return self.attendees[0]

    @property
    def items(self) -> list[AgendaItem]:
        return list(self.meeting.items.all())


def make_held(*, secretary: User | None = None, member: User | None = None, **fields: Any) -> Held:
    """A meeting with two items, of which the second was heard without the public."""
    secretary = secretary or make_secretary()
    body = make_body(secretary=secretary)
    people = [member or make_user(), make_user(), make_user()]
    sits = [make_member(body, user) for user in people]
    meeting = make_meeting(body, secretary, **fields)
    presences = ("present", "online", "excused")
    attendees = tuple(
        make_attendee(meeting, seat, presence=presence)
        for seat, presence in zip(sits, presences, strict=True)
    )
    fill_agenda(meeting, secretary, attendees)
    hold(meeting, secretary)
    return Held(body, meeting, secretary, tuple(people), attendees)


def make_meeting(body: Body, secretary: User, **fields: Any) -> Meeting:
    """The row of a meeting with everything that its stages will ask for."""
    now = clock.now()
    values: dict[str, Any] = {
        "host_kind": "body",
        "subject": body.subject,
        "host_is_public": True,
        "number": 1,
        "place": "Зала 1 на общината",
        "starts_at": now - timedelta(hours=2),
        "planned_by": secretary,
        "planned_at": now - timedelta(hours=3),
        "convened_at": now - timedelta(hours=3),
        "notice_deadline": clock.today(),
        "opened_at": now - timedelta(hours=2),
        "closed_at": now - timedelta(hours=1),
        "seats": 9,
        "quorum": "> 1/2 of members",
        "majority": "> 1/2 of present",
        "remarks_days": 3,
        "minutes_days": 7,
        "quorum_members": 3,
        "quorum_present": 2,
        "quorum_needed": 2,
        "quorum_met": True,
        **fields,
    }
    made: Meeting = Meeting.objects.create(**values)
    return made


def make_attendee(meeting: Meeting, seat: Membership, **fields: Any) -> Attendee:
    """One member of the roll."""
    values = {"holder": f"member:{seat.pk}", "user": seat.user, "name": seat.name, **fields}
    made: Attendee = Attendee.objects.create(meeting=meeting, **values)
    return made


def fill_agenda(meeting: Meeting, secretary: User, attendees: tuple[Attendee, ...]) -> None:
    """What was talked over, voted on and decided."""
    now = clock.now()
    first = AgendaItem.objects.create(
        meeting=meeting,
        position=1,
        title="План за младежта за 2027 г.",
        speaker="отдел „Младежки дейности“",
        notes="Обсъдиха се мерките за спорта. Думата взе и Иван Непубличен от квартала.",
        added_at=now,
    )
    closed = AgendaItem.objects.create(
        meeting=meeting,
        position=2,
        title="Стипендия на ученик",
        text="ЗАКРИТО-ТЕКСТ",
        speaker="ЗАКРИТО-ДОКЛАДЧИК",
        notes="ЗАКРИТО-БЕЛЕЖКИ",
        is_closed=True,
        added_at=now,
    )
    motion = Motion.objects.create(
        item=first,
        text="Съветът подкрепя плана с бележките.",
        method="by_name",
        majority="> 1/2 of present",
        put_by=secretary,
        put_at=now,
    )
    for one, choice in zip(attendees[:2], ("for", "for"), strict=True):
        Ballot.objects.create(motion=motion, attendee=one, choice=choice, at=now)
    Motion.objects.filter(pk=motion.pk).update(
        taken_at=now,
        votes_for=2,
        votes_against=0,
        votes_abstain=0,
        present=2,
        whole=2,
        needed=2,
        quorum_ok=True,
        carried=True,
    )
    Motion.objects.create(
        item=closed,
        text="ЗАКРИТО-ПРЕДЛОЖЕНИЕ",
        method="secret",
        majority="> 1/2 of present",
        put_by=secretary,
        put_at=now,
        taken_at=now,
        votes_for=1,
        votes_against=1,
        votes_abstain=0,
        present=2,
        whole=2,
        needed=2,
        quorum_ok=True,
        carried=False,
    )
    Decision.objects.create(
        meeting=meeting,
        item=first,
        motion=motion,
        number=1,
        kind="decision",
        text="Подкрепя плана за младежта с направените бележки.",
        at=now,
        by=secretary,
    )
    SeparateOpinion.objects.create(
        item=first, attendee=attendees[1], text="Средствата за спорт не стигат.", at=now
    )
    SeparateOpinion.objects.create(
        item=closed, attendee=attendees[1], text="ЗАКРИТО-МНЕНИЕ", at=now
    )
    Conflict.objects.create(item=first, attendee=attendees[2], statement="ЛИЧНО-КОНФЛИКТ", at=now)
    Guest.objects.create(
        meeting=meeting, name="Гост Гостев", represents="вестник", may_be_named=True, added_at=now
    )
    Guest.objects.create(meeting=meeting, name="ЛИЧНО-ГОСТ", represents="ЛИЧНО-ОТ", added_at=now)


def hold(meeting: Meeting, secretary: User) -> None:
    """Lead the meeting through its steps to the end."""
    for source, target, step in STEPS:
        MeetingChange.objects.create(
            meeting=meeting,
            source=source,
            target=target,
            step=step,
            actor=secretary,
            at=clock.now(),
        )
    meeting.refresh_from_db()


def draw_up(held: Held) -> Minutes:
    """The minutes as a draft."""
    return drafting.draw_up(held.meeting, actor=held.secretary, chaired_by=held.chair)


def send(held: Held) -> Minutes:
    """The minutes open for remarks."""
    return drafting.send_for_remarks(draw_up(held), actor=held.secretary)


def sign(held: Held, minutes: Minutes) -> Minutes:
    """The minutes signed by both; the rules give no days for remarks, or these are over."""
    minutes.refresh_from_db()
    signing.sign(minutes, actor=held.secretary, read=minutes.version)
    signing.sign(minutes, actor=held.members[0], read=minutes.version)
    minutes.refresh_from_db()
    return minutes


def publish(held: Held) -> Minutes:
    """The minutes signed at once and published."""
    minutes = sign(held, draw_up(held))
    publishing.publish(minutes, actor=held.secretary)
    minutes.refresh_from_db()
    return minutes


def add_paper(meeting: Meeting, by: User, *, title: str, document: Any, is_private: bool) -> Paper:
    """A paper of the first item."""
    made: Paper = Paper.objects.create(
        meeting=meeting,
        item=meeting.items.first(),
        document=document,
        title=title,
        is_private=is_private,
        added_by=by,
        added_at=clock.now(),
    )
    return made


def minutes_now(minutes: Minutes) -> Minutes:
    """The row as it stands."""
    found: Minutes = Minutes.objects.get(pk=minutes.pk)
    return found
