"""Convening: the lawful notice, the frozen rules and roll, the invitations."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Max
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.documents.keeping import publish
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.meetings import hosts, letters
from prestizh.meetings.hosts import Entitled, MeetingRules
from prestizh.meetings.models import Kind, Meeting, Mode
from prestizh.meetings.procedure import advance, host_at_work, lawful_move, locked, tell
from prestizh.meetings.rolls import write_down
from prestizh.meetings.rules import Base, read_rule
from prestizh.meetings.stages import MeetingStep
from prestizh.places.calendar import calendar
from prestizh.refusal import Obstacle, refuse_if_any
from prestizh.terms import GENERAL, WorkingDays, backward_latest, sofia_day
from prestizh.ui.dates import day_text

ONE_DAY = timedelta(days=1)
# As long as a body's notice may be, and the longest break of working days after it.
FARTHEST = 120
HERE = frozenset({Mode.IN_PERSON, Mode.HYBRID})
ON_THE_LINE = frozenset({Mode.ONLINE, Mode.HYBRID})


def last_day_of_notice(meeting: Meeting, notice_days: int, days: WorkingDays) -> date:
    """The last lawful day to send the notice: so many clear days before the meeting (ЗЗД, чл. 72)."""
    return backward_latest(sofia_day(meeting.starts_at), notice_days, days)


def first_lawful_day(today: date, notice_days: int, days: WorkingDays) -> date:
    """The first day for which a notice sent `today` is in time."""
    return next(
        day
        for day in (today + ONE_DAY * number for number in range(1, FARTHEST))
        if backward_latest(day, notice_days, days) >= today
    )


def obstacles(meeting: Meeting, rules: MeetingRules, roll: list[Entitled]) -> list[Obstacle]:
    """What is in the way of convening."""
    now = clock.now()
    found = []
    if meeting.starts_at <= now:
        found.append(Obstacle(_("The beginning must lie in the future."), "", "starts_at"))
    if not meeting.items.exists():
        found.append(Obstacle(_("Put at least one item on the agenda."), "", "agenda"))
    if meeting.mode in HERE and not meeting.place:
        found.append(Obstacle(_("Say where the meeting is held."), "", "place"))
    if meeting.mode in ON_THE_LINE and not meeting.link:
        found.append(Obstacle(_("Give the address for joining online."), "", "link"))
    if meeting.is_written and meeting.ends_at is None:
        found.append(Obstacle(_("Say until when the members can vote in writing."), "", "ends_at"))
    if not any(one.has_vote for one in roll):
        found.append(Obstacle(_("Nobody with a vote sits in the body yet."), "", "roll"))
    if read_rule(rules.quorum).base not in {Base.SEATS, Base.MEMBERS}:
        sentence = _("The body's quorum must be a share of its seats or of its members.")
        found.append(Obstacle(sentence, "", "quorum"))
    return [*found, *_short_notice(meeting, rules, sofia_day(now))]


def _short_notice(meeting: Meeting, rules: MeetingRules, today: date) -> list[Obstacle]:
    """Whether the notice comes too late; an extraordinary meeting may say why it does."""
    extraordinary = meeting.kind == Kind.EXTRAORDINARY
    days = calendar()
    latest = last_day_of_notice(meeting, rules.notice_days, days)
    if today <= latest or (extraordinary and meeting.short_notice_reason.strip()):
        return []
    if extraordinary:
        sentence = _("Say why the meeting can't wait: the notice is shorter than the rules ask.")
        return [Obstacle(sentence, str(GENERAL), "short_notice_reason")]
    values = {
        "days": rules.notice_days,
        "day": day_text(sofia_day(meeting.starts_at), "date"),
        "latest": day_text(latest, "date"),
        "first": day_text(first_lawful_day(today, rules.notice_days, days), "date"),
    }
    told = ngettext(
        "The rules ask for %(days)d clear day of notice: for a meeting on %(day)s the last lawful "
        "day to send it was %(latest)s. With a notice sent today the meeting can be held on "
        "%(first)s at the earliest.",
        "The rules ask for %(days)d clear days of notice: for a meeting on %(day)s the last lawful "
        "day to send it was %(latest)s. With a notice sent today the meeting can be held on "
        "%(first)s at the earliest.",
        rules.notice_days,
    )
    return [Obstacle(told % values, str(GENERAL), "starts_at")]


def before_convening(meeting: Meeting) -> list[Obstacle]:
    """The same for a page that shows the gate."""
    host = hosts.host(meeting.host_kind)
    return obstacles(meeting, host.rules(meeting.subject), host.roll(meeting.subject))


@transaction.atomic
def convene(meeting: Meeting, *, actor: User) -> Meeting:
    """Send the notice: from now on the meeting is public, its rules and its roll stay as they are.

    Raises `Refused`.
    """
    # The numbers of a host's meetings are given one after another.
    list(
        Meeting.objects.select_for_update(no_key=True)
        .filter(subject=meeting.subject)
        .order_by("pk")
    )
    row = locked(meeting)
    move = lawful_move(row, MeetingStep.CONVENE, actor, "meeting.convene")
    facts = host_at_work(row)
    host = hosts.host(row.host_kind)
    rules, roll = host.rules(row.subject), host.roll(row.subject)
    refuse_if_any(obstacles(row, rules, roll))
    now = clock.now()
    _freeze(row, rules)
    numbers = Meeting.objects.filter(subject=row.subject).aggregate(last=Max("number"))
    row.number = (numbers["last"] or 0) + 1
    row.convened_at, row.host_is_public = now, facts.is_public
    row.notice_deadline = last_day_of_notice(row, rules.notice_days, calendar())
    row.save()
    advance(row, move, actor=actor, at=now)
    write_down(row, roll)
    _lay_papers_open(row)
    letters.invite(row)
    _record(row, actor)
    tell(row)
    return row


def _freeze(meeting: Meeting, rules: MeetingRules) -> None:
    for name in (
        "seats",
        "quorum",
        "majority",
        "notice_days",
        "proxies",
        "most_proxies",
        "parity",
        "remarks_days",
        "minutes_days",
    ):
        setattr(meeting, name, getattr(rules, name))


def _lay_papers_open(meeting: Meeting) -> None:
    if not meeting.is_public or meeting.convened_at is None:
        return
    for paper in meeting.papers.filter(is_private=False).select_related("document"):
        publish(paper.document, meeting.convened_at)


def _record(meeting: Meeting, actor: User) -> None:
    items = meeting.items.order_by("position").values_list("title", flat=True)
    papers = meeting.papers.filter(is_private=False).select_related("document")
    fields = {
        "meeting": meeting.public_id,
        "number": str(meeting.number),
        "kind": meeting.kind,
        "mode": meeting.mode,
        "starts_at": meeting.starts_at.isoformat(),
        "place": meeting.place,
        "notice_days": str(meeting.notice_days),
        "notice_deadline": str(meeting.notice_deadline),
        "quorum": meeting.quorum,
        "majority": meeting.majority,
        "agenda": "\n".join(items),
        "papers": " ".join(paper.document.sha256 for paper in papers),
        "invited": str(meeting.attendees.count()),
        "short_notice_reason": meeting.short_notice_reason,
        "asked_by": meeting.asked_by,
        "askers": " ".join(holder for holder, _name in meeting.askers),
    }
    is_open = meeting.is_public
    record(
        meeting.subject,
        "meeting.convened",
        actor=actor,
        public=fields if is_open else {},
        private={} if is_open else fields,
    )


def may_be_convened_by(user: User, meeting: Meeting) -> bool:
    """Whether `user` may send the notice of this meeting."""
    return access.may(user, "meeting.convene", meeting.subject)
