"""What is missing before the registration of a forum can be opened."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from forums.gatherings.models import Forum, Table, TableKind
from forums.gatherings.models.forum import OBLIGATORY
from forums.gatherings.seating import shares_of
from forums.gatherings.shares import overfull
from prestizh.ledger import clock
from prestizh.refusal import Obstacle
from prestizh.terms import sofia_day


def obstacles(forum: Forum) -> list[Obstacle]:
    """What is missing before the registration can be opened."""
    found = []
    if forum.registration_ends_on < sofia_day(clock.now()):
        found.append(
            Obstacle(_("The last day to register is past already."), "", "registration_ends_on")
        )
    missing = _of_the_draw(forum) if forum.is_drawn_by_lot else _of_the_tables(forum)
    return [*found, *missing]


def _of_the_draw(forum: Forum) -> Iterator[Obstacle]:
    if not forum.cells.exists():
        yield Obstacle(_("Enter the population by area, age and sex."), "", "text")
    if not forum.seed_source:
        yield Obstacle(_("Say beforehand which public source gives the seed."), "", "seed_source")


def _of_the_tables(forum: Forum) -> Iterator[Obstacle]:
    tables = list(forum.tables.all())
    kinds = {table.kind for table in tables}
    for kind in OBLIGATORY:
        if kind not in kinds:
            yield Obstacle(_("A table is missing: %(kind)s.") % {"kind": TableKind(kind).label})
    if TableKind.INTEREST not in kinds:
        yield Obstacle(_("Add the tables of the interests."))
    yield from _of_the_places(forum, [table for table in tables if table.has_vote])


def _of_the_places(forum: Forum, tables: list[Table]) -> Iterator[Obstacle]:
    """Whether the frame promises what the tables have, and every share can be reached at each."""
    together = sum(table.places for table in tables)
    if tables and together != forum.places:
        yield Obstacle(
            _(
                "The tables that vote have %(together)d places together, the frame says %(places)d. "
                "Make them equal."
            )
            % {"together": together, "places": forum.places},
            "",
            "places",
        )
    shares = shares_of(forum)
    for table in tables:
        if overfull(shares, table.places):
            yield Obstacle(
                _(
                    "At table %(number)d the kept places would be more than the %(places)d it has: "
                    "lower the shares or give it more places."
                )
                % {"number": table.number, "places": table.places},
                "",
                "kept_shares",
            )
