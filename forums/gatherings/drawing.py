"""The draw of a deliberative forum: list, digest, seed, draw, invitations, tables."""

from collections import Counter
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.gatherings.coarsening import coarsen, strata_of
from forums.gatherings.draw_file import list_as_data, listed_from, result_as_data
from forums.gatherings.models import Draw, Forum, Registration, Replacement, State
from forums.gatherings.procedure import advance, locked, must_be, run, show
from forums.gatherings.selection import (
    FEWEST,
    Candidate,
    Cell,
    Drawn,
    PublicList,
    draw,
    replacement,
    seat,
)
from forums.gatherings.stages import ForumStage, ForumStep
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.outbox.post import enqueue
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
    _invite_all(row, outcome)
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


def _invite_all(forum: Forum, outcome: Drawn) -> None:
    rows = forum.registrations.filter(state=State.REGISTERED)
    rows.filter(code__in=outcome.reserve).update(state=State.RESERVE)
    rows.filter(code__in=outcome.passed).update(state=State.PASSED)
    for person in rows.filter(code__in=outcome.selected).select_related("user"):
        person.forum = forum
        _invite(person)


def _invite(person: Registration) -> None:
    person.state = State.INVITED
    person.invited_until = sofia_day(clock.now()) + timedelta(days=person.forum.confirm_days)
    person.save(update_fields=["state", "invited_until"])
    enqueue(
        "forum.registration",
        key=f"forum:{person.pk}:invited",
        to=person.user or person.email,
        language=person.language,
        context={"registration": person.pk},
    )


@transaction.atomic
def accept(registration: Registration) -> Registration:
    """The drawn person says that they come. Raises `Refused` for who is not invited."""
    row = _invited(registration)
    row.state = State.SEATED
    row.save(update_fields=["state"])
    record(row.forum.subject, "forum.invitation_accepted", actor=None, public={"code": row.code})
    show(row.forum)
    return row


@transaction.atomic
def decline(registration: Registration) -> str:
    """The drawn person can't come; gives the code that comes in, or nothing. Raises `Refused`."""
    return _replace(_invited(registration, State.SEATED), actor=None, reason="declined")


@transaction.atomic
def pass_on(registration: Registration, *, actor: User) -> str:
    """Give the place of somebody who didn't answer in time to the reserve. Raises `Refused`."""
    run(registration.forum, actor)
    row = _invited(registration)
    if row.invited_until is not None and sofia_day(clock.now()) <= row.invited_until:
        raise Refused(_("The days to answer are not over yet."))
    return _replace(row, actor=actor, reason="no answer")


def _invited(registration: Registration, *also: State) -> Registration:
    forum = locked(registration.forum)
    row: Registration = Registration.objects.select_for_update().get(pk=registration.pk)
    row.forum = forum
    must_be(forum, ForumStage.DRAWN)
    if row.state not in {State.INVITED, *also}:
        raise Refused(_("There is no invitation to answer."))
    return row


def _replace(gone: Registration, *, actor: User | None, reason: str) -> str:
    """Take the next of the reserve in the order of the draw, of the same stratum first."""
    drawn: Draw = Draw.objects.select_for_update().get(forum=gone.forum)
    gone.state = State.DECLINED
    gone.save(update_fields=["state"])
    listed = listed_from(drawn.listed)
    waiting = gone.forum.registrations.filter(state=State.RESERVE)
    used = {c.code for c in listed.candidates} - set(waiting.values_list("code", flat=True))
    stratum_of = {c.code: c.stratum for c in listed.candidates}
    came = replacement(draw(listed, drawn.seed_words), stratum_of, gone.code, used)
    Replacement.objects.create(draw=drawn, gone=gone.code, came=came, at=clock.now())
    if came:
        person = Registration.objects.select_related("user").get(code=came)
        person.forum = gone.forum
        _invite(person)
    fields = {"gone": gone.code, "came": came, "reason": reason}
    record(gone.forum.subject, "forum.place_passed_on", actor=actor, public=fields)
    show(gone.forum)
    return came


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
