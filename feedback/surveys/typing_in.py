"""Typing in what came on paper: a stack at a time, form after form."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback.surveys import intake
from feedback.surveys.answering import taking
from feedback.surveys.intake import Given
from feedback.surveys.models import Channel, PaperBatch, Survey
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused

MOST = 2000


@transaction.atomic
def begin(survey: Survey, *, actor: User, name: str, forms: int) -> PaperBatch:
    """Begin a stack of so many forms. Raises `Refused`."""
    row = taking(survey)
    access.require(actor, "survey.type_in", row.subject)
    if not row.is_anonymous:
        raise Refused(_("A survey with names takes no paper: the form can't prove whose it is."))
    if not 1 <= forms <= MOST:
        sentence = _("A stack has from 1 to %(most)d forms.") % {"most": MOST}
        raise Refused(Obstacle(sentence, field="forms"))
    batch: PaperBatch = PaperBatch.objects.create(
        survey=row, name=name.strip(), forms=forms, begun_by=actor, begun_at=clock.now()
    )
    record(
        row.subject_of_record,
        "survey.paper_begun",
        actor=actor,
        public={"survey": row.public_id, "forms": str(forms)},
    )
    return batch


@transaction.atomic
def type_in(batch: PaperBatch, *, actor: User, given: Given) -> PaperBatch:
    """Take in one form of the stack. Raises `Refused` when the stack is done."""
    row = taking(batch.survey)
    access.require(actor, "survey.type_in", row.subject)
    stack: PaperBatch = PaperBatch.objects.select_for_update().get(pk=batch.pk)
    if stack.typed >= stack.forms:
        raise Refused(
            _("All %(number)d forms of this stack are typed in. Begin another stack.")
            % {"number": stack.forms}
        )
    if not given.closed and not given.texts:
        raise Refused(_("The form is empty: an empty sheet is no answer."))
    stack.typed += 1
    stack.save(update_fields=["typed"])
    intake.put(row, given, channel=Channel.PAPER)
    return stack
