"""What the administrator sees of the post: what waits, what failed, and trying it again."""

import logging
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from prestizh.ledger import clock
from prestizh.outbox import nudges
from prestizh.outbox.models import Message
from prestizh.refusal import Refused

if TYPE_CHECKING:
    from django.contrib.auth.base_user import AbstractBaseUser

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Standing:
    """The post at a glance: counts of messages, and since when the oldest due one waits."""

    due: int
    later: int
    failing: int
    set_aside: int
    oldest_due_at: datetime | None


def standing() -> Standing:
    """One query over the messages that are not done."""
    now = clock.now()
    waiting = Q(state=Message.State.WAITING)
    due = waiting & Q(due_at__lte=now)
    found = Message.objects.filter(
        state__in=[Message.State.WAITING, Message.State.SET_ASIDE]
    ).aggregate(
        due=Count("pk", filter=due),
        later=Count("pk", filter=waiting & Q(due_at__gt=now)),
        failing=Count("pk", filter=waiting & ~Q(error="")),
        set_aside=Count("pk", filter=Q(state=Message.State.SET_ASIDE)),
        oldest_due_at=Min("due_at", filter=due),
    )
    return Standing(**found)


def set_aside() -> QuerySet[Message]:
    """The messages that were given up, newest first, with their readers."""
    return (
        Message.objects.filter(state=Message.State.SET_ASIDE)
        .select_related("user")
        .order_by("-created_at", "-pk")
    )


def failing() -> QuerySet[Message]:
    """The messages that failed and will be tried again, the longest due first."""
    return (
        Message.objects.filter(state=Message.State.WAITING)
        .exclude(error="")
        .select_related("user")
        .order_by("due_at", "pk")
    )


def retry(message: Message, *, actor: "AbstractBaseUser") -> None:
    """Give a message that was set aside three new attempts, from now.

    Whether `actor` may (`operation.retry`) is asked by the page: the table of acts stands above
    the post. Refused when the message is no longer set aside.
    """
    with transaction.atomic():
        row = Message.objects.select_for_update().get(pk=message.pk)
        if row.state != Message.State.SET_ASIDE:
            raise Refused(_("This message is not set aside any more."))
        row.state = Message.State.WAITING
        row.attempts = 0
        row.postponed = 0
        row.next_attempt_at = clock.now()
        row.save(update_fields=["state", "attempts", "postponed", "next_attempt_at"])
        nudges.nudge()
    log.info("Message %s is tried again, as asked by user %s.", row.pk, actor.pk)
