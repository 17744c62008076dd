"""The letters about recommendations: made on delivery from the rows as they are then."""

from collections.abc import Sequence

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forums.recommendations import reminders
from forums.recommendations.models import Answer, Measure, Recommendation
from forums.recommendations.stages import RecommendationStage
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.outbox.letters import Letter, letter
from prestizh.outbox.links import absolute
from prestizh.outbox.models import Message
from prestizh.outbox.post import enqueue
from prestizh.ui.dates import day_text


def reader_of(recommendation: Recommendation) -> User | str | None:
    """To whom letters for the addressee go: the account, the address, or nobody."""
    return recommendation.addressee_user or recommendation.addressee_email or None


def keepers_of(recommendation: Recommendation) -> list[User]:
    """Who sees to it that the answer comes: the secretaries of the body, else who wrote it."""
    named = recommendation.body.secretaries.filter(ended_at=None).select_related("user")
    return [one.user for one in named] or [recommendation.drafted_by]


def write_to_addressee(recommendation: Recommendation) -> None:
    """That a recommendation came; without an account or address it goes by post."""
    reader = reader_of(recommendation)
    if reader is not None:
        enqueue(
            "recommendation.sent",
            key=f"recommendation_sent:{recommendation.public_id}",
            to=reader,
            context={"recommendation": recommendation.pk},
        )


def tell_of_answer(recommendation: Recommendation, answer: Answer) -> None:
    """That it was answered, to those who keep the body's papers and did not enter it themselves."""
    for keeper in keepers_of(recommendation):
        if keeper.pk != answer.entered_by_id:
            enqueue(
                "recommendation.answered",
                key=f"recommendation_answered:{answer.pk}:{keeper.pk}",
                to=keeper,
                context={"answer": answer.pk},
            )


def write_to_owner(measure: Measure) -> None:
    """That somebody was given a measure."""
    if measure.owner is not None:
        enqueue(
            "measure.given",
            key=f"measure_given:{measure.pk}",
            to=measure.owner,
            context={"measure": measure.pk},
        )


def _recommendation(message: Message) -> Recommendation:
    rows = Recommendation.objects.select_related("body", "unit", "addressee_user")
    found: Recommendation = rows.get(pk=message.context["recommendation"])
    return found


def _measure(message: Message) -> Measure:
    found: Measure = Measure.objects.select_related("recommendation__body").get(
        pk=message.context["measure"]
    )
    return found


def _letter(subject: str, heading: str, paragraphs: Sequence[str], label: str, path: str) -> Letter:
    """A short letter: what it is about, a few sentences, one way on."""
    context = {
        "heading": heading,
        "paragraphs": [text for text in paragraphs if text],
        "label": label,
        "link": absolute(path),
    }
    return Letter(subject=subject, template="recommendation", context=context)


def _by_sign_in(path: str) -> str:
    """A page for one person, by way of the sign-in page; who has signed in is led on at once."""
    return f"{reverse('account_login')}?next={path}"


def _way_to_answer(recommendation: Recommendation, message: Message) -> tuple[str, str]:
    """Label and path: an account answers here, others read the recommendation."""
    if message.user_id is None:
        return _("Read the recommendation"), recommendation.get_absolute_url()
    path = reverse("recommendations:answer", args=[recommendation.public_id])
    return _("Answer it in the portal"), _by_sign_in(path)


@letter("recommendation.sent")
def sent_letter(message: Message) -> Letter | None:
    """To the addressee: the recommendation, and by when an answer is asked."""
    row = _recommendation(message)
    if row.stage != RecommendationStage.SENT or row.due_on is None:
        return None
    facts = {"body": str(row.body), "reference": row.reference, "day": day_text(row.due_on)}
    return _letter(
        _("Recommendation No. %(reference)s of %(body)s") % facts,
        str(row),
        [
            row.words,
            _("An answer with reasons is asked by %(day)s (%(ground)s).")
            % {**facts, "ground": row.due_ground},
            ""
            if message.user_id
            else _("Answer this letter or send the answer by post; it is published with its day."),
        ],
        *_way_to_answer(row, message),
    )


