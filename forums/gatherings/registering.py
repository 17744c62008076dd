"""Registering: with an account or a confirmed address, personal, sixteen and over."""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.gatherings.models import ENDED, Forum, Registration, Sex, State, Table, TableKind
from forums.gatherings.procedure import locked, must_be, show
from forums.gatherings.seating import give_place, move_up
from forums.gatherings.stages import ForumStage
from prestizh.accounts.models import User
from prestizh.egn import refuse_egn
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.outbox.post import enqueue
from prestizh.refusal import Obstacle, Refused
from prestizh.terms import sofia_day

SALT = "forums.gatherings.registration"


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody says of themselves; `household` is the code of somebody they live with."""

    name: str
    area: str
    age: str
    sex: str
    email: str = ""
    phone: str = ""
    language: str = "bg"
    household: str = ""
    table: Table | None = None


def token_for(registration: Registration) -> str:
    """The secret of the link to one's own registration; it does not expire."""
    return signing.dumps(registration.pk, salt=SALT)


def registration_of(token: str) -> Registration | None:
    """The registration that a link is about, or None for a link that is not ours."""
    try:
        key = signing.loads(token, salt=SALT)
    except signing.BadSignature:
        return None
    found = Registration.objects.select_related("forum__body", "table").filter(pk=key)
    return found.first()


def is_open(forum: Forum, now: datetime) -> bool:
    """Whether people can register now; a table forum takes people while it works, too."""
    if forum.is_drawn_by_lot or forum.stage == ForumStage.REGISTERING:
        in_term = sofia_day(now) <= forum.registration_ends_on
        return forum.stage == ForumStage.REGISTERING and in_term
    return forum.stage == ForumStage.WORKING


@transaction.atomic
def register(
    forum: Forum, *, actor: User | None, answers: Answers, ask_at: datetime | None = None
) -> Registration:
    """Register a person; a guest is asked by mail to confirm (at `ask_at`). Raises `Refused`.

    An address or account that registered already gives the same registration, and its link is sent
    to it again: the page tells nobody who is registered.
    """
    row = locked(forum)
    now = clock.now()
    if not is_open(row, now):
        raise Refused(_("Registration for this forum is not open."))
    _refuse_unfit(row, answers, actor)
    known = _known(row, actor, answers)
    if known is not None:
        _write(known, ask_at, again=now)
        return known
    registration: Registration = Registration.objects.create(
        forum=row,
        user=actor,
        name=answers.name.strip(),
        email="" if actor else answers.email.strip().lower(),
        phone=answers.phone,
        language=answers.language,
        area=answers.area,
        age=answers.age,
        sex=answers.sex,
        household=_household(row, answers.household),
        table=answers.table,
        state=State.AWAITED,
        registered_at=now,
    )
    private = {"code": registration.code, "name": registration.name}
    record(row.subject, "forum.registration_received", actor=actor, private=private)
    if actor is not None:
        return _confirm(registration, actor)
    _write(registration, ask_at)
    return registration


@transaction.atomic
def confirm(registration: Registration) -> Registration:
    """The reader of the address confirms it. Twice is once. Raises `Refused` when it is too late."""
    row = _locked(registration)
    if row.state != State.AWAITED:
        return row
    if not is_open(row.forum, clock.now()):
        raise Refused(_("Registration has ended before this address was confirmed."))
    return _confirm(row, None)


@transaction.atomic
def withdraw(registration: Registration) -> Registration:
    """Take one's registration back; a place goes to the next of the reserve. Raises `Refused`."""
    row = _locked(registration)
    must_be(row.forum, ForumStage.REGISTERING, ForumStage.WORKING)
    if row.state in ENDED:
        raise Refused(_("This registration has ended already."))
    had_place = row.state == State.SEATED
    row.state = State.WITHDRAWN
    row.save(update_fields=["state"])
    record(
        row.forum.subject, "forum.registration_withdrawn", actor=None, private={"code": row.code}
    )
    if had_place and row.table is not None and not row.forum.is_drawn_by_lot:
        Table.objects.filter(spokesperson=row).update(spokesperson=None)
        for following in move_up(row.table):
            _write(following, None, again=clock.now())
    show(row.forum)
    return row


def _confirm(registration: Registration, actor: User | None) -> Registration:
    registration.confirmed_at = clock.now()
    registration.state = State.REGISTERED
    registration.save(update_fields=["confirmed_at", "state"])
    if not registration.forum.is_drawn_by_lot:
        give_place(registration)
    record(
        registration.forum.subject,
        "forum.registered",
        actor=actor,
        private={"code": registration.code, "state": registration.state},
    )
    _write(registration, None)
    show(registration.forum)
    return registration


def _locked(registration: Registration) -> Registration:
    forum = locked(registration.forum)
    row: Registration = (
        Registration.objects.select_for_update(of=("self",))
        .select_related("table")
        .get(pk=registration.pk)
    )
    row.forum = forum
    return row


def _known(forum: Forum, actor: User | None, answers: Answers) -> Registration | None:
    rows = forum.registrations.exclude(state=State.WITHDRAWN)
    if actor is not None:
        return rows.filter(user=actor).first()
    return rows.filter(email=answers.email.strip().lower()).first()


def _household(forum: Forum, code: str) -> Registration | None:
    """Whoever of the household registered first: all others point to the same."""
    if not code.strip():
        return None
    found = forum.registrations.filter(code=code.strip().upper()).first()
    if found is None:
        raise Refused(
            Obstacle(_("There is no such code. It stands in the mail they got."), "", "household")
        )
    first: Registration = found.household or found
    return first


def _refuse_unfit(forum: Forum, answers: Answers, actor: User | None) -> None:
    if not answers.name.strip():
        raise Refused(Obstacle(_("Write your name: registration is personal."), "", "name"))
    refuse_egn({"name": answers.name, "email": answers.email, "phone": answers.phone})
    if actor is None and not answers.email.strip():
        raise Refused(Obstacle(_("Write your e-mail, so that you can confirm."), "", "email"))
    if answers.area not in forum.area_names:
        raise Refused(Obstacle(_("Choose where you live."), "", "area"))
    if answers.age not in forum.age_names:
        raise Refused(Obstacle(_("Choose your age. Who is sixteen can take part."), "", "age"))
    if answers.sex not in Sex.values:
        raise Refused(Obstacle(_("Choose how you are counted."), "", "sex"))
    table = answers.table
    if forum.is_drawn_by_lot:
        return
    if table is None or table.forum_id != forum.pk or table.kind == TableKind.OPERATIVE:
        raise Refused(Obstacle(_("Choose a table of this forum."), "", "table"))


def _write(
    registration: Registration, due_at: datetime | None, again: datetime | None = None
) -> None:
    """The mail with the link to the registration; it says where the registration stands then."""
    moment = f":{again:%Y%m%d%H}" if again else ""
    enqueue(
        "forum.registration",
        key=f"forum:{registration.pk}:{registration.state}{moment}",
        to=registration.user or registration.email,
        language=registration.language,
        context={"registration": registration.pk},
        due_at=due_at,
    )
