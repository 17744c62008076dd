"""The letters of a consultation: made on delivery from the rows as they are then."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations import confirming
from consultations.models import Consultation, Opinion
from consultations.stages import Stage
from prestizh.ledger import clock
from prestizh.outbox.letters import Letter, letter
from prestizh.outbox.links import absolute
from prestizh.outbox.models import Follow, Message
from prestizh.outbox.post import enqueue
from prestizh.terms import SOFIA

CONFIRM_AGAIN_AFTER = (0, 1, 3)


def ask_to_confirm(opinion: Opinion, ask_at: datetime) -> None:
    """Ask the guest's address to confirm: then, and again after 1 and 3 days if it has not."""
    for days in CONFIRM_AGAIN_AFTER:
        enqueue(
            "opinion.confirm",
            key=f"confirm:{opinion.receipt_id}:{days}",
            to=opinion.email,
            language=opinion.language,
            context={"opinion": opinion.pk},
            due_at=ask_at + timedelta(days=days),
        )


def _opinion(message: Message) -> Opinion:
    return (
        Opinion.objects.select_related("consultation", "organisation")
        .prefetch_related("proposals__provision")
        .get(pk=message.context["opinion"])
    )


def _facts(opinion: Opinion) -> dict[str, Any]:
    return {
        "opinion": opinion,
        "consultation": opinion.consultation,
        "page_link": absolute(opinion.consultation.get_absolute_url()),
        "receipt_link": absolute(reverse("consultations:receipt", args=[opinion.receipt_id])),
    }


@letter("opinion.confirm")
def confirmation_letter(message: Message) -> Letter | None:
    """The link that confirms a guest's opinion; not sent once it is confirmed or set aside."""
    opinion = _opinion(message)
    if opinion.confirmation != Opinion.Confirmation.AWAITED or opinion.withdrawn_at:
        return None
    link = absolute(reverse("consultations:confirm", args=[confirming.token_for(opinion)]))
    return Letter(
        subject=_("Confirm your opinion No. %(reference)s") % {"reference": opinion.reference},
        template="opinion_confirm",
        context={**_facts(opinion), "link": link},
    )


@letter("opinion.receipt")
def receipt_letter(message: Message) -> Letter | None:
    """The receipt: number, moment, digest, place in the record."""
    opinion = _opinion(message)
    return Letter(
        subject=_("Received: your opinion No. %(reference)s") % {"reference": opinion.reference},
        template="opinion_receipt",
        context=_facts(opinion),
    )


@letter("opinion.answered")
def answered_letter(message: Message) -> Letter | None:
    """The decision on each proposal of an opinion, when the closing report is published."""
    opinion = _opinion(message)
    proposals = opinion.proposals.select_related("provision", "answer__unit")
    return Letter(
        subject=_("Your proposals were answered: No. %(reference)s")
        % {"reference": opinion.reference},
        template="opinion_answered",
        context={**_facts(opinion), "proposals": list(proposals)},
    )


@letter("consultation.ends_soon")
def ending_letter(message: Message) -> Letter | None:
    """That the term ends in some days: to followers and to the clerk. A stale one is not sent."""
    consultation: Consultation = Consultation.objects.get(pk=message.context["consultation"])
    days_left = _days_left(consultation)
    if consultation.stage != Stage.PUBLISHED or not 0 <= days_left <= int(message.context["days"]):
        return None
    subject = ngettext(
        "%(days)d day left to write on: %(title)s",
        "%(days)d days left to write on: %(title)s",
        days_left,
    ) % {"days": days_left, "title": consultation.title}
    return Letter(
        subject=subject if days_left else _("Last day to write on: %s") % consultation.title,
        template="consultation_ends_soon",
        context={
            "consultation": consultation,
            "days_left": days_left,
            "page_link": absolute(consultation.get_absolute_url()),
        },
        follow=Follow.objects.filter(pk=message.context.get("follow")).first(),
    )


@letter("consultation.report_owed")
def overdue_letter(message: Message) -> Letter | None:
    """To the clerk: the term is over and the closing report is still owed."""
    consultation: Consultation = Consultation.objects.get(pk=message.context["consultation"])
    if consultation.stage != Stage.PUBLISHED:
        return None
    return Letter(
        subject=_("The closing report is owed: %s") % consultation.title,
        template="consultation_report_owed",
        context={
            "consultation": consultation,
            "unanswered": consultation.proposal_count - consultation.answered_count,
            "desk_link": absolute(
                reverse("consultations:desk_page", args=[consultation.public_id])
            ),
            "closing_link": absolute(
                reverse("consultations:desk_close", args=[consultation.public_id])
            ),
        },
    )


def _days_left(consultation: Consultation) -> int:
    if consultation.last_day is None:
        return -1
    return (consultation.last_day - clock.now().astimezone(SOFIA).date()).days
