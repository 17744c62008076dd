"""Reminders that a mandate ends: what is due is computed from the day, so any beat is right.

90, 30 and 7 days before the last day the member and the secretaries are told, and once more after it
(0) the secretaries: nobody is released by time alone, so somebody has to act. Each is a message with
a key of membership, last day, number and reader; a doubled beat finds the row and adds none.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

from forums.bodies.models import Membership, Secretary
from forums.bodies.stages import BodyStage
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.outbox.post import enqueue

DAYS_BEFORE = (7, 30, 90)
AFTER = 0
# A mandate that ran out longer ago than this has been seen on the desk often enough.
DAYS_AFTER = 30


def due(last_day: date, today: date) -> int | None:
    """Which reminder is due on `today`: 90, 30 or 7 days before, 0 after the last day, or none.

    The last day itself still belongs to the mandate.
    """
    left = (last_day - today).days
    if left < 0:
        return AFTER if left >= -DAYS_AFTER else None
    return next((days for days in DAYS_BEFORE if left <= days), None)


def ending(today: date) -> "QuerySet[Membership]":
    """Who sits in a body at work with a mandate about whose end something is due."""
    rows: QuerySet[Membership] = Membership.objects.current().filter(
        body__stage=BodyStage.ACTIVE,
        mandate_ends_on__gte=today - timedelta(days=DAYS_AFTER),
        mandate_ends_on__lte=today + timedelta(days=max(DAYS_BEFORE)),
    )
    return rows.select_related("user").order_by("pk")


def remind() -> int:
    """Write the reminders that are due today; returns how many mandates were looked at."""
    today = clock.today()
    members = list(ending(today))
    keepers: dict[int, list[User]] = {}
    bodies = {member.body_id for member in members}
    rows = Secretary.objects.filter(ended_at=None, body__in=bodies).select_related("user")
    for secretary in rows:
        keepers.setdefault(secretary.body_id, []).append(secretary.user)
    for member in members:
        with transaction.atomic():
            _remind_of(member, keepers.get(member.body_id, []), today)
    return len(members)


def _remind_of(member: Membership, secretaries: list[User], today: date) -> None:
    if member.mandate_ends_on is None:
        return
    days = due(member.mandate_ends_on, today)
    if days is None:
        return
    readers = list(secretaries)
    if days != AFTER and member.user is not None and member.user not in readers:
        readers.append(member.user)
    for reader in readers:
        enqueue(
            "mandate.ends",
            key=f"mandate:{member.pk}:{member.mandate_ends_on}:{days}:{reader.pk}",
            to=reader,
            context={"member": member.pk, "days": days, "reader": reader.pk},
        )
