"""The frame of a forum: its facts, its tables, its population; opening and ending it."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.bodies.models import Body
from forums.bodies.procedure import at_work
from forums.bodies.stages import BodyKind
from forums.gatherings.models import Forum, ForumChange, PopulationCell, Sex, Table, TableKind
from forums.gatherings.models.forum import lines
from forums.gatherings.papers import lay_open
from forums.gatherings.procedure import advance, must_be, run, show
from forums.gatherings.readiness import obstacles
from forums.gatherings.seating import shares_of
from forums.gatherings.shares import UnreadableShareError
from forums.gatherings.stages import METHOD_OF, ForumStage, ForumStep
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.egn import refuse_egn
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused, refuse_if_any

# What is filled in by hand; the acts take nothing else.
FACTS = (
    "aim",
    "aim_en",
    "organiser",
    "fund",
    "moderator",
    "code_of_work",
    "held_on",
    "held_at",
    "briefing_text",
    "places",
    "table_count",
    "women_percent",
    "kept_shares",
    "areas",
    "age_bands",
    "population_source",
    "registration_ends_on",
    "confirm_days",
    "seed_source",
)
BOUNDS = {
    "places": (1, 1000),
    "table_count": (1, 60),
    "women_percent": (0, 60),
    "confirm_days": (1, 30),
}
# What people relied on when they registered.
OF_THE_REGISTRATION = (
    "places",
    "women_percent",
    "kept_shares",
    "areas",
    "age_bands",
    "population_source",
    "registration_ends_on",
    "seed_source",
)


@transaction.atomic
def prepare(body: Body, *, actor: User, **facts: Any) -> Forum:
    """Begin to prepare the forum of a body of the right kind. Raises `Refused`."""
    row = at_work(body)
    access.require(actor, "forum.manage", row.subject)
    method = METHOD_OF.get(BodyKind(row.kind))
    if method is None:
        raise Refused(_("Only a citizen forum or a deliberative forum works like this."))
    if Forum.objects.filter(body=row).exists():
        raise Refused(_("This forum is being prepared already."))
    forum: Forum = Forum(body=row, method=method, created_at=clock.now())
    _set(forum, facts)
    forum.save()
    ForumChange.objects.create(
        forum=forum,
        method=method,
        target=ForumStage.PREPARING,
        step=ForumStep.PREPARE,
        actor=actor,
        at=forum.created_at,
    )
    record(row.subject, "forum.prepared", actor=actor)
    return forum


@transaction.atomic
def revise(forum: Forum, *, actor: User, **facts: Any) -> Forum:
    """Change the frame; of an opened forum nothing on which people relied. Raises `Refused`."""
    row = run(forum, actor)
    if row.stage != ForumStage.PREPARING:
        facts = {name: value for name, value in facts.items() if name not in OF_THE_REGISTRATION}
    changed = _set(row, facts)
    row.save(update_fields=changed or None)
    if changed and row.stage != ForumStage.PREPARING:
        public = {name: str(getattr(row, name)) for name in changed}
        record(row.subject, "forum.revised", actor=actor, public=public)
        show(row)
    return row


@transaction.atomic
def add_table(
    forum: Forum, *, actor: User, interest: str, places: int, kind: str, interest_en: str = ""
) -> Table:
    """Add a table while the forum is being prepared. Raises `Refused`."""
    row = run(forum, actor)
    must_be(row, ForumStage.PREPARING)
    if kind != TableKind.INTEREST and row.tables.filter(kind=kind).exists():
        raise Refused(Obstacle(_("There is such a table already."), "", "kind"))
    if not 3 <= places <= 30:
        raise Refused(Obstacle(_("A table has three to thirty places."), "", "places"))
    refuse_egn({"interest": interest, "interest_en": interest_en})
    last = row.tables.order_by("-number").values_list("number", flat=True).first() or 0
    table: Table = row.tables.create(
        number=last + 1, kind=kind, interest=interest, interest_en=interest_en, places=places
    )
    return table


@transaction.atomic
def remove_table(table: Table, *, actor: User) -> None:
    """Take a table away while the forum is being prepared. Raises `Refused`."""
    row = run(table.forum, actor)
    must_be(row, ForumStage.PREPARING)
    table.delete()


@transaction.atomic
def set_population(forum: Forum, *, actor: User, text: str) -> int:
    """Enter how many people live in each cell, a line each: area; age band; sex; number.

    The areas and age bands of the forum become those of the lines. Gives the number of cells.
    Raises `Refused` with the number of the line that can't be read.
    """
    row = run(forum, actor)
    must_be(row, ForumStage.PREPARING)
    cells = [_cell(number, line) for number, line in enumerate(lines(text), 1)]
    if len({cell[:3] for cell in cells}) != len(cells):
        raise Refused(Obstacle(_("The same kind of people is counted twice."), "", "text"))
    _refuse_gaps(cells)
    row.cells.all().delete()
    PopulationCell.objects.bulk_create(
        PopulationCell(forum=row, area=area, age=age, sex=sex, people=people)
        for area, age, sex, people in cells
    )
    row.areas = "\n".join(dict.fromkeys(cell[0] for cell in cells))
    row.age_bands = "\n".join(dict.fromkeys(cell[1] for cell in cells))
    row.save(update_fields=["areas", "age_bands"])
    return len(cells)


def _cell(number: int, line: str) -> tuple[str, str, str, int]:
    parts = [part.strip() for part in line.split(";")]
    people = parts[-1].replace(" ", "").replace("\xa0", "")
    is_sound = len(parts) == 4 and all(parts) and "|" not in line
    if not is_sound or parts[2] not in Sex.values or not people.isdecimal():
        raise Refused(
            Obstacle(
                _(
                    "Line %(number)d can't be read. Write: area; age band; жена or мъж; number of "
                    "people."
                )
                % {"number": number},
                "",
                "text",
            )
        )
    return parts[0], parts[1], parts[2], int(people)


def _refuse_gaps(cells: list[tuple[str, str, str, int]]) -> None:
    areas, ages = {cell[0] for cell in cells}, {cell[1] for cell in cells}
    if len(cells) != len(areas) * len(ages) * len(Sex.values) or not any(c[3] for c in cells):
        raise Refused(
            Obstacle(
                _("Give a number for women and for men of each age band in each area."),
                "",
                "text",
            )
        )


@transaction.atomic
def open_registration(forum: Forum, *, actor: User) -> Forum:
    """Make the forum public and let people register. Raises `Refused`."""
    row = run(forum, actor)
    refuse_if_any(obstacles(row))
    advance(row, ForumStep.OPEN, actor=actor)
    for paper in row.papers.standing().select_related("document"):
        lay_open(row, paper, actor)
    record(
        row.subject,
        "forum.registration_opened",
        actor=actor,
        public={
            "method": row.method,
            "places": str(row.places),
            "ends_on": row.registration_ends_on.isoformat(),
            "seed_source": row.seed_source,
            "population_source": row.population_source,
        },
    )
    show(row)
    return row


@transaction.atomic
def end(forum: Forum, *, actor: User) -> Forum:
    """End the forum; everything that is public stays. Raises `Refused`."""
    row = run(forum, actor)
    advance(row, ForumStep.END, actor=actor)
    record(row.subject, "forum.ended", actor=actor)
    show(row)
    return row


def _set(forum: Forum, facts: dict[str, Any]) -> list[str]:
    """Write the known facts that differ and give their names. Raises `Refused` for nonsense."""
    refuse_egn(facts)
    changed = [name for name, value in facts.items() if name in FACTS]
    changed = [name for name in changed if getattr(forum, name) != facts[name]]
    for name in changed:
        setattr(forum, name, facts[name])
    if forum.registration_ends_on > forum.held_on:
        raise Refused(
            Obstacle(
                _("Registration ends before the forum, or on its day."), "", "registration_ends_on"
            )
        )
    for name, (least, most) in BOUNDS.items():
        if not least <= getattr(forum, name) <= most:
            sentence = _("Write a number from %(least)d to %(most)d.")
            raise Refused(Obstacle(sentence % {"least": least, "most": most}, "", name))
    for name in ("areas", "age_bands"):
        if "|" in getattr(forum, name):
            raise Refused(Obstacle(_("Write names without the sign “|”."), "", name))
    _refuse_unreadable_shares(forum)
    return sorted(changed)


def _refuse_unreadable_shares(forum: Forum) -> None:
    try:
        shares_of(forum)
    except UnreadableShareError as error:
        sentence = _(
            "Line %(number)d can't be read. Write one of the areas or age bands above; then a "
            "number from 1 to 100, each only once."
        )
        raise Refused(Obstacle(sentence % {"number": error.number}, "", "kept_shares")) from error
