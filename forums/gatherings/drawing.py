"""The draw of a deliberative forum: list, digest, seed, draw, tables."""

from collections import Counter
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.gatherings.coarsening import coarsen, strata_of
from forums.gatherings.draw_file import list_as_data, listed_from, result_as_data
from forums.gatherings.inviting import invite_all
from forums.gatherings.models import Draw, Forum, Registration, State
from forums.gatherings.procedure import advance, must_be, run, show
from forums.gatherings.selection import (
    FEWEST,
    Candidate,
    Cell,
    PublicList,
    draw,
    seat,
)
from forums.gatherings.stages import ForumStage, ForumStep
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused
from prestizh.terms import sofia_day


@transaction.atomic
def close_list(forum: Forum, *, actor: User) -> Draw:
    """Close the list and publish its digest, before anybody can know the seed. Raises `Refused`."""
    row = run(forum, actor)
    must_be(row, ForumStage.REGISTERING)
    if sofia_day(clock.now()) <= row.registration_ends_on:
        raise Refused(_("People can register until the end of the last day. Close it after that."))
    people = list(row.registrations.filter(state=State.REGISTERED).order_by("code"))
    if len(people) < FEWEST:
        raise Refused(
            _("Fewer than %(fewest)d people registered: a list would tell who they are.")
            % {"fewest": FEWEST}
        )
    data = list_as_data(public_list(row, people))
    at = advance(row, ForumStep.CLOSE_LIST, actor=actor)
    drawn: Draw = Draw.objects.create(
        forum=row, listed=data, list_sha256=data["list_sha256"], closed_by=actor, closed_at=at
    )
    record(
        row.subject,
        "forum.list_closed",
        actor=actor,
        public={
            "list_sha256": drawn.list_sha256,
            "registered": str(len(people)),
            "seed_source": row.seed_source,
        },
        # The whole list, committed to before the seed is known; it can be opened to a court.
        private={"list": "\n".join(f"{p.code};{p.area};{p.age};{p.sex}" for p in people)},
    )
    show(row)
    return drawn


def public_list(forum: Forum, people: list[Registration]) -> PublicList:
    """Codes and strata of those who registered; what has too few people is joined."""
    population = {Cell(c.area, c.age, c.sex): c.people for c in forum.cells.all()}
    cell_of = {person.pk: Cell(person.area, person.age, person.sex) for person in people}
    joined = coarsen(population, Counter(cell_of.values()))
    strata = strata_of(joined, population)
    households = _households(people)
    return PublicList(
        places=forum.places,
        strata=tuple(strata.values()),
        candidates=tuple(
            Candidate(p.code, strata[joined[cell_of[p.pk]]].key, households.get(p.pk, ""))
            for p in people
        ),
    )


def _households(people: list[Registration]) -> dict[int, str]:
    """A name without meaning for each household of which two or more are in the list."""
    first = {person.pk: person.household_id or person.pk for person in people}
    counted = Counter(first.values())
    shared = sorted((p.code, first[p.pk]) for p in people if counted[first[p.pk]] > 1)
    names: dict[int, str] = {}
    for _code, key in shared:
        names.setdefault(key, f"h{len(names) + 1}")
    return {pk: names[key] for pk, key in first.items() if key in names}


@transaction.atomic
def enter_seed(
    forum: Forum, *, actor: User, words: str, known_at: datetime, link: str = ""
) -> Draw:
    """Enter what the public source said after the list was closed, and draw. Raises `Refused`."""
    row = run(forum, actor)
    must_be(row, ForumStage.LISTED)
    drawn: Draw = Draw.objects.select_for_update().get(forum=row)
    _refuse_unfit_seed(drawn, words, known_at)
    outcome = draw(listed_from(drawn.listed), words.strip())
    drawn.seed_words, drawn.seed_known_at, drawn.seed_link = words.strip(), known_at, link
    drawn.drawn_at = advance(row, ForumStep.DRAW, actor=actor)
    drawn.drawn_by, drawn.result = actor, result_as_data(outcome)
    drawn.save()
    invite_all(row, outcome)
    record(
        row.subject,
        "forum.drawn",
        actor=actor,
        public={
            "list_sha256": drawn.list_sha256,
            "seed_words": drawn.seed_words,
            "seed": outcome.seed,
            "selected": " ".join(outcome.selected),
        },
    )
    show(row)
    return drawn


def _refuse_unfit_seed(drawn: Draw, words: str, known_at: datetime) -> None:
    if not words.strip():
        raise Refused(Obstacle(_("Write what the public source said."), "", "words"))
    if known_at <= drawn.closed_at:
        raise Refused(
            Obstacle(
                _("The source must have spoken after the list was closed, else it proves nothing."),
                "",
                "known_at",
            )
        )
    if known_at > clock.now():
        raise Refused(Obstacle(_("This moment is still to come."), "", "known_at"))


@transaction.atomic
def deal_tables(forum: Forum, drawn: Draw) -> None:
    """Seat those who come, evenly by strata and by the seed; tables are made if there are none."""
    coming = list(forum.registrations.filter(state=State.SEATED))
    codes = {person.code for person in coming}
    listed = listed_from(drawn.listed)
    people = [c for c in listed.candidates if c.code in codes]
    count = max(1, min(forum.table_count, len(people)))
    places = max(3, -(-len(people) // count))
    if not forum.tables.exists():
        for number in range(1, forum.table_count + 1):
            name = f"Маса {number}"
            forum.tables.create(
                number=number, interest=name, interest_en=f"Table {number}", places=min(30, places)
            )
    assert drawn.result is not None  # noqa: S101 - the stage says that it was drawn
    seating = seat(drawn.result["seed"], people, count)
    tables = {table.number: table for table in forum.tables.all()}
    for person in coming:
        person.table = tables[seating[person.code]]
        person.save(update_fields=["table"])
    drawn.seating = {"tables": count, "seating": seating}
    drawn.save(update_fields=["seating"])


@transaction.atomic
def begin(forum: Forum, *, actor: User) -> Forum:
    """Begin the work at the tables; a draw deals the tables first. Raises `Refused`."""
    row = run(forum, actor)
    if row.is_drawn_by_lot:
        must_be(row, ForumStage.DRAWN)
        if row.registrations.filter(state=State.INVITED).exists():
            raise Refused(_("Some have not answered the invitation yet."))
        if not row.registrations.filter(state=State.SEATED).exists():
            raise Refused(_("Nobody has accepted the invitation."))
        deal_tables(row, Draw.objects.select_for_update().get(forum=row))
    advance(row, ForumStep.BEGIN, actor=actor)
    record(row.subject, "forum.began", actor=actor)
    show(row)
    return row
