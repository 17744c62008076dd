"""Motions of tables and the vote on them: each table one vote, the operative group none."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from forums.gatherings.models import (
    Choice,
    Forum,
    Motion,
    MotionKind,
    Session,
    Table,
    TableKind,
    TableVote,
    Verdict,
)
from forums.gatherings.procedure import show
from forums.gatherings.sessions import locked
from forums.recommendations import drafting
from forums.recommendations.models.recommendation import Addressee, Origin
from prestizh.accounts.models import User
from prestizh.egn import refuse_egn
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.meetings.rules import Base, read_rule
from prestizh.refusal import Obstacle, Refused

NAMED = {Addressee.COMMISSION, Addressee.INSTITUTION}


@transaction.atomic
def propose(session: Session, *, actor: User, kind: str, table: Table, **said: Any) -> Motion:
    """Write down what a table proposes: `title`, `text`, and what its kind asks. Raises `Refused`."""
    row, forum = locked(session, actor)
    _refuse_unfit(forum, kind, table, said)
    refuse_egn(said)
    names = ("title", "text", "budget", "own_share")
    if kind == MotionKind.RECOMMENDATION:
        names = ("title", "text", "addressee", "addressee_name")
    motion: Motion = row.motions.create(
        number=row.motions.count() + 1,
        kind=kind,
        table=table,
        proposed_by=actor,
        proposed_at=clock.now(),
        **{name: said[name] for name in names if said.get(name) is not None},
    )
    record(
        forum.subject,
        "forum.motion_proposed",
        actor=actor,
        public={
            "session": str(row.number),
            "number": str(motion.number),
            "kind": kind,
            "table": str(table.number),
            "title": motion.title,
        },
    )
    show(forum)
    return motion


def _refuse_unfit(forum: Forum, kind: str, table: Table, said: Mapping[str, Any]) -> None:
    if table.forum_id != forum.pk or table.kind == TableKind.OPERATIVE:
        raise Refused(Obstacle(_("Only a table that discusses can propose."), "", "table"))
    for name in ("title", "text"):
        if not said.get(name, "").strip():
            raise Refused(Obstacle(_("Write what the table proposes."), "", name))
    if kind == MotionKind.RECOMMENDATION:
        if said.get("addressee") not in Addressee.values or said["addressee"] == Addressee.UNIT:
            raise Refused(Obstacle(_("Say to whom the recommendation goes."), "", "addressee"))
        if said["addressee"] in NAMED and not said.get("addressee_name", "").strip():
            raise Refused(Obstacle(_("Write the addressee's name."), "", "addressee_name"))
        return
    if (said.get("budget") or 0) <= 0:
        raise Refused(Obstacle(_("Say what the project would cost."), "", "budget"))
    if (said.get("own_share") or 0) > said["budget"]:
        raise Refused(
            Obstacle(_("The co-financing can't be more than the whole budget."), "", "own_share")
        )


@transaction.atomic
def vote(motion: Motion, *, actor: User, choices: Mapping[Table, str]) -> Motion:
    """Enter the votes of all tables that were there, and what follows from them. Raises `Refused`.

    The majority is the body's; its „members“ are all tables that vote. A recommendation that is
    carried is written down for its addressee (`forums.recommendations`) in the same step.
    """
    session, forum = locked(motion.session, actor)
    row: Motion = Motion.objects.select_for_update(of=("self",)).get(pk=motion.pk)
    if row.verdict:
        raise Refused(_("The tables have voted on this already."))
    if session.held_at is None:
        raise Refused(_("Enter the attendance first."))
    present = {one.table for one in session.attendance.select_related("table") if one.present}
    voting = {table for table in present if table.has_vote}
    _refuse_unfit_votes(voting, choices)
    TableVote.objects.bulk_create(
        TableVote(motion=row, table=table, choice=choice) for table, choice in choices.items()
    )
    counted = Counter(choices.values())
    row.needed = _needed(forum, len(voting), counted)
    carried = counted[Choice.FOR] >= row.needed
    row.verdict = Verdict.CARRIED if carried else Verdict.REFUSED
    row.decided_at = clock.now()
    if carried and row.kind == MotionKind.RECOMMENDATION:
        row.recommendation = _hand_over(row, session, forum, actor, counted)
    row.save()
    _record(forum, session, row, actor, choices)
    return row


def _refuse_unfit_votes(voting: set[Table], choices: Mapping[Table, str]) -> None:
    for table, choice in choices.items():
        field = f"table_{table.number}"
        if table not in voting:
            sentence = _("Table %(number)d has no vote here: it was absent, or it never votes.")
            raise Refused(Obstacle(sentence % {"number": table.number}, "", field))
        if choice not in Choice.values:
            raise Refused(Obstacle(_("Choose for, against or abstains."), "", field))
    for table in sorted(voting - set(choices), key=lambda one: one.number):
        sentence = _("The vote of table %(number)d is missing.")
        raise Refused(Obstacle(sentence % {"number": table.number}, "", f"table_{table.number}"))


def _needed(forum: Forum, present: int, counted: Counter[str]) -> int:
    rule = read_rule(forum.body.majority)
    whole = {
        Base.PRESENT: present,
        Base.VOTING: counted[Choice.FOR] + counted[Choice.AGAINST],
    }.get(rule.base)
    if whole is None:
        whole = forum.tables.exclude(kind=TableKind.OPERATIVE).count()
    return rule.needed(whole)


def _hand_over(
    motion: Motion, session: Session, forum: Forum, actor: User, counted: Counter[str]
) -> Any:
    """Write the recommendation down for its addressee. Its origin is kept in Bulgarian."""
    with translation.override("bg"):
        reason = _t(
            "Voted by tables at session %(session)d of the forum: %(for)d for, %(against)d against, "
            "%(abstains)d abstaining."
        ) % {
            "session": session.number,
            "for": counted[Choice.FOR],
            "against": counted[Choice.AGAINST],
            "abstains": counted[Choice.ABSTAINS],
        }
    return drafting.prepare(
        forum.body,
        actor=actor,
        title=motion.title,
        text=motion.text,
        addressee=motion.addressee,
        addressee_name=motion.addressee_name,
        origin=Origin.OUTSIDE,
        origin_reason=reason,
    )


def _record(
    forum: Forum, session: Session, motion: Motion, actor: User, choices: Mapping[Table, str]
) -> None:
    by_number = sorted(choices.items(), key=lambda pair: pair[0].number)
    record(
        forum.subject,
        "forum.motion_voted",
        actor=actor,
        public={
            "session": str(session.number),
            "number": str(motion.number),
            "votes": " ".join(f"{table.number}:{choice}" for table, choice in by_number),
            "needed": str(motion.needed),
            "verdict": motion.verdict,
        },
    )
    show(forum)
