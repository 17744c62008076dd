"""Places at the tables of a citizen forum: in the order of coming, within the shares."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.gatherings.models import Registration, Sex, State, Table
from forums.gatherings.procedure import run, show
from prestizh.accounts.models import User
from prestizh.ledger.record import record
from prestizh.refusal import Refused


def has_place(registration: Registration, table: Table) -> bool:
    """Whether this person can sit down there: a place is free and isn't kept for women.

    So many of the table's places are kept for women that their share can still be reached.
    """
    seated = table.people.filter(state=State.SEATED)
    taken = seated.count()
    if taken >= table.places:
        return False
    if registration.sex == Sex.WOMAN:
        return True
    wanted = -(-table.places * registration.forum.women_percent // 100)
    missing = max(0, wanted - seated.filter(sex=Sex.WOMAN).count())
    return table.places - taken > missing


def give_place(registration: Registration) -> Registration:
    """Seat a person at the table of their wish, or put them into its reserve."""
    table = registration.table
    fits = table is not None and has_place(registration, table)
    registration.state = State.SEATED if fits else State.RESERVE
    registration.save(update_fields=["state"])
    return registration


def next_of_reserve(gone: Registration) -> Registration | None:
    """Who of the reserve of the same table waited longest and may have the place."""
    if gone.table is None:
        return None
    waiting = Registration.objects.filter(table=gone.table, state=State.RESERVE)
    rows = waiting.select_related("forum", "table").order_by("confirmed_at", "pk")
    return next((row for row in rows if has_place(row, gone.table)), None)


@transaction.atomic
def choose_spokesperson(registration: Registration, *, actor: User) -> Table:
    """Enter whom a table chose to speak for it; a later choice takes its place. Raises `Refused`."""
    forum = run(registration.forum, actor)
    row: Registration = Registration.objects.get(pk=registration.pk)
    if row.table_id is None or row.state != State.SEATED:
        raise Refused(_("Only who has a place at a table can speak for it."))
    table: Table = Table.objects.select_for_update().get(pk=row.table_id)
    table.spokesperson = row
    table.save(update_fields=["spokesperson"])
    record(
        forum.subject,
        "forum.spokesperson_chosen",
        actor=actor,
        public={"table": str(table.number)},
        private={"code": row.code},
    )
    show(forum)
    return table
