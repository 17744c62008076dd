"""What a secretary asks of an applicant: to complete it, and whether a late one is admitted."""

from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.calls.applying import add_paper
from forums.calls.models import Application, Completion, RequiredPaper
from forums.calls.models.application import Lateness
from forums.calls.procedure import locked, require_selecting
from forums.calls.stages import TAKES_APPLICATIONS
from prestizh import terms
from prestizh.accounts.access import Anyone
from prestizh.accounts.models import User
from prestizh.documents.models import Document
from prestizh.egn import refuse_egn
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.outbox.post import enqueue
from prestizh.refusal import Obstacle, Refused

MOST_DAYS = 30
Paper = tuple[Document, RequiredPaper | None]


@transaction.atomic
def ask(application: Application, *, actor: User, asked: str, last_day: date) -> Completion:
    """Ask an applicant to complete an application by a day. Raises `Refused`."""
    row = _assessed(application, actor)
    _refuse_asking(row, asked, last_day)
    # One that was never answered gives way to the new one.
    row.completions.filter(answered_at=None).update(answered_at=clock.now())
    made: Completion = Completion.objects.create(
        application=row,
        asked=asked.strip(),
        asked_by=actor,
        asked_at=clock.now(),
        last_day=last_day,
        closes_at=terms.closes_at(last_day),
    )
    _mail(row, "application.complete", str(made.pk))
    public = {"reference": str(row.reference), "last_day": last_day.isoformat()}
    record(
        row.call.body.subject,
        "application.completion_asked",
        actor=actor,
        public=public,
        private={"asked": made.asked},
    )
    return made


def _refuse_asking(row: Application, asked: str, last_day: date) -> None:
    if not asked.strip():
        raise Refused(Obstacle(_("Say what is missing."), field="asked"))
    refuse_egn({"asked": asked})
    if not 1 <= (last_day - clock.today()).days <= MOST_DAYS:
        sentence = _("Give from 1 to 30 days, from tomorrow on.")
        raise Refused(Obstacle(sentence, field="last_day"))
    if row.completions.filter(answered_at=None, closes_at__gt=clock.now()).exists():
        raise Refused(_("The applicant was asked already and has time to answer."))


@transaction.atomic
def complete(
    completion: Completion, *, actor: Anyone, answer: str = "", papers: tuple[Paper, ...] = ()
) -> Completion:
    """Answer what was asked: in words, with files, or both. Raises `Refused` after its last day."""
    call = locked(completion.application.call)
    row: Application = Application.objects.select_for_update(of=("self",)).get(
        pk=completion.application_id
    )
    asked: Completion = Completion.objects.select_for_update().get(pk=completion.pk)
    if not isinstance(actor, User) or row.applicant_id != actor.pk or not row.is_sent:
        raise Refused(_("This application is somebody else's."))
    if asked.answered_at is not None:
        raise Refused(_("You have answered this already."))
    if not asked.is_running(clock.now()) or call.stage not in TAKES_APPLICATIONS:
        raise Refused(_("The time to complete it is over."))
    if not (answer.strip() or papers):
        raise Refused(Obstacle(_("Write an answer or attach what is missing."), field="answer"))
    refuse_egn({"answer": answer})
    for document, paper in papers:
        add_paper(row, document, paper)
    asked.answer, asked.answered_at = answer.strip(), clock.now()
    asked.save(update_fields=["answer", "answered_at"])
    record(
        call.body.subject,
        "application.completed",
        actor=actor,
        public={"reference": str(row.reference)},
        private={"papers": " ".join(document.sha256 for document, _paper in papers)},
    )
    return asked


@transaction.atomic
def decide_late(
    application: Application, *, actor: User, is_admitted: bool, reason: str
) -> Application:
    """Admit a late application to the selection, or not, with reasons. Raises `Refused`."""
    row = _assessed(application, actor)
    if row.lateness == Lateness.IN_TIME:
        raise Refused(_("This application came in time."))
    if not reason.strip():
        raise Refused(Obstacle(_("Say why; the applicant reads it."), field="reason"))
    refuse_egn({"reason": reason})
    row.lateness = Lateness.ADMITTED if is_admitted else Lateness.NOT_ADMITTED
    row.lateness_reason = reason.strip()
    row.save(update_fields=["lateness", "lateness_reason"])
    _mail(row, "application.late", row.lateness)
    record(
        row.call.body.subject,
        f"application.{row.lateness}",
        actor=actor,
        public={"reference": str(row.reference), "reason": row.lateness_reason},
    )
    return row


def _assessed(application: Application, actor: User) -> Application:
    """The locked row of a sent application whose result is still to come. Raises `Refused`."""
    call = locked(application.call)
    require_selecting(call, actor)
    if call.stage not in TAKES_APPLICATIONS:
        raise Refused(_("The result is published; nothing can be asked or admitted any more."))
    row: Application = Application.objects.select_for_update(of=("self",)).get(pk=application.pk)
    if not row.is_sent:
        raise Refused(_("The application is withdrawn."))
    row.call = call
    return row


def _mail(row: Application, kind: str, about: str) -> None:
    enqueue(
        kind,
        key=f"{kind}:{row.public_id}:{about}",
        to=row.applicant,
        context={"application": row.pk},
    )
