"""Invitations of those who were drawn: their answers, and who comes in for whom."""

from datetime import date, timedelta

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.bodies.stages import BodyStage
from forums.gatherings.draw_file import listed_from
from forums.gatherings.models import Draw, Forum, Registration, Replacement, State
from forums.gatherings.procedure import locked, must_be, run, show
from forums.gatherings.selection import Drawn, draw, replacement
from forums.gatherings.stages import ForumStage
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.outbox.post import enqueue
from prestizh.refusal import Refused
from prestizh.terms import sofia_day

# How long before the last day to answer who is silent is written to once more.
REMINDED = timedelta(days=2)
ONE_DAY = timedelta(days=1)


def invite_all(forum: Forum, outcome: Drawn) -> None:
    """Invite whom the draw took; the others become the reserve, or stand behind their household."""
    rows = forum.registrations.filter(state=State.REGISTERED)
    rows.filter(code__in=outcome.reserve).update(state=State.RESERVE)
    rows.filter(code__in=outcome.passed).update(state=State.PASSED)
    for person in rows.filter(code__in=outcome.selected).select_related("user"):
        person.forum = forum
        _invite(person)


def _invite(person: Registration) -> None:
    """Ask for an answer within the days of the frame, before the day of the forum itself."""
    today = sofia_day(clock.now())
    last = max(today, person.forum.held_on - ONE_DAY)
    person.state = State.INVITED
    person.invited_until = min(today + timedelta(days=person.forum.confirm_days), last)
    person.save(update_fields=["state", "invited_until"])
    _write("forum.registration", person, "invited")


def _write(kind: str, person: Registration, said: str) -> None:
    enqueue(
        kind,
        key=f"forum:{person.pk}:{said}",
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
    row = _invited(registration, State.SEATED)
    return _replace(row, State.DECLINED, actor=None, reason="declined")


@transaction.atomic
def pass_on(registration: Registration, *, actor: User) -> str:
    """Give the place of somebody who didn't answer in time to the reserve. Raises `Refused`."""
    run(registration.forum, actor)
    return _pass_on(registration, actor)


def _pass_on(registration: Registration, actor: User | None) -> str:
    row = _invited(registration)
    if row.invited_until is not None and sofia_day(clock.now()) <= row.invited_until:
        raise Refused(_("The days to answer are not over yet."))
    came = _replace(row, State.UNANSWERED, actor=actor, reason="no answer")
    _write("forum.registration", row, "unanswered")
    return came


def _invited(registration: Registration, *also: State) -> Registration:
    forum = locked(registration.forum)
    row: Registration = (
        Registration.objects.select_for_update(of=("self",))
        .select_related("user")
        .get(pk=registration.pk)
    )
    row.forum = forum
    must_be(forum, ForumStage.DRAWN)
    if row.state not in {State.INVITED, *also}:
        raise Refused(_("There is no invitation to answer."))
    return row


def _replace(gone: Registration, state: State, *, actor: User | None, reason: str) -> str:
    """Take the next of the reserve in the order of the draw, of the same stratum first.

    On the day of the forum nobody is asked any more: the place stays empty.
    """
    drawn: Draw = Draw.objects.select_for_update().get(forum=gone.forum)
    gone.state = state
    gone.save(update_fields=["state"])
    came = _next_in_order(drawn, gone) if sofia_day(clock.now()) < gone.forum.held_on else ""
    Replacement.objects.create(draw=drawn, gone=gone.code, came=came, at=clock.now())
    if came:
        person = Registration.objects.select_related("user").get(code=came)
        person.forum = gone.forum
        _invite(person)
    fields = {"gone": gone.code, "came": came, "reason": reason}
    record(gone.forum.subject, "forum.place_passed_on", actor=actor, public=fields)
    show(gone.forum)
    return came


def _next_in_order(drawn: Draw, gone: Registration) -> str:
    listed = listed_from(drawn.listed)
    waiting = gone.forum.registrations.filter(state=State.RESERVE)
    used = {c.code for c in listed.candidates} - set(waiting.values_list("code", flat=True))
    stratum_of = {c.code: c.stratum for c in listed.candidates}
    return replacement(draw(listed, drawn.seed_words), stratum_of, gone.code, used)


def follow_up() -> int:
    """Remind who is silent, pass on what was not answered; how many were looked at.

    What is due follows from the rows, so that it may run twice or late.
    """
    silent = Registration.objects.filter(
        state=State.INVITED,
        forum__stage=ForumStage.DRAWN,
        forum__body__stage=BodyStage.ACTIVE,
    )
    today = clock.today()
    rows = list(silent.select_related("forum__body", "user").order_by("invited_until", "pk"))
    for row in rows:
        assert row.invited_until is not None  # noqa: S101 - a constraint holds it
        if row.invited_until < today:
            _pass_on_if_silent(row)
        elif is_reminded(row, today):
            with transaction.atomic():
                _write("forum.reminder", row, "reminded")
    return len(rows)


def is_reminded(row: Registration, today: date) -> bool:
    """Whether the last days to answer have come, for who had more days than these."""
    if row.state != State.INVITED or row.invited_until is None:
        return False
    before = min(REMINDED, timedelta(days=row.forum.confirm_days - 1))
    return row.invited_until - before <= today <= row.invited_until


@transaction.atomic
def _pass_on_if_silent(row: Registration) -> None:
    """Pass the place on, unless the person or the secretary was faster."""
    try:
        _pass_on(row, None)
    except Refused:
        return
