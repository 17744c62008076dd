"""The letters of a call: made on delivery from the rows as they are then.

Each kind has its sentences; one template shows them with a link to the application or the call.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from consultations.reminders import due_before_end
from forums.calls.models import Application, Call, CallChange, Completion, Objection
from forums.calls.models.application import Lateness
from forums.calls.readmitting import is_readmitted
from forums.calls.stages import CallStep
from prestizh.ledger import clock
from prestizh.outbox.letters import Letter, letter
from prestizh.outbox.links import absolute
from prestizh.outbox.models import Follow, Message
from prestizh.outbox.post import enqueue
from prestizh.ui.dates import day_text, moment_text


@dataclass(frozen=True, slots=True)
class Words:
    """What a letter says: its subject, its paragraphs, and the words on its button."""

    subject: str
    paragraphs: tuple[str, ...]
    action: str


def tell_everybody(call: Call, kind: str, time: int = 1) -> None:
    """Ask for a letter of this kind to everybody who applied and did not withdraw.

    `time` counts what may happen more than once.
    """
    for application in call.applications.sent().select_related("applicant"):
        enqueue(
            kind,
            key=f"{kind}:{application.public_id}" + (f":{time}" if time > 1 else ""),
            to=application.applicant,
            context={"application": application.pk},
        )


Writer = Callable[[Application], Words | None]


def _received(application: Application) -> Words:
    facts = [
        _("Your application No. %(number)s is registered: %(moment)s.")
        % {
            "number": application.reference,
            "moment": moment_text(application.submitted_at) if application.submitted_at else "",
        },
        _("Digest of what you sent (SHA-256): %(digest)s") % {"digest": application.digest},
    ]
    if application.lateness != Lateness.IN_TIME:
        facts.append(
            _("It came after the end of the term. Whether it is admitted is decided with reasons.")
        )
    facts.append(_("The next letter comes when something is asked or decided."))
    subject = _("Received: your application No. %(number)s") % {"number": application.reference}
    return Words(subject, tuple(facts), _("Open the application"))


def _to_complete(application: Application) -> Words | None:
    asked: Completion | None = application.completions.filter(answered_at=None).last()
    if asked is None or not asked.is_running(clock.now()):
        return None
    return Words(
        _("Please complete your application No. %(number)s") % {"number": application.reference},
        (
            asked.asked,
            _("You can do so until %(day)s, 24:00.") % {"day": day_text(asked.last_day)},
        ),
        _("Complete the application"),
    )


def _on_late(application: Application) -> Words:
    if application.lateness == Lateness.ADMITTED:
        said = _("Your application came late and is admitted.")
    else:
        said = _("Your application came late and is not admitted.")
    return Words(said, (said, application.lateness_reason), _("Open the application"))


def _decision_on(application: Application) -> str:
    """What is decided on an application that has its decision."""
    decision = application.verdict.get_decision_display()
    return _("On your application No. %(number)s: %(decision)s.") % {
        "number": application.reference,
        "decision": decision,
    }


def _decided(application: Application) -> Words:
    call = application.call
    facts = [_("The result is published with the points and the reasons for each application.")]
    verdict = getattr(application, "verdict", None)
    if verdict is not None:
        facts.append(_decision_on(application))
        facts.append(verdict.reasons)
    facts += _until(call)
    return Words(_("The result: %(call)s") % {"call": call}, tuple(facts), _("See the result"))


def _until(call: Call) -> list[str]:
    """By when one can object, while one can."""
    if not call.takes_objections(clock.now()) or call.objections_last_day is None:
        return []
    day = day_text(call.objections_last_day)
    return [_("You can object until %(day)s, 24:00.") % {"day": day}]


def _changed(application: Application) -> Words:
    facts = [
        _decision_on(application),
        _("The decision or its reasons were changed, because an objection was upheld."),
        application.verdict.reasons,
        *_until(application.call),
    ]
    subject = _("The decision is changed: No. %(number)s") % {"number": application.reference}
    return Words(subject, tuple(facts), _("Open the application"))


def _corrected(application: Application) -> Words:
    call, verdict = application.call, getattr(application, "verdict", None)
    correction: CallChange | None = call.changes.filter(step=CallStep.CORRECT).last()
    facts = [_("The published result is corrected, because an objection was upheld.")]
    if correction is not None:
        facts.append(correction.reason)
    if verdict is not None:
        facts.append(_decision_on(application))
        facts.append(verdict.reasons)
    facts += _until(call)
    subject = _("The result is corrected: %(call)s") % {"call": call}
    return Words(subject, tuple(facts), _("See the result"))


@letter("application.objection_answered")
def write_answer(message: Message) -> Letter:
    """The answer to an objection, with its reasons. Never stale."""
    rows = Objection.objects.select_related("application__call__body")
    objection = rows.get(pk=message.context["objection"])
    application = objection.application
    facts = [
        _("Your objection is %(outcome)s.") % {"outcome": objection.get_outcome_display()},
        objection.answer,
    ]
    if is_readmitted(application):
        facts.append(_("Your application gets points now, and then the result is corrected."))
    subject = _("Your objection was answered: No. %(number)s") % {"number": application.reference}
    words = Words(subject, tuple(facts), _("Open the application"))
    return _letter(words, str(application.call), absolute(application.get_absolute_url()))


def _final(application: Application) -> Words:
    facts = [_("The result is final. Who is selected is appointed by an act.")]
    verdict = getattr(application, "verdict", None)
    if verdict is not None:
        facts.append(_decision_on(application))
    subject = _("The result is final: %(call)s") % {"call": application.call}
    return Words(subject, tuple(facts), _("See the result"))


def _appointed(application: Application) -> Words | None:
    member = application.membership
    if member is None:
        return None
    facts = [
        _("By %(act)s you are appointed to: %(body)s.")
        % {"act": member.appointing_act, "body": application.call.body}
    ]
    if member.mandate_ends_on:
        facts.append(
            _("The mandate lasts until %(day)s.") % {"day": day_text(member.mandate_ends_on)}
        )
    subject = _("You are appointed: %(body)s") % {"body": application.call.body}
    return Words(subject, tuple(facts), _("Open the application"))


def _passed_over(application: Application) -> Words | None:
    found = application.passed_over.select_related("taken").last()
    if found is None:
        return None
    facts = (
        _("By the published order you came first; No. %(number)s was taken before you. The reason:")
        % {"number": found.taken.reference},
        found.reason,
    )
    subject = _("Passed over on the reserve list: %(call)s") % {"call": application.call}
    return Words(subject, facts, _("See the result"))


def _cancelled(application: Application) -> Words:
    call = application.call
    subject = _("The call is cancelled: %(call)s") % {"call": call}
    return Words(subject, (call.reason,), _("Open the call"))


WRITERS: dict[str, Writer] = {
    "application.receipt": _received,
    "application.complete": _to_complete,
    "application.late": _on_late,
    "application.appointed": _appointed,
    "application.decision_changed": _changed,
    "application.passed_over": _passed_over,
    "call.decided": _decided,
    "call.corrected": _corrected,
    "call.final": _final,
    "call.cancelled": _cancelled,
}
# What leads to the public page of the call and not to the application.
OF_THE_CALL = frozenset(
    {"application.passed_over", "call.decided", "call.corrected", "call.final", "call.cancelled"}
)


def write_to_applicant(message: Message) -> Letter | None:
    """The letter of any kind of `WRITERS`, from the application as it is now."""
    application = (
        Application.objects.select_related("call__body", "verdict", "membership", "organisation")
        .filter(pk=message.context["application"])
        .get()
    )
    words = WRITERS[message.kind](application)
    if words is None:
        return None
    target = application.call if message.kind in OF_THE_CALL else application
    return _letter(words, str(application.call), absolute(target.get_absolute_url()))


for _kind in WRITERS:
    letter(_kind)(write_to_applicant)


@letter("call.ends_soon")
def write_of_the_end(message: Message) -> Letter | None:
    """That a call ends in some days: to followers, and to who began an application. Never stale."""
    call: Call = Call.objects.select_related("body").get(pk=message.context["call"])
    today = clock.today()
    if not call.is_open(clock.now()) or call.last_day is None:
        return None
    if due_before_end(call.last_day, today) != message.context["days"]:
        return None
    draft = Application.objects.filter(pk=message.context.get("application"), state="draft").first()
    if "application" in message.context and draft is None:
        return None
    days = (call.last_day - today).days
    subject = ngettext(
        "%(days)d day left to apply: %(call)s", "%(days)d days left to apply: %(call)s", days
    ) % {"days": days, "call": call}
    facts = [_("You can apply until %(day)s, 24:00.") % {"day": day_text(call.last_day)}]
    if draft is not None:
        facts.append(_("You began an application and have not sent it yet."))
    words = Words(
        subject if days else _("Last day to apply: %(call)s") % {"call": call},
        tuple(facts),
        _("Continue the application") if draft else _("Open the call"),
    )
    target = reverse("calls:edit", args=[draft.public_id]) if draft else call.get_absolute_url()
    follow = Follow.objects.filter(pk=message.context.get("follow")).first()
    return _letter(words, str(call), absolute(target), follow)


def _letter(words: Words, call: str, link: str, follow: Follow | None = None) -> Letter:
    return Letter(
        subject=words.subject,
        template="call_news",
        context={"words": words, "call": call, "link": link},
        follow=follow,
    )
