"""Applying for a seat: saved as often as one likes, sent once, with a receipt."""

import uuid
from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.calls.digest import TYPED, digest_of
from forums.calls.models import Application, ApplicationPaper, Call, RequiredPaper
from forums.calls.models.application import Lateness
from forums.calls.placing import Place, refuse_second, refuse_unfit, refuse_when_over
from forums.calls.procedure import locked
from forums.calls.stages import TAKES_APPLICATIONS
from prestizh.accounts.access import Anyone
from prestizh.accounts.models import User
from prestizh.documents.models import Document
from prestizh.egn import egn_in, refuse_egn
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.outbox.post import enqueue
from prestizh.refusal import Obstacle, Refused, Sentence, refuse_if_any
from prestizh.terms import sofia_day

LAW = _("Закон за прозрачност при представителство на интереси, чл. 11, т. 1")
MOST_PAPERS = 20


@transaction.atomic
def begin(call: Call, *, actor: Anyone, place: Place, key: uuid.UUID, **typed: Any) -> Application:
    """Begin an application and keep it unsent; the same `key` gives the same one.

    Raises `Refused`.
    """
    person = _signed_in(actor)
    row = locked(call)
    known = Application.objects.filter(key=key, applicant=person, call=row).first()
    if known is not None:
        return known
    refuse_when_over(row)
    refuse_egn(typed)
    refuse_unfit(row, person, place)
    refuse_second(row, person, place)
    now = clock.now()
    made: Application = Application.objects.create(
        key=key,
        call=row,
        seat=place.seat,
        applicant=person,
        representation=place.representation,
        organisation=place.representation.organisation if place.representation else None,
        begun_at=now,
        saved_at=now,
        **_only_typed(typed),
    )
    return made


@transaction.atomic
def revise(application: Application, *, actor: Anyone, place: Place, **typed: Any) -> Application:
    """Save what is written so far in an application that is not sent. Raises `Refused`."""
    row = unsent(application, actor)
    refuse_egn(typed)
    refuse_unfit(row.call, row.applicant, place)
    refuse_second(row.call, row.applicant, place, but=row)
    values = {
        **_only_typed(typed),
        "seat": place.seat,
        "representation": place.representation,
        "organisation": place.representation.organisation if place.representation else None,
        "saved_at": clock.now(),
    }
    for name, value in values.items():
        setattr(row, name, value)
    row.save(update_fields=sorted(values))
    return row


@transaction.atomic
def set_mandate(application: Application, *, actor: Anyone, document: Document) -> None:
    """Attach the mandate letter in place of an earlier one. Raises `Refused`."""
    row = unsent(application, actor)
    refuse_egn({"mandate": document.name})
    row.mandate = document
    row.save(update_fields=["mandate"])


@transaction.atomic
def attach(
    application: Application,
    *,
    actor: Anyone,
    document: Document,
    paper: RequiredPaper | None = None,
) -> ApplicationPaper:
    """Attach a file to an application that is not sent. Raises `Refused`."""
    return add_paper(unsent(application, actor), document, paper)


def add_paper(
    row: Application, document: Document, paper: RequiredPaper | None
) -> ApplicationPaper:
    """Write the file to the locked application; one for the same paper takes its place."""
    if paper is not None and paper.call_id != row.call_id:
        raise Refused(_("This paper is not asked for by this call."))
    refuse_egn({f"paper_{paper.pk}" if paper else "other": document.name})
    if row.papers.filter(removed_at=None).count() >= MOST_PAPERS:
        raise Refused(_("Twenty files are enough. Put some of them together."))
    now = clock.now()
    if paper is not None:
        row.papers.filter(paper=paper, removed_at=None).update(removed_at=now)
    added: ApplicationPaper = ApplicationPaper.objects.create(
        application=row, paper=paper, document=document, added_at=now
    )
    return added


@transaction.atomic
def detach(paper: ApplicationPaper, *, actor: Anyone) -> None:
    """Take a file away from an application that is not sent. Raises `Refused`."""
    unsent(paper.application, actor)
    ApplicationPaper.objects.filter(pk=paper.pk, removed_at=None).update(removed_at=clock.now())


