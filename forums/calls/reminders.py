"""Reminders before a call ends: computed from the day, so that any number of beats is right.

The smallest of 7, 3 and 1 that is not less than the days left names the one that is due. It goes to
everybody who follows the call, and to everybody with an application that is not sent. Each is a
message with a key of call, number and reader, so a doubled beat adds none.
"""

from datetime import date, timedelta

from django.db import transaction

from consultations.reminders import due_before_end, start_of
from forums.bodies.models import publication_key as body_key
from forums.calls.models import Call, publication_key
from prestizh.ledger import clock
from prestizh.outbox.following import followers_of
from prestizh.outbox.models import Message
from prestizh.outbox.post import enqueue

ALL_CALLS = "calls:all"


def scopes_of(call: Call) -> list[str]:
    """Everything by which somebody may follow this call."""
    topics = call.body.topics.values_list("pk", flat=True)
    return [
        "everything",
        ALL_CALLS,
        publication_key(call.public_id),
        body_key(call.body.public_id),
        *(f"topic:{pk}" for pk in topics),
    ]


def remind() -> int:
    """Write the reminders that are due today; returns how many open calls were looked at."""
    today = clock.today()
    open_now = list(Call.objects.open_at(clock.now()).select_related("body"))
    for call in open_now:
        days = due_before_end(call.last_day, today) if call.last_day else None
        if days is not None and call.last_day is not None:
            with transaction.atomic():
                _remind_of(call, call.last_day, days)
    return len(open_now)


def _remind_of(call: Call, last_day: date, days: int) -> None:
    key = f"call_ends_soon:{call.public_id}:{days}:"
    context: dict[str, str | int] = {"call": call.pk, "days": days}
    told = set(Message.objects.filter(key__startswith=key).values_list("key", flat=True))
    drafts = call.applications.filter(state="draft").select_related("applicant")
    for draft in drafts:
        if f"{key}draft:{draft.public_id}" not in told:
            enqueue(
                "call.ends_soon",
                key=f"{key}draft:{draft.public_id}",
                to=draft.applicant,
                context={**context, "application": draft.pk},
            )
    since = start_of(last_day - timedelta(days=days))
    for follow in followers_of(scopes_of(call)).filter(confirmed_at__lt=since):
        if key + follow.address not in told:
            enqueue(
                "call.ends_soon",
                key=key + follow.address,
                to=follow.address,
                language=follow.language,
                context={**context, "follow": follow.pk},
            )
