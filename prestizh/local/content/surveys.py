"""Two surveys of the example year: one after a discussion that ended, counted; one that is open now."""

import random
from dataclasses import dataclass
from datetime import timedelta
from functools import partial

from feedback.questionnaires.answers import Answer
from feedback.questionnaires.content import Content, Question, QuestionKind, is_asked
from feedback.questionnaires.models import Version
from feedback.surveys import answering, asking, giving_out, hosts, typing_in
from feedback.surveys.intake import Given
from feedback.surveys.models import Occasion, Survey
from prestizh.accounts.models import User
from prestizh.local.content.discussions import Discussion
from prestizh.local.content.history import History
from prestizh.local.content.people import TOWN, Cast
from prestizh.local.content.questionnaires import Asked
from prestizh.terms import closes_at

ON_EACH_DAY, ON_PAPER = 8, 9
SAID = (
    "Обсъжданията да са след 18 ч., иначе работещите не могат да дойдат.",
    "Хубаво е, че всеки член можеше да се коментира поотделно.",
    "Текстът на наредбата е труден; кратко резюме помага повече.",
    "Кметствата трябва да разлепват съобщенията, не всички имат интернет.",
    "Модераторът даде думата на всички.",
    "Искам да знам какво стана с моето предложение.",
)


@dataclass
class Asking:
    """One survey about a discussion, by the clerk who runs both."""

    cast: Cast
    history: History
    discussion: Discussion
    asked: Asked
    name: str
    made: Survey | None = None

    @property
    def clerk(self) -> User:
        return self.cast.people["clerk"]

    @property
    def survey(self) -> Survey:
        """The survey as it stands now."""
        assert self.made is not None  # noqa: S101 - opened by an earlier event
        found: Survey = Survey.objects.select_related("version").get(pk=self.made.pk)
        return found

    def open(self, days: int) -> None:
        """Open it, for answers until so many days ago (a negative number: ahead)."""
        version: Version | None = self.asked.made[self.name].published
        assert version is not None  # noqa: S101 - published by an earlier event
        prepared = giving_out.prepare(
            version,
            actor=self.clerk,
            closes_at=closes_at(self.history.today - timedelta(days=days)),
            host=hosts.find("consultation", self.discussion.row.public_id),
            occasion=Occasion.AFTER_EVENT,
        )
        self.made = giving_out.open_survey(prepared, actor=self.clerk)

    def answer(self, seed: int) -> None:
        """Some people answer on one day."""
        survey, chance = self.survey, random.Random(seed)
        content = asking.content_of(survey.version)
        for _person in range(ON_EACH_DAY):
            answering.respond(survey, given=a_person(content, chance))

    def type_in(self) -> None:
        """A stack of paper from the community centre."""
        survey, chance = self.survey, random.Random(1)
        content = asking.content_of(survey.version)
        stack = typing_in.begin(
            survey, actor=self.clerk, name="Кутията в читалището", forms=ON_PAPER
        )
        for _form in range(ON_PAPER):
            stack = typing_in.type_in(stack, actor=self.clerk, given=a_person(content, chance))

    def close(self) -> None:
        """End it."""
        giving_out.close(self.survey, actor=self.clerk)


def a_person(content: Content, chance: random.Random) -> Given:
    """One filled-in questionnaire: mostly content, sometimes silent, now and then with a sentence."""
    answers: dict[str, Answer] = {}
    for section in content.sections:
        for question in section.questions:
            if is_asked(question, section, {**answers}):
                answer = _answer(question, chance)
                if answer is not None:
                    answers[question.key] = answer
    return answering.apart(content, answers)


def _answer(question: Question, chance: random.Random) -> Answer | None:
    if not question.is_required and chance.random() < 0.1:
        return None
    keys = [option.key for option in question.options]
    if question.kind is QuestionKind.SINGLE:
        return chance.choices(keys, [len(keys) - place for place in range(len(keys))])[0]
    if question.kind is QuestionKind.MULTIPLE:
        chosen = chance.sample(keys, min(len(keys), question.most or 2, 2))
        return [key for key in keys if key in chosen]
    if question.kind is QuestionKind.MATRIX:
        points = (5, 4, 3, 2, 1, "unknown")
        return {row.key: chance.choices(points, (25, 35, 20, 8, 5, 7))[0] for row in question.rows}
    if question.kind is QuestionKind.SCALE:
        return chance.choices(range(11), (1, 1, 1, 2, 2, 5, 8, 14, 20, 22, 24))[0]
    if question.kind is QuestionKind.RANKING:
        return chance.sample(keys, min(len(keys), question.most or len(keys)))
    if question.kind is QuestionKind.LONG_TEXT:
        return chance.choice(SAID) if chance.random() < 0.3 else None
    return TOWN if question.kind is QuestionKind.SETTLEMENT else None


def surveys(cast: Cast, history: History, asked: Asked, discussions: dict[str, Discussion]) -> None:
    """The survey about the discussion that ended, with answers; the one that is open now."""
    made = history.office_day(history.ago(14))
    history.happens(made, "10:00", partial(asked.begin, "event", "after_event"))
    history.happens(made, "10:05", partial(asked.publish, "event"))
    ended = Asking(cast, history, discussions["pets"], asked, "event")
    history.happens(history.ago(10), "09:40", partial(ended.open, 3))
    for number, days in enumerate((9, 8, 7, 6)):
        history.happens(history.ago(days), f"{18 + number % 3}:15", partial(ended.answer, number))
    history.happens(history.ago(5), "11:20", ended.type_in)
    history.happens(history.ago(2), "09:05", ended.close)
    open_now = Asking(cast, history, discussions["green"], asked, "green")
    history.happens(history.ago(4), "10:10", partial(open_now.open, -10))
    for number, days in enumerate((3, 2)):
        history.happens(history.ago(days), "19:25", partial(open_now.answer, 10 + number))
