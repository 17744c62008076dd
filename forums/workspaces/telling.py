"""Telling people what is new in their rooms: one mail a person and day at most.

After six in the evening every tick finds the last six o'clock that has passed. For each room it
looks what others did since a person was last told, writes one message for each person whom
anything concerns, and moves `told_until`, in one transaction. Its key holds the person and the
day, so that a doubled beat adds none. The mail says how much is new and where, never what: a
mailbox is no closed room.
"""

from collections import defaultdict
from datetime import datetime, timedelta

from django.db import transaction

from forums.workspaces.activity import for_person, happened
from forums.workspaces.models import Hearing, Workspace, people_of
from forums.workspaces.room import entered
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.outbox.digest import last_six
from prestizh.outbox.post import enqueue

# Who is new in a room is told at first what happened within a day.
AT_FIRST = timedelta(hours=24)


@transaction.atomic
def silence(workspace: Workspace, *, actor: User) -> None:
    """Send this person no more mails of what is new in the room. Raises `Refused`."""
    row = entered(workspace, actor)
    Hearing.objects.update_or_create(
        workspace=row,
        user=actor,
        defaults={"silenced_at": clock.now()},
        create_defaults={"silenced_at": clock.now(), "told_until": clock.now()},
    )


@transaction.atomic
def hear_again(workspace: Workspace, *, actor: User) -> None:
    """Send them again, from now on. Raises `Refused`."""
    row = entered(workspace, actor)
    defaults = {"silenced_at": None, "told_until": clock.now()}
    Hearing.objects.update_or_create(workspace=row, user=actor, defaults=defaults)


def is_silenced(workspace: Workspace, user: User) -> bool:
    """Whether the person wants no mails from this room."""
    rows = Hearing.objects.filter(workspace=workspace, user=user)
    return rows.exclude(silenced_at=None).exists()


def write_digests() -> int:
    """Write the mails that are due; returns how many. Running it again writes none."""
    until = last_six(clock.now())
    with transaction.atomic():
        windows: dict[int, dict[int, datetime]] = defaultdict(dict)
        readers: dict[int, User] = {}
        for workspace in Workspace.objects.select_related("body"):
            for user, since in _told_now(workspace, until):
                readers[user.pk] = user
                windows[user.pk][workspace.pk] = since
        for pk, rooms in windows.items():
            _ask_for_mail(readers[pk], rooms, until)
    return len(windows)


def _told_now(workspace: Workspace, until: datetime) -> list[tuple[User, datetime]]:
    """Those for whom something is new, with up to when they had been told; moves that on."""
    hearings = {
        row.user_id: row for row in Hearing.objects.select_for_update().filter(workspace=workspace)
    }
    people = list(people_of(workspace.body))
    since = {
        person.pk: hearings[person.pk].told_until if person.pk in hearings else until - AT_FIRST
        for person in people
    }
    behind = [person for person in people if since[person.pk] < until]
    if not behind:
        return []
    found = happened(workspace, min(since[person.pk] for person in behind), until)
    for person in behind:
        Hearing.objects.update_or_create(
            workspace=workspace, user=person, defaults={"told_until": until}
        )
    return [
        (person, since[person.pk])
        for person in behind
        if not (person.pk in hearings and hearings[person.pk].silenced_at)
        and for_person(found, person.pk, since[person.pk])
    ]


def _ask_for_mail(user: User, rooms: dict[int, datetime], until: datetime) -> None:
    enqueue(
        "workspace.digest",
        key=f"workspace_digest:{user.pk}:{until:%Y-%m-%d}",
        to=user,
        context={
            "until": until.isoformat(),
            **{f"since:{pk}": since.isoformat() for pk, since in rooms.items()},
        },
    )
