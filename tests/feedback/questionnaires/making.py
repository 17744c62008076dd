"""Questionnaires for any test, as values."""

from dataclasses import replace

from feedback.questionnaires.content import (
    Condition,
    Content,
    Criterion,
    Option,
    Question,
    QuestionKind,
    Row,
    Section,
    Words,
)

YES_NO = (Option("yes", Words("да", "yes")), Option("no", Words("не", "no")))
THREE = tuple(Option(key, Words(key)) for key in ("parks", "roads", "schools"))


def ask(key: str, kind: QuestionKind, **facts: object) -> Question:
    """A question whose words are its key."""
    return replace(Question(key, kind, Words(f"Въпрос {key}", f"Question {key}")), **facts)  # type: ignore[arg-type]


def section(key: str, *questions: Question, condition: Condition | None = None) -> Section:
    """A section whose title is its key."""
    return Section(key, Words(f"Раздел {key}"), questions=questions, condition=condition)


def asking(*sections: Section) -> Content:
    """A questionnaire of these sections."""
    return Content(Words("Въпросник", "Questionnaire"), sections=sections)


def every_kind() -> Content:
    """A questionnaire with a question of each kind; `why` is asked only of who came."""
    return asking(
        section(
            "first",
            ask("came", QuestionKind.SINGLE, options=YES_NO, is_required=True),
            ask(
                "why",
                QuestionKind.LONG_TEXT,
                is_required=True,
                condition=Condition("came", ("yes",)),
            ),
            ask("topics", QuestionKind.MULTIPLE, options=THREE, most=2),
            ask(
                "views",
                QuestionKind.MATRIX,
                rows=(
                    Row("clear", Words("Материалите бяха ясни."), Criterion.INFORMATION),
                    Row("hard", Words("Беше трудно."), Criterion.EFFORT, is_reversed=True),
                ),
            ),
        ),
        section(
            "second",
            ask("recommend", QuestionKind.SCALE, criterion=Criterion.RECOMMEND),
            ask("order", QuestionKind.RANKING, options=THREE),
            ask("children", QuestionKind.NUMBER, least="0", greatest="20"),
            ask("day", QuestionKind.DATE),
            ask("name", QuestionKind.SHORT_TEXT),
            ask("photo", QuestionKind.FILE),
            ask("place", QuestionKind.SETTLEMENT),
        ),
    )
