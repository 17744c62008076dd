"""Places at the tables of a citizen forum: in the order of coming, within the shares."""

from collections.abc import Iterator

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.gatherings.models import Forum, Registration, Sex, State, Table
from forums.gatherings.models.forum import lines
from forums.gatherings.procedure import run, show
from forums.gatherings.shares import Person, Share, Trait, fits, read_shares
from prestizh.accounts.models import User
from prestizh.ledger.record import record
from prestizh.refusal import Refused


def shares_of(forum: Forum) -> tuple[Share, ...]:
    """All shares that the frame names, that of women first. Raises `shares.UnreadableShareError`."""
    others = read_shares(lines(forum.kept_shares), areas=forum.area_names, ages=forum.age_names)
    women = Share(Trait.SEX, Sex.WOMAN, forum.women_percent)
    return (women, *others) if forum.women_percent else others


def has_place(registration: Registration, table: Table) -> bool:
    """Whether this person can sit down there: a place is free and isn't kept for others.

    So many of the table's places are kept that every share can still be reached.
    """
    seated = table.people.filter(state=State.SEATED).values_list("sex", "area", "age")
    return fits(
        shares_of(registration.forum),
        table.places,
        [Person(*traits) for traits in seated],
        Person(registration.sex, registration.area, registration.age),
    )


def give_place(registration: Registration) -> Registration:
    """Seat a person at the table of their wish, or put them into its reserve."""
    table = registration.table
    is_seated = table is not None and has_place(registration, table)
    registration.state = State.SEATED if is_seated else State.RESERVE
    registration.save(update_fields=["state"])
    return registration


def move_up(table: Table) -> Iterator[Registration]:
    """Seat whoever of the reserve can sit down now, who waited longest first.

    One place that is left can let in more than one: who comes may reach the share for which
    another place was kept.
    """
    while (following := _next_of_reserve(table)) is not None:
        yield give_place(following)


def _next_of_reserve(table: Table) -> Registration | None:
    waiting = table.people.filter(state=State.RESERVE).select_related("forum", "table", "user")
    rows = waiting.order_by("confirmed_at", "pk")
    return next((row for row in rows if has_place(row, table)), None)


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
