"""The letters of a consultation: made on delivery from the rows as they are then."""

from datetime import datetime, timedelta
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations import closing, confirming, reminders
from consultations.models import Consultation, Opinion
from consultations.stages import Stage
from prestizh.ledger import clock
from prestizh.outbox.letters import Letter, letter
from prestizh.outbox.links import absolute
from prestizh.outbox.models import Follow, Message
from prestizh.outbox.post import enqueue
from prestizh.places.models import in_language

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


def _title(consultation: Consultation) -> str:
    return in_language(consultation.title, consultation.title_en)


def _facts(opinion: Opinion) -> dict[str, Any]:
    return {
        "opinion": opinion,
        "consultation": opinion.consultation,
        "title": _title(opinion.consultation),
        "page_link": absolute(opinion.consultation.get_absolute_url()),
        "receipt_link": absolute(reverse("consultations:receipt", args=[opinion.receipt_id])),
    }


@letter("opinion.confirm")
def confirmation_letter(message: Message) -> Letter | None:
    """The link that confirms a guest's opinion; not sent once nothing hangs on it any more."""
    opinion = _opinion(message)
    awaited = opinion.confirmation == Opinion.Confirmation.AWAITED and not opinion.withdrawn_at
    if not awaited or opinion.consultation.stage != Stage.PUBLISHED or _has_later(message):
        return None
    link = absolute(reverse("consultations:confirm", args=[confirming.token_for(opinion)]))
    return Letter(
        subject=_("Confirm your opinion No. %(reference)s") % {"reference": opinion.reference},
        template="opinion_confirm",
        context={**_facts(opinion), "link": link},
    )


def _has_later(message: Message) -> bool:
    """Whether the next request for the same opinion is due already: then only that one is sent."""
    beginning = message.key.rpartition(":")[0] + ":"
    later = Message.objects.filter(key__startswith=beginning, due_at__gt=message.due_at)
    return later.filter(due_at__lte=clock.now()).exists()


@letter("opinion.receipt")
def receipt_letter(message: Message) -> Letter | None:
    """The receipt: number, moment, digest, place in the record."""
    opinion = _opinion(message)
    return Letter(
        subject=_("Received: your opinion No. %(reference)s") % {"reference": opinion.reference},
        template="opinion_receipt",
        context={
            **_facts(opinion),
            "may_change": opinion.consultation.is_open(clock.now())
            and opinion.withdrawn_at is None
            and not opinion.is_replaced,
            "is_owed_an_answer": opinion.consultation.stage == Stage.PUBLISHED
            and opinion.proposals.filter(counts=True).exists(),
        },
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
    last_day, today = consultation.last_day, clock.today()
    if consultation.stage != Stage.PUBLISHED or last_day is None:
        return None
    if reminders.due_before_end(last_day, today) != message.context["days"]:
        return None
    days, title = (last_day - today).days, _title(consultation)
    subject = ngettext(
        "%(days)d day left to write on: %(title)s",
        "%(days)d days left to write on: %(title)s",
        days,
    ) % {"days": days, "title": title}
    return Letter(
        subject=subject if days else _("Last day to write on: %s") % title,
        template="consultation_ends_soon",
        context={
            **_state(consultation),
            "summary": in_language(consultation.summary, consultation.summary_en),
            "days_left": days,
            "for_clerk": message.user_id is not None,
        },
        follow=Follow.objects.filter(pk=message.context.get("follow")).first(),
    )


@letter("consultation.report_owed")
def overdue_letter(message: Message) -> Letter | None:
    """To the clerk: the term is over and the closing report is still owed. Not sent when stale."""
    consultation: Consultation = Consultation.objects.get(pk=message.context["consultation"])
    last_day, today = consultation.last_day, clock.today()
    if consultation.stage != Stage.PUBLISHED or last_day is None:
        return None
    if reminders.weeks_overdue(last_day, today) != message.context["weeks"]:
        return None
    return Letter(
        subject=_("The closing report is owed: %s") % _title(consultation),
        template="consultation_report_owed",
        context={
            **_state(consultation),
            "days_over": (today - last_day).days,
            "obstacles": [obstacle.sentence for obstacle in closing.obstacles(consultation)],
        },
    )


def _at_the_desk(name: str, key: str) -> str:
    """The address of a page of the desk, by way of the sign-in page.

    To a visitor the desk does not exist; who has signed in is led on at once.
    """
    path = reverse(f"consultations:{name}", args=[key])
    return absolute(f"{reverse('account_login')}?next={path}")


def _state(consultation: Consultation) -> dict[str, Any]:
    """Where a consultation stands, and where to go from there."""
    key = consultation.public_id
    return {
        "consultation": consultation,
        "title": _title(consultation),
        "unanswered": consultation.proposal_count - consultation.answered_count,
        "page_link": absolute(consultation.get_absolute_url()),
        "desk_link": _at_the_desk("desk_page", key),
        "answers_link": _at_the_desk("desk_answers", key),
        "closing_link": _at_the_desk("desk_close", key),
    }
