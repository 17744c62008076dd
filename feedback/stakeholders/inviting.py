"""From the map in one step: letters to the offices of the chosen stakeholders."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback.stakeholders.models import Invitation, Stakeholder, Turnout
from feedback.stakeholders.occasions import Occasion
from feedback.stakeholders.personal import obstacles
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.outbox.post import enqueue
from prestizh.refusal import Obstacle, Refused, refuse_if_any


@dataclass(frozen=True, slots=True)
class Invited:
    """What came of it: who got a letter now, who had one, who has no office to write to."""

    now: tuple[Stakeholder, ...]
    before: tuple[Stakeholder, ...]
    without_contact: tuple[Stakeholder, ...]


@transaction.atomic
def invite(chosen: Iterable[Stakeholder], occasion: Occasion, *, actor: User) -> Invited:
    """Write to the office of each; asked again, nobody gets a second letter. Raises `Refused`."""
    access.require(actor, "stakeholder.manage")
    if not occasion.is_open:
        raise Refused(Obstacle(_("It isn't open: nobody could come any more."), field="occasion"))
    keys = [row.pk for row in chosen]
    rows = list(
        Stakeholder.objects.on_the_map().select_for_update().filter(pk__in=keys).order_by("subject")
    )
    if not rows:
        raise Refused(Obstacle(_("Choose whom to invite."), field="stakeholders"))
    known = set(
        Invitation.objects.filter(kind=occasion.kind, key=occasion.key).values_list(
            "stakeholder", flat=True
        )
    )
    before = tuple(row for row in rows if row.pk in known)
    mute = tuple(row for row in rows if row.pk not in known and not row.office_email)
    now = tuple(row for row in rows if row.pk not in known and row.office_email)
    if not now and not before:
        sentence = _("None of them has the mail of an office. Reach them in their own way.")
        raise Refused(Obstacle(sentence, field="stakeholders"))
    for row in now:
        _invite(row, occasion, actor)
    return Invited(now, before, mute)


def _invite(row: Stakeholder, occasion: Occasion, actor: User) -> None:
    made = Invitation.objects.create(
        stakeholder=row,
        kind=occasion.kind,
        key=occasion.key,
        title=occasion.title,
        by=actor,
        at=clock.now(),
    )
    enqueue(
        "stakeholder.invited",
        key=f"stakeholder_invited:{row.public_id}:{occasion.name}",
        to=row.office_email,
        language="bg",
        context={"invitation": made.pk},
    )
    private = {"kind": occasion.kind.value, "occasion": occasion.key, "title": occasion.title}
    record(row.subject, "stakeholder.invited", actor=actor, private=private)


@transaction.atomic
def note_turnout(occasion: Occasion, *, actor: User, stakeholder: Stakeholder, how: str) -> Turnout:
    """Say that it came though no account says so, and how. Raises `Refused`."""
    access.require(actor, "stakeholder.manage")
    rows = Stakeholder.objects.select_for_update(no_key=True, of=("self",))
    row: Stakeholder = rows.get(pk=stakeholder.pk)
    if not how.strip():
        raise Refused(Obstacle(_("Say how it took part."), field="how"))
    refuse_if_any(obstacles({"how": how}))
    if row.turnouts.filter(kind=occasion.kind, key=occasion.key).exists():
        raise Refused(Obstacle(_("It is noted already that it came."), field="stakeholder"))
    made: Turnout = Turnout.objects.create(
        stakeholder=row,
        kind=occasion.kind,
        key=occasion.key,
        how=how.strip(),
        by=actor,
        at=clock.now(),
    )
    private = {"kind": occasion.kind.value, "occasion": occasion.key, "how": made.how}
    record(row.subject, "stakeholder.came", actor=actor, private=private)
    return made