def missing(application: Application) -> list[Obstacle]:
    """What an application lacks before it can be sent, each with the field where it is mended."""
    found = egn_in({name: getattr(application, name) for name in TYPED})
    texts: dict[str, Sentence] = {
        "candidate": _("Say who would sit in the body."),
        "phone": _("Leave a telephone, so that we can reach you."),
        "competence": _("Describe the experience and competence: it is what the points are for."),
    }
    for name, sentence in texts.items():
        if not getattr(application, name).strip():
            found.append(Obstacle(sentence, "", name))
    if not application.interest.strip():
        found.append(Obstacle(_("Say which interest you represent."), LAW, "interest"))
    if not application.is_declared:
        found.append(Obstacle(_("Confirm that what you declare is true."), LAW, "is_declared"))
    if application.organisation_id and application.mandate_id is None:
        letter = _("Attach the letter by which the organisation sends its representative.")
        found.append(Obstacle(letter, "", "mandate"))
    given = set(application.papers.filter(removed_at=None).values_list("paper_id", flat=True))
    for paper in application.call.papers.filter(is_required=True):
        if paper.pk not in given:
            sentence = _("Attach the paper: %(paper)s.") % {"paper": paper}
            found.append(Obstacle(sentence, "", f"paper_{paper.pk}"))
    return found


@transaction.atomic
def submit(application: Application, *, actor: Anyone) -> Application:
    """Send the application: it gets its number and receipt. A second click gives the same.

    What arrives at `closes_at` or later is registered as late, until the result is published.
    Raises `Refused` with all that is missing.
    """
    person = _signed_in(actor)
    call = locked(application.call)
    row = _locked(application, person)
    if row.is_sent:
        return row
    refuse_when_over(call)
    place = Place(row.seat, row.representation)
    refuse_unfit(call, person, place)
    refuse_second(call, person, place, but=row)
    refuse_if_any(missing(row))
    return _register(call, row, person)


def _register(call: Call, row: Application, person: User) -> Application:
    now = clock.now()
    row.state = Application.State.SUBMITTED
    row.submitted_at = now
    row.reference = f"{sofia_day(now).year}-{row.pk:05}"
    row.digest = digest_of(row)
    row.lateness = Lateness.IN_TIME if call.is_open(now) else Lateness.LATE
    receipt = record(
        call.body.subject,
        "application.registered",
        actor=person,
        public={
            "call": call.public_id,
            "reference": row.reference,
            "digest": row.digest,
            "lateness": row.lateness,
        },
        private={"applies_as": row.applies_as},
    )
    row.record_number, row.record_hash = receipt.number, receipt.hash.hex()
    row.save()
    enqueue(
        "application.receipt",
        key=f"application.receipt:{row.public_id}",
        to=person,
        context={"application": row.pk},
    )
    return row


@transaction.atomic
def withdraw(application: Application, *, actor: Anyone) -> Application:
    """Take back an application, sent or not, until the result is published. Raises `Refused`."""
    person = _signed_in(actor)
    call = locked(application.call)
    row = _locked(application, person)
    if row.state == Application.State.WITHDRAWN:
        raise Refused(_("You have withdrawn this application already."))
    if row.is_sent and call.stage not in TAKES_APPLICATIONS:
        raise Refused(_("The result is published, so the application stays as it was assessed."))
    was_sent = row.is_sent
    row.state, row.withdrawn_at = Application.State.WITHDRAWN, clock.now()
    row.save(update_fields=["state", "withdrawn_at"])
    if was_sent:
        public = {"call": call.public_id, "reference": str(row.reference)}
        record(call.body.subject, "application.withdrawn", actor=person, public=public)
    return row


def unsent(application: Application, actor: Anyone) -> Application:
    """The locked row of one's own application that is not sent. Raises `Refused` otherwise."""
    row = _locked(application, _signed_in(actor))
    if not row.is_draft:
        raise Refused(
            _("This application is sent and stays as it is. Withdraw it to send another one.")
        )
    refuse_when_over(row.call)
    return row


def _locked(application: Application, person: User) -> Application:
    row: Application = (
        Application.objects.select_for_update(of=("self",))
        .select_related("call__body", "seat__seat", "organisation", "representation", "mandate")
        .get(pk=application.pk)
    )
    if row.applicant_id != person.pk:
        raise Refused(_("This application is somebody else's."))
    return row


def _signed_in(actor: Anyone) -> User:
    if not isinstance(actor, User) or not actor.is_active:
        raise Refused(_("Sign in first."))
    return actor


def _only_typed(typed: dict[str, Any]) -> dict[str, Any]:
    unknown = set(typed) - set(TYPED)
    if unknown:
        raise TypeError(f"No such fields of an application: {sorted(unknown)}")
    return typed
