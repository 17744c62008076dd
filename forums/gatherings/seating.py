"""Places at the tables of a citizen forum: in the order of coming, within the shares."""

from forums.gatherings.models import Registration, Sex, State, Table


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
