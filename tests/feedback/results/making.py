"""Plain functions that bring a survey to its results, through the acts."""

from collections.abc import Sequence

from feedback.questionnaires.content import (
    Content,
    Criterion,
    Option,
    Question,
    QuestionKind,
    Row,
    Section,
    Words,
)
from feedback.results import publishing
from feedback.results.models import Publication
from feedback.surveys import answering, counted, giving_out
from feedback.surveys.intake import Given
from feedback.surveys.models import OpenAnswer, Survey
from prestizh.accounts.models import User
from tests.feedback.surveys.making import make_open, make_version

CRITERIA = ("overall", "information", "time", "voice")
GROUPS = ("citizen", "ngo", "business", "media")


def words(text: str) -> Words:
    return Words(text, f"{text} (en)")


CONTENT = Content(
    words("Мнения за срещата"),
    Words(""),
    (
        Section(
            "one",
            words("Срещата"),
            questions=(
                Question(
                    "agree",
                    QuestionKind.MATRIX,
                    words("Доколко сте съгласни?"),
                    rows=tuple(Row(code, words(code), Criterion(code)) for code in CRITERIA),
                ),
                Question(
                    "services",
                    QuestionKind.MATRIX,
                    words("Услуги"),
                    rows=(
                        Row("i", words("важност"), Criterion.IMPORTANCE, subject="Осветление"),
                        Row("s", words("състояние"), Criterion.STATE, subject="Осветление"),
                    ),
                ),
                Question(
                    "recommend",
                    QuestionKind.SCALE,
                    words("Бихте ли препоръчали?"),
                    criterion=Criterion.RECOMMEND,
                ),
                Question(
                    "group",
                    QuestionKind.SINGLE,
                    words("Като какъв участвате?"),
                    options=tuple(Option(key, words(key)) for key in GROUPS),
                    criterion=Criterion.GROUP,
                ),
                Question("better", QuestionKind.LONG_TEXT, words("Какво да подобрим?")),
            ),
        ),
    ),
)


def given(at: int, text: str = "") -> Given:
    """The answers of the person in place `at`; each tenth judges nothing."""
    point = (3, 4, 4, 5, 2, 4, 5, 3, 5, 4)[at % 10]
    judged: dict[str, object] = {
        code: "unknown" if at % 10 == 9 else max(1, point - shift * (at % 2))
        for shift, code in enumerate(CRITERIA)
    }
    closed: dict[str, object] = {
        "agree": judged,
        "services": {"i": 5 - at % 2, "s": 1 + at % 3},
        "recommend": at % 11,
        "group": GROUPS[(0, 0, 1, 0, 2, 1, 0, 3, 2, 0)[at % 10]],
    }
    return Given(closed, (("better", text),) if text else ())


def make_closed(clerk: User, number: int = 40, texts: Sequence[str] = ()) -> Survey:
    """A closed survey with so many answers; the first of them with these words."""
    survey = make_open(clerk, version=make_version(CONTENT))
    for at in range(number):
        answering.respond(survey, given=given(at, texts[at] if at < len(texts) else ""))
    return giving_out.close(survey, actor=clerk)


def make_published(clerk: User, number: int = 40) -> Publication:
    """Published results."""
    return publishing.publish(make_closed(clerk, number), actor=clerk, words="Научихме много.")


def first_answer(survey: Survey) -> OpenAnswer:
    """One of the open answers."""
    found = counted.open_answers(survey).first()
    assert found is not None
    return found
