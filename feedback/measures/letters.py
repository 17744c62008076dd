"""The letters about proposals and measures: made on delivery from the rows as they are then."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from feedback.measures.models import OVER, ImprovementProposal, Measure
from forums.recommendations.reminders import reminder_due
from prestizh.ledger import clock
from prestizh.outbox.letters import Letter, letter
from prestizh.outbox.links import absolute
from prestizh.outbox.models import Message
from prestizh.outbox.post import enqueue
from prestizh.ui.dates import day_text


def tell_author(proposal: ImprovementProposal) -> None:
    """The answer, to who proposed it and left a way to be told."""
    if proposal.email:
        reader = proposal.author or proposal.email
        enqueue(
            "improvement.answered",
            key=f"improvement_answered:{proposal.public_id}",
            to=reader,
            context={"proposal": proposal.pk},
        )


def write_to_owner(measure: Measure) -> None:
    """That somebody was given a measure."""
    if measure.owner is not None:
        enqueue(
            "improvement.measure_given",
            key=f"improvement_given:{measure.public_id}",
            to=measure.owner,
            context={"measure": measure.pk},
        )


def _letter(subject: str, heading: str, paragraphs: Sequence[str], label: str, path: str) -> Letter:
    """A short letter: what it is about, a few sentences, one way on."""
    context = {
        "heading": heading,
        "paragraphs": [text for text in paragraphs if text],
        "label": label,
        "link": absolute(path),
    }
    return Letter(subject=subject, template="improvement", context=context)


@letter("improvement.answered")
def answered_letter(message: Message) -> Letter | None:
    """To who proposed it: what was decided, with the reasons."""
    row = ImprovementProposal.objects.get(pk=message.context["proposal"])
    if row.answered_at is None:
        return None
    return _letter(
        _("Your proposal No. %s was answered") % row.reference,
        str(row),
        [f"{row.get_stage_display()}.".capitalize(), row.answer],
        _("Read the answer"),
        row.get_absolute_url(),
    )


@letter("improvement.measure_given")
def given_letter(message: Message) -> Letter | None:
    """To who is to carry out a measure."""
    measure = _measure(message)
    if measure.state in OVER:
        return None
    return _about_measure(measure, _("You are to carry out a measure: %s"))


@letter("improvement.measure_due")
def due_letter(message: Message) -> Letter | None:
    """To its owner before and after its day; a stale one is not sent."""
    measure, today = _measure(message), clock.today()
    if measure.state in OVER or reminder_due(measure.due_on, today) != message.context["days"]:
        return None
    if measure.days_late(today):
        return _about_measure(measure, _("A measure is late: %s"))
    return _about_measure(measure, _("A measure is due: %s"))


def _measure(message: Message) -> Measure:
    rows = Measure.objects.select_related("proposal", "unit")
    found: Measure = rows.get(pk=message.context["measure"])
    return found


def _about_measure(measure: Measure, subject: str) -> Letter:
    row = measure.proposal
    return _letter(
        subject % measure,
        measure.text,
        [
            _("To be done by %s.") % day_text(measure.due_on),
            _("It follows from proposal No. %(reference)s: %(title)s")
            % {"reference": row.reference, "title": str(row)},
        ],
        _("Say how far it is"),
        f"{reverse('account_login')}?next={measure.get_absolute_url()}",
    )
