"""What follows as a meeting ends for those who stayed away: a warning, a duty, or the end."""

from django.utils.translation import gettext as _

from forums.bodies import leaving
from forums.bodies.absences import HOLDER, Absent
from forums.bodies.models import Body, Membership, Release
from forums.bodies.procedure import locked, tell
from prestizh.accounts.models import Representation, User
from prestizh.ledger.record import record
from prestizh.meetings.models import Meeting
from prestizh.outbox.post import enqueue
from prestizh.terms import sofia_day


def follow_absences(meeting: Meeting, *, actor: User) -> None:
    """Warn before the limit; at the limit say what the rules make of it, and end what ends itself.

    A membership that a release must end stays until somebody records it: it is on the secretary's
    list (`forums.bodies.duties`).
    """
    counts = {
        one.holder: one.absences or 0
        for one in meeting.attendees.filter(absences__gt=0, stands_for=None)
    }
    if not counts:
        return
    body = locked(Body.objects.get(subject=meeting.subject))
    keys = [int(holder.removeprefix(HOLDER)) for holder in counts]
    sitting = Membership.objects.current().select_for_update(of=("self",)).filter(pk__in=keys)
    for member in sitting.select_related("user", "organisation").order_by("pk"):
        member.body = body
        absent = Absent(member, counts[f"{HOLDER}{member.pk}"], str(meeting))
        if absent.is_near or absent.is_reached:
            _follow(absent, meeting, actor)
    tell(body)


def _follow(absent: Absent, meeting: Meeting, actor: User) -> None:
    member, body = absent.member, absent.member.body
    ends_now = absent.is_due and body.absence_ends_itself
    record(
        body.subject,
        "member.absences_reached" if absent.is_reached else "member.absences_warned",
        actor=actor,
        public={
            "member": str(member.pk),
            "meeting": meeting.public_id,
            "absences": str(absent.number),
            "limit": str(absent.limit),
        },
    )
    for reader in readers_of(member):
        enqueue(
            "member.absences",
            key=f"absences:{member.pk}:{meeting.public_id}:{reader.pk}",
            to=reader,
            context={"member": member.pk, "meeting": meeting.pk, "absences": absent.number},
        )
    if ends_now:
        assert meeting.closed_at is not None  # noqa: S101 - asked of a meeting that was closed
        day, note = sofia_day(meeting.closed_at), _("By the rules: %(ground)s")
        said = note % {"ground": absent.ground}
        leaving.end(member, actor=actor, ground=Release.ABSENCES, note=said, on=day)


def readers_of(member: Membership) -> list[User]:
    """The member, and whoever is confirmed to speak for the organisation that holds the seat."""
    readers = [member.user] if member.user else []
    if member.organisation_id is not None:
        speaking = Representation.objects.current().filter(
            organisation=member.organisation_id, verified_at__isnull=False
        )
        readers += [
            one.user
            for one in speaking.select_related("user").order_by("pk")
            if one.user_id != member.user_id
        ]
    return readers
