"""Sessions: planned, held with the attendance of each table, told in a bulletin."""

from collections.abc import Mapping
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.gatherings.models import Attendance, Forum, Session, Table
from forums.gatherings.procedure import must_be, run, show
from forums.gatherings.stages import ForumStage
from prestizh.accounts.models import User
from prestizh.egn import refuse_egn
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused
from prestizh.terms import sofia_day


@transaction.atomic
def plan(
    forum: Forum, *, actor: User, on: date, place: str, agenda: str, experts: str = ""
) -> Session:
    """Announce the next session. Raises `Refused` for a day before the last one."""
    row = run(forum, actor)
    must_be(row, ForumStage.WORKING)
    last = row.sessions.order_by("-number").first()
    if last is not None and on <= last.on:
        raise Refused(Obstacle(_("A session comes after the one before it."), "", "on"))
    refuse_egn({"place": place, "agenda": agenda, "experts": experts})
    session: Session = row.sessions.create(
        number=last.number + 1 if last else 1,
        on=on,
        place=place,
        agenda=agenda,
        experts=experts,
        planned_by=actor,
        planned_at=clock.now(),
    )
    public = {"session": str(session.number), "on": on.isoformat()}
    record(row.subject, "forum.session_planned", actor=actor, public=public)
    show(row)
    return session


@transaction.atomic
def hold(session: Session, *, actor: User, present: Mapping[Table, int]) -> Session:
    """Enter how many of each table were there; a table not given was absent. Raises `Refused`."""
    row, forum = locked(session, actor)
    if row.held_at is not None:
        raise Refused(_("The attendance of this session is entered already."))
    if row.on > sofia_day(clock.now()):
        raise Refused(_("This session is still to come."))
    _refuse_unfit(forum, present)
    Attendance.objects.bulk_create(
        Attendance(session=row, table=table, present=present.get(table, 0))
        for table in forum.tables.all()
    )
    row.held_at = clock.now()
    row.save(update_fields=["held_at"])
    counts = " ".join(
        f"{table.number}:{count}"
        for table, count in sorted(present.items(), key=lambda pair: pair[0].number)
    )
    public = {"session": str(row.number), "present": counts}
    record(forum.subject, "forum.session_held", actor=actor, public=public)
    show(forum)
    return row


def _refuse_unfit(forum: Forum, present: Mapping[Table, int]) -> None:
    for table, count in present.items():
        if table.forum_id != forum.pk:
            raise Refused(_("This table belongs to another forum."))
        if count > table.places:
            raise Refused(
                Obstacle(
                    _("Table %(number)d has %(places)d places: more can't have been there.")
                    % {"number": table.number, "places": table.places},
                    "",
                    f"table_{table.number}",
                )
            )
    if not any(count for table, count in present.items() if table.has_vote):
        raise Refused(_("No table that votes was there: that was no session."))


@transaction.atomic
def publish_bulletin(session: Session, *, actor: User, bulletin: str) -> Session:
    """Publish what the session came to; it stands from then on. Raises `Refused`."""
    row, forum = locked(session, actor)
    if row.held_at is None:
        raise Refused(_("Enter the attendance first."))
    if row.bulletin_at is not None:
        raise Refused(_("The bulletin of this session is published already."))
    if not bulletin.strip():
        raise Refused(Obstacle(_("Write the bulletin."), "", "bulletin"))
    refuse_egn({"bulletin": bulletin})
    row.bulletin, row.bulletin_at = bulletin.strip(), clock.now()
    row.save(update_fields=["bulletin", "bulletin_at"])
    public = {"session": str(row.number), "bulletin": row.bulletin}
    record(forum.subject, "forum.bulletin_published", actor=actor, public=public)
    show(forum)
    return row


def locked(session: Session, actor: User) -> tuple[Session, Forum]:
    """The locked rows of a session and its forum that is at work. Raises `Refused`."""
    forum = run(session.forum, actor)
    must_be(forum, ForumStage.WORKING)
    row: Session = Session.objects.select_for_update().get(pk=session.pk)
    row.forum = forum
    return row, forum
