"""Objecting to a published result, and the reasoned answer, which may change a decision."""

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.calls.deciding import Decision, freeze, take_objections
from forums.calls.models import Application, Call, Objection, Verdict
from forums.calls.procedure import locked, require_selecting, tell
from forums.calls.protocol.drawing_up import draw_up
from forums.calls.readmitting import UPHELD, is_readmitted
from forums.calls.stages import CallStage
from prestizh.accounts.access import Anyone
from prestizh.accounts.models import User
from prestizh.egn import refuse_egn
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.outbox.post import enqueue
from prestizh.refusal import Obstacle, Refused


@transaction.atomic
def make_objection(application: Application, *, actor: Anyone, text: str) -> Objection:
    """Object to the result as its applicant, within the term; once to each edition. Raises `Refused`."""
    call = locked(application.call)
    if not isinstance(actor, User) or application.applicant_id != actor.pk:
        raise Refused(_("Only who applied can object."))
    row: Application = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    edition = call.edition
    known: Objection | None = row.objections.filter(edition=edition).first()
    if known is not None and known.text == text.strip():
        return known
    if known is not None:
        raise Refused(_("You have objected already; the answer comes by mail."))
    if not row.is_sent or not call.takes_objections(clock.now()):
        raise Refused(_("Objections are not taken now."))
    if not text.strip():
        raise Refused(Obstacle(_("Say what you object to, and why."), field="text"))
    refuse_egn({"text": text})
    made: Objection = Objection.objects.create(
        application=row, edition=edition, text=text.strip(), made_at=clock.now()
    )
    record(
        call.body.subject,
        "application.objected",
        actor=actor,
        public={"call": call.public_id, "reference": str(row.reference)},
        private={"text": made.text},
    )
    tell(call)
    return made


def may_object(application: Application, now: datetime) -> bool:
    """Whether its applicant can object to the result as it is published now."""
    call = application.call
    return (
        application.is_sent
        and call.takes_objections(now)
        and not application.objections.filter(edition=call.edition).exists()
    )


@transaction.atomic
def answer(objection: Objection, *, actor: User, outcome: str, reasons: str) -> Objection:
    """Answer an objection with reasons; both are told to its author. Raises `Refused`."""
    call = _decided(objection.application.call, actor)
    row = _unanswered(objection)
    if outcome not in Objection.Outcome.values:
        raise Refused(Obstacle(_("Say whether it is upheld."), field="outcome"))
    if not reasons.strip():
        raise Refused(Obstacle(_("Give the reasons of the answer."), field="reasons"))
    refuse_egn({"reasons": reasons})
    row.outcome, row.answer = outcome, reasons.strip()
    row.answered_by, row.answered_at = actor, clock.now()
    row.save(update_fields=["outcome", "answer", "answered_by", "answered_at"])
    application = row.application
    enqueue(
        "application.objection_answered",
        key=f"application.objection_answered:{application.public_id}:{row.edition}",
        to=application.applicant,
        context={"objection": row.pk},
    )
    record(
        call.body.subject,
        "application.objection_answered",
        actor=actor,
        public={"reference": str(application.reference), "outcome": outcome},
        private={"reasons": row.answer},
    )
    if is_readmitted(application):
        public = {"call": call.public_id, "reference": str(application.reference)}
        record(call.body.subject, "application.readmitted", actor=actor, public=public)
    tell(call)
    return row


def _unanswered(objection: Objection) -> Objection:
    """The locked row of an objection that waits for its answer. Raises `Refused`."""
    row: Objection = (
        Objection.objects.select_for_update(of=("self",))
        .select_related("application__applicant")
        .get(pk=objection.pk)
    )
    if row.answered_at is not None:
        raise Refused(_("This objection is answered already."))
    return row


@transaction.atomic
def change_verdict(
    application: Application, *, actor: User, decision: str, reasons: str
) -> Verdict:
    """Change a published decision because an objection in this call was upheld. Raises `Refused`.

    The applicant is told; the term for objections begins anew, for who loses by another decision.
    """
    call = _decided(application.call, actor)
    if not has_upheld(call):
        raise Refused(_("A published decision changes only after an objection was upheld."))
    row: Verdict = Verdict.objects.select_for_update().get(application=application)
    before = row.decision
    _refuse_bad(before, decision, reasons)
    now = clock.now()
    row.decision, row.reasons, row.revised_at = decision, reasons.strip(), now
    row.save(update_fields=["decision", "reasons", "revised_at"])
    if decision != before:
        take_objections(call, now)
    record(
        call.body.subject,
        "application.decision_changed",
        actor=actor,
        public={
            "reference": str(application.reference),
            "before": before,
            "after": decision,
            "reasons": row.reasons,
        },
    )
    freeze(call)
    made = draw_up(call, actor=actor)
    enqueue(
        "application.decision_changed",
        key=f"application.decision_changed:{application.public_id}:{made.number}",
        to=application.applicant,
        context={"application": application.pk},
    )
    tell(call)
    return row


def _refuse_bad(before: str, decision: str, reasons: str) -> None:
    """What can't be decided instead of `before`, or not without reasons. Raises `Refused`."""
    if decision not in Verdict.Decision.values:
        raise Refused(Obstacle(_("Choose what is decided."), field="decision"))
    if not reasons.strip():
        raise Refused(Obstacle(_("Give reasons: each applicant is owed them."), field="reasons"))
    refuse_egn({"reasons": reasons})
    if before == Decision.INADMISSIBLE != decision:
        sentence = _(
            "It was left out, so it has no points. Uphold its own objection: then it gets points, "
            "and the result is corrected."
        )
        raise Refused(Obstacle(sentence, field="decision"))


def has_upheld(call: Call) -> bool:
    """Whether an objection in this call was upheld, so that published decisions can change."""
    return call.applications.filter(UPHELD).exists()


def _decided(call: Call, actor: User) -> Call:
    row = locked(call)
    require_selecting(row, actor)
    if row.stage != CallStage.DECIDED:
        raise Refused(
            _("This can't be done now: the call is “%(stage)s”.")
            % {"stage": CallStage(row.stage).label}
        )
    return row
