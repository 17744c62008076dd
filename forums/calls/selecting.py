"""The protocol of a selection: its beginning, who assesses, the points, a decision on each."""

from collections.abc import Mapping, Set

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.calls.models import Application, Call, Criterion, Score, Selector, Verdict
from forums.calls.procedure import advance, lawful_move, locked, require_selecting, tell
from forums.calls.readmitting import readmitted
from forums.calls.stages import CallStage, CallStep
from prestizh.accounts.models import User
from prestizh.egn import refuse_egn
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused
from prestizh.ui.dates import day_text

Points = Mapping[tuple[Application, Criterion], int]


@transaction.atomic
def begin(call: Call, *, actor: User) -> Call:
    """Begin the selection once the term is over. Raises `Refused`."""
    row = locked(call)
    move = lawful_move(row, CallStep.SELECT, actor)
    require_selecting(row, actor)
    now = clock.now()
    if row.is_open(now) and row.last_day is not None:
        raise Refused(
            _("Applications are taken until %(day)s, 24:00; the selection begins after that.")
            % {"day": day_text(row.last_day)}
        )
    advance(row, move, actor=actor, at=now)
    number = row.applications.sent().count()
    public = {"call": row.public_id, "applications": str(number)}
    record(row.body.subject, "call.selection_begun", actor=actor, public=public)
    tell(row)
    return row


@transaction.atomic
def name_selector(call: Call, *, actor: User, name: str, position: str = "") -> Selector:
    """Name somebody who assesses. Raises `Refused` once points were given."""
    row = being_assessed(call, actor)
    name = name.strip()
    if not name:
        raise Refused(Obstacle(_("Say who assesses."), field="name"))
    refuse_egn({"name": name, "position": position})
    if row.selectors.filter(name=name).exists():
        raise Refused(Obstacle(_("This person is named already."), field="name"))
    made: Selector = Selector.objects.create(call=row, name=name, position=position.strip())
    record(row.body.subject, "call.selector_named", actor=actor, private={"name": name})
    return made


@transaction.atomic
def drop_selector(selector: Selector, *, actor: User) -> None:
    """Take out a selector who gave no points. Raises `Refused`."""
    being_assessed(selector.call, actor)
    if selector.scores.exists():
        raise Refused(_("Their points are in the protocol, so they stay in it."))
    selector.delete()


@transaction.atomic
def score(selector: Selector, *, actor: User, points: Points) -> None:
    """Enter the points that one selector gave, whole, from 0 to the criterion's maximum.

    Points entered before give way to these. Under a published result only what was left out and
    whose objection was upheld gets points. Raises `Refused`.
    """
    row = _taking_points(selector.call, actor, {application for application, _one in points})
    for (application, criterion), given in points.items():
        _refuse_points(row, application, criterion, given)
    for (application, criterion), given in points.items():
        Score.objects.update_or_create(
            selector=selector,
            application=application,
            criterion=criterion,
            defaults={"points": given},
        )
    record(
        row.body.subject,
        "call.points_entered",
        actor=actor,
        public={
            "call": row.public_id,
            "selector": str(selector.pk),
            **_supplementing(row, points),
        },
        private={
            f"points_{application.pk}_{criterion.pk}": str(given)
            for (application, criterion), given in points.items()
        },
    )


def _supplementing(call: Call, points: Points) -> dict[str, str]:
    """After the published result the record says which applications got points."""
    if call.stage != CallStage.DECIDED:
        return {}
    numbers = {str(application.reference) for application, _criterion in points}
    return {"supplement": ", ".join(sorted(numbers))}


def _taking_points(call: Call, actor: User, applications: Set[Application]) -> Call:
    """The locked row of a call in which these get points now. Raises `Refused`."""
    row = locked(call)
    if row.stage != CallStage.DECIDED:
        return being_assessed(row, actor)
    require_selecting(row, actor)
    back = set(readmitted(row))
    if not applications <= back:
        raise Refused(
            _("The result is published: only what goes back after an objection gets points.")
        )
    return row


def _refuse_points(call: Call, application: Application, criterion: Criterion, given: int) -> None:
    if application.call_id != call.pk or criterion.call_id != call.pk:
        raise Refused(_("These points belong to another call."))
    if not application.is_sent:
        raise Refused(
            _("Application No. %(number)s is withdrawn.") % {"number": application.reference}
        )
    if not 0 <= given <= criterion.most:
        raise Refused(
            Obstacle(
                _("“%(criterion)s” gives from 0 to %(most)d points.")
                % {"criterion": criterion, "most": criterion.most},
                field=f"points_{application.pk}_{criterion.pk}",
            )
        )


@transaction.atomic
def judge(application: Application, *, actor: User, decision: str, reasons: str) -> Verdict:
    """Write down what is decided on one application and why. Raises `Refused`."""
    being_assessed(application.call, actor)
    return set_verdict(application, decision=decision, reasons=reasons)


def set_verdict(application: Application, *, decision: str, reasons: str) -> Verdict:
    """Write the decision; the caller has locked the call. Raises `Refused` without reasons."""
    if decision not in Verdict.Decision.values:
        raise Refused(Obstacle(_("Choose what is decided."), field="decision"))
    if not reasons.strip():
        raise Refused(
            Obstacle(_("Give reasons: each applicant is owed them."), _("АПК, чл. 59"), "reasons")
        )
    refuse_egn({"reasons": reasons})
    if not application.is_sent:
        raise Refused(_("The application is withdrawn."))
    made, _is_new = Verdict.objects.update_or_create(
        application=application,
        defaults={
            "decision": decision,
            "reasons": reasons.strip(),
            "decided_at": clock.now(),
        },
    )
    found: Verdict = made
    return found


def being_assessed(call: Call, actor: User) -> Call:
    """The locked row of a call whose applications are being assessed. Raises `Refused`."""
    row = locked(call)
    require_selecting(row, actor)
    if row.stage != CallStage.SELECTING:
        raise Refused(
            _("This can't be done now: the call is “%(stage)s”.")
            % {"stage": CallStage(row.stage).label}
        )
    return row
