"""What a clerk does with open answers: give them topics, free a passage for quoting, take proposals in."""

from collections.abc import Iterable

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback.measures.models import ImprovementProposal, Source
from feedback.measures.proposing import take_in
from feedback.questionnaires import codec
from feedback.results.models import Publication, Quote, Tagging, Topic
from feedback.surveys import counted
from feedback.surveys.models import OpenAnswer, Survey
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused, refuse_if_any

LONGEST_TOPIC, LONGEST_QUOTE = 80, 2000
MOST_TOPICS = 60


def _held(answer: OpenAnswer, actor: User) -> Survey:
    """The survey of an answer, locked; its answers are read by those who may, once it is counted."""
    survey: Survey = Survey.objects.select_for_update().get(pk=answer.survey_id)
    access.require(actor, "results.publish", survey.subject)
    if not counted.open_answers(survey).filter(pk=answer.pk).exists():
        raise Refused(_("This answer is not counted yet."))
    if Publication.objects.filter(survey=survey).exists():
        raise Refused(_("The results are published; they are not changed."))
    return survey


@transaction.atomic
def tag(answer: OpenAnswer, *, actor: User, names: Iterable[str]) -> None:
    """Say what an answer is about, in place of what was said before. Raises `Refused`."""
    survey = _held(answer, actor)
    wanted = list(dict.fromkeys(" ".join(name.split()) for name in names if name.strip()))
    if any(len(name) > LONGEST_TOPIC for name in wanted):
        long = _("A topic has at most %(most)s characters.") % {"most": LONGEST_TOPIC}
        raise Refused(Obstacle(long, field="topics"))
    known = {row.name: row for row in Topic.objects.filter(survey=survey)}
    new = [name for name in wanted if name not in known]
    if len(known) + len(new) > MOST_TOPICS:
        many = _("A survey has at most %(most)s topics.") % {"most": MOST_TOPICS}
        raise Refused(Obstacle(many, field="topics"))
    known |= {name: Topic.objects.create(survey=survey, name=name) for name in new}
    Tagging.objects.filter(answer=answer).delete()
    Tagging.objects.bulk_create(Tagging(answer=answer, topic=known[name]) for name in wanted)
    # The answer itself has no place in the record: only that somebody sorted.
    record(
        survey.subject_of_record,
        "survey.answer_tagged",
        actor=actor,
        private={"survey": survey.public_id, "topics": "\n".join(wanted)},
    )


@transaction.atomic
def free_for_quoting(answer: OpenAnswer, *, actor: User, text: str) -> Quote:
    """Approve a passage as it will be read by all. Raises `Refused`.

    What is left out is replaced by […]: nothing is quoted that the person did not write.
    """
    survey = _held(answer, actor)
    words = text.strip()
    refuse_if_any(_wrong(answer, words))
    made, _new = Quote.objects.update_or_create(
        answer=answer,
        defaults={"text": words, "approved_by": actor, "approved_at": clock.now()},
    )
    record(
        survey.subject_of_record,
        "survey.quote_approved",
        actor=actor,
        private={"survey": survey.public_id, "text": words},
    )
    return made


def _wrong(answer: OpenAnswer, words: str) -> list[Obstacle]:
    if not words:
        return [Obstacle(_("Write the passage that may be quoted."), field="text")]
    if len(words) > LONGEST_QUOTE:
        long = _("At most %(most)s characters are taken.") % {"most": LONGEST_QUOTE}
        return [Obstacle(long, field="text")]
    said, place = " ".join(answer.text.split()), 0
    for piece in " ".join(words.split()).split("[…]"):
        found = said.find(piece.strip(), place)
        if found < 0:
            sentence = _("Only leave words out, and write […] in their place: a quote is verbatim.")
            return [Obstacle(sentence, field="text")]
        place = found + len(piece.strip())
    return []


@transaction.atomic
def withdraw_quote(answer: OpenAnswer, *, actor: User) -> None:
    """Quote nothing of this answer after all. Raises `Refused`."""
    survey = _held(answer, actor)
    Quote.objects.filter(answer=answer).delete()
    record(
        survey.subject_of_record,
        "survey.quote_withdrawn",
        actor=actor,
        private={"survey": survey.public_id},
    )


@transaction.atomic
def hand_on(answer: OpenAnswer, *, actor: User, text: str) -> ImprovementProposal:
    """Take an answer into the register of proposals, with the survey alone. Raises `Refused`."""
    survey: Survey = Survey.objects.select_related("version").get(pk=answer.survey_id)
    access.require(actor, "results.publish", survey.subject)
    if not counted.open_answers(survey).filter(pk=answer.pk).exists():
        raise Refused(_("This answer is not counted yet."))
    # The register names it in one language, whoever takes it in.
    title = codec.read(survey.version.content).title.bg[:200]
    return take_in(text, source=Source.SURVEY, actor=actor, source_name=title, survey=survey)
