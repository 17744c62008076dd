"""All that the law asks of a draft: present or missing, with its article and where it is mended."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations import publishing
from consultations.models import Consultation
from prestizh.refusal import Obstacle, Sentence


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is asked: `sentence` says what is there, or what is missing."""

    sentence: Sentence
    law: Sentence
    url: str
    present: bool


# What is asked, by the field of the obstacle that `publishing.missing` gives when it isn't there.
ASKED: dict[str, tuple[Sentence, Sentence]] = {
    "text": (_("Text of the draft with articles"), _("ЗНА, чл. 26, ал. 2")),
    "summary": (_("“In short”, up to 100 words"), _("ЗНА, чл. 26, ал. 1")),
    "sponsor": (_("Who tables the draft"), _("ЗНА, чл. 26, ал. 2")),
    "unit": (_("Unit in charge"), _("ЗНА, чл. 26, ал. 3")),
    "contact": (_("Person for questions"), _("ЗНА, чл. 26, ал. 3")),
    "reason_causes": (_("Reasons: causes that require the act"), _("ЗНА, чл. 28, ал. 2, т. 1")),
    "reason_aims": (_("Reasons: aims"), _("ЗНА, чл. 28, ал. 2, т. 2")),
    "reason_means": (
        _("Reasons: financial and other means"),
        _("ЗНА, чл. 28, ал. 2, т. 3"),
    ),
    "reason_results": (_("Reasons: expected results"), _("ЗНА, чл. 28, ал. 2, т. 4")),
    "reason_eu": (
        _("Reasons: conformity with European Union law"),
        _("ЗНА, чл. 28, ал. 2, т. 5"),
    ),
    "term_days": (_("Term of at least 30 days, or 14 with a reason"), _("ЗНА, чл. 26, ал. 4")),
}
# An obstacle of the second field speaks about the same thing as the first.
SAME = {"short_term_reason": "term_days"}


def checklist(consultation: Consultation) -> list[Check]:
    """Everything that publishing asks, in the order of the pages where it is filled in."""
    found = {SAME.get(one.field, one.field): one for one in publishing.missing(consultation)}
    checks = []
    for field, (sentence, law) in ASKED.items():
        obstacle = found.pop(field, None)
        if obstacle is None:
            checks.append(Check(sentence, law, mended_at(consultation, field), present=True))
        else:
            checks.append(_missing(consultation, obstacle))
    return checks + [_missing(consultation, obstacle) for obstacle in found.values()]


def _missing(consultation: Consultation, obstacle: Obstacle) -> Check:
    url = mended_at(consultation, obstacle.field)
    return Check(obstacle.sentence, obstacle.law, url, present=False)


def mended_at(consultation: Consultation, field: str) -> str:
    """The page, and the field on it, where an obstacle is taken away."""
    page, anchor = PLACES.get(field, ("desk_facts", f"#id_{field}"))
    return reverse(f"consultations:{page}", args=[consultation.public_id]) + anchor


PLACES = {
    "text": ("desk_text", ""),
    "term": ("term", ""),
    "unconfirmed": ("desk_opinions", ""),
    "late": ("desk_opinions", ""),
    "answers": ("desk_answers", "?state=unanswered"),
}
