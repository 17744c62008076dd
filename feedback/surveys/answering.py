"""Taking an answer in: one transaction, a constant number of queries, nothing to join it by."""

from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from feedback.questionnaires.answers import Answer
from feedback.questionnaires.content import Content, QuestionKind
from feedback.surveys import codes, drafts, intake
from feedback.surveys.intake import Given
from feedback.surveys.models import Channel, Draft, Reach, Survey
from feedback.surveys.procedure import hold
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.refusal import Refused


def apart(content: Content, answers: Mapping[str, Answer]) -> Given:
    """The answers with the free words taken out of them."""
    closed: dict[str, object] = {}
    texts: list[tuple[str, str]] = []
    for question in content.questions():
        answer = answers.get(question.key)
        if answer is None or question.kind == QuestionKind.FILE:
            continue
        if question.is_open:
            texts.append((question.key, str(answer)))
        else:
            closed[question.key] = answer
    return Given(closed, tuple(texts))


@transaction.atomic
def respond(
    survey: Survey, *, given: Given, code: str = "", token: str = "", person: User | None = None
) -> None:
    """Take in an answer sent from the portal; its code, if any, is cut loose. Raises `Refused`.

    In an anonymous survey no `person` is taken; in one with names nobody else is.
    """
    row = taking(survey)
    _refuse_unfit(row, code, person)
    if code:
        codes.use(row, code)
    if token:
        Draft.objects.filter(survey=row, key=drafts.key_of(token)).delete()
    intake.put(row, given, channel=Channel.ONLINE, person=person)


def taking(survey: Survey) -> Survey:
    """The survey, held until the transaction ends; it takes answers now. Raises `Refused`."""
    hold(survey)
    row: Survey = Survey.objects.select_related("version").get(pk=survey.pk)
    if not row.is_open(clock.now()):
        raise Refused(_("Answers are not taken any more."))
    return row


def _refuse_unfit(survey: Survey, code: str, person: User | None) -> None:
    if survey.is_anonymous:
        if person is not None:
            raise ValueError("An anonymous survey takes no name.")
        if survey.reach == Reach.INVITED and not code:
            raise Refused(_("Only who was invited can answer: open the link in the letter."))
        return
    if person is None:
        raise Refused(_("Sign in to answer: answers to this survey carry names."))
    if survey.responses.filter(person=person).exists():
        raise Refused(_("You have answered this survey already."))
    if survey.reach == Reach.INVITED and not survey.invitations.filter(user=person).exists():
        raise Refused(_("Only who was invited can answer this survey."))