@letter("recommendation.due")
def due_letter(message: Message) -> Letter | None:
    """To the addressee before and after the day for the answer; a stale one is not sent."""
    row = _recommendation(message)
    today = clock.today()
    if row.stage != RecommendationStage.SENT or row.due_on is None:
        return None
    if reminders.reminder_due(row.due_on, today) != message.context["days"]:
        return None
    facts = {"body": str(row.body), "reference": row.reference, "day": day_text(row.due_on)}
    late = row.days_late(today)
    return _letter(
        (
            _("The answer is late: recommendation No. %(reference)s of %(body)s")
            if late
            else _("An answer is due: recommendation No. %(reference)s of %(body)s")
        )
        % facts,
        str(row),
        [_due_sentence(row, late), row.words],
        *_way_to_answer(row, message),
    )


def _due_sentence(row: Recommendation, late: int) -> str:
    day = day_text(row.due_on) if row.due_on else ""
    if not late:
        return _("An answer with reasons is asked by %(day)s (%(ground)s).") % {
            "day": day,
            "ground": row.due_ground,
        }
    return ngettext(
        "The last day for an answer was %(day)s, %(late)d day ago. The portal shows it in public.",
        "The last day for an answer was %(day)s, %(late)d days ago. The portal shows it in public.",
        late,
    ) % {"day": day, "late": late}


@letter("recommendation.unanswered")
def unanswered_letter(message: Message) -> Letter | None:
    """To who keeps the body's papers: nobody answered in time."""
    row = _recommendation(message)
    late = row.days_late(clock.today())
    if not late:
        return None
    path = reverse("recommendations:desk_page", args=[row.public_id])
    hint = _("If an answer came on paper, enter it. Else remind the addressee.")
    return _letter(
        _("No answer came in time: recommendation No. %s") % row.reference,
        str(row),
        [_due_sentence(row, late), _("Addressee: %s") % row.to_whom, hint],
        _("Open it on the desk"),
        _by_sign_in(path),
    )


@letter("recommendation.answered")
def answered_letter(message: Message) -> Letter | None:
    """To who keeps the body's papers: an answer came."""
    answers = Answer.objects.select_related("recommendation__body")
    answer = answers.get(pk=message.context["answer"])
    row = answer.recommendation
    return _letter(
        _("Recommendation No. %s was answered") % row.reference,
        str(row),
        [f"{answer.given_by}: {answer.get_outcome_display()}.", answer.reasons],
        _("Read the answer"),
        row.get_absolute_url(),
    )


@letter("measure.given")
def measure_letter(message: Message) -> Letter | None:
    """To who is to carry out a measure."""
    measure = _measure(message)
    if measure.state in reminders.OVER:
        return None
    return _about_measure(measure, _("You are to carry out a measure: %s"))


@letter("measure.due")
def measure_due_letter(message: Message) -> Letter | None:
    """To its owner before and after its day; a stale one is not sent."""
    measure = _measure(message)
    today = clock.today()
    if measure.state in reminders.OVER:
        return None
    if reminders.reminder_due(measure.due_on, today) != message.context["days"]:
        return None
    if measure.days_late(today):
        return _about_measure(measure, _("A measure is late: %s"))
    return _about_measure(measure, _("A measure is due: %s"))


def _about_measure(measure: Measure, subject: str) -> Letter:
    row = measure.recommendation
    return _letter(
        subject % row,
        measure.text,
        [
            _("To be done by %s.") % day_text(measure.due_on),
            _("It follows from recommendation No. %(reference)s of %(body)s: %(title)s.")
            % {"reference": row.reference, "body": str(row.body), "title": str(row)},
        ],
        _("Say how far it is"),
        _by_sign_in(measure.get_absolute_url()),
    )
