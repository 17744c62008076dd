"""Plain functions that bring a survey to where a test begins, through the acts."""

from datetime import datetime, timedelta
from typing import Any

from feedback.questionnaires import codec
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
from feedback.questionnaires.models import Questionnaire, Version
from feedback.surveys import answering, giving_out, hosts
from feedback.surveys.hosts import HostFacts
from feedback.surveys.intake import Given
from feedback.surveys.models import Survey
from forums.bodies import founding, seating
from forums.bodies.models import Body
from prestizh.accounts.models import Role, User
from prestizh.ledger import clock
from tests.factories import make_user
from tests.forums.making import make_body_in_preparation, make_member

CONTENT = Content(
    Words("Как мина срещата?", "How was the meeting?"),
    Words("Три минути, за да е по-добре следващия път."),
    (
        Section(
            "course",
            Words("Срещата", "The meeting"),
            questions=(
                Question(
                    "satisfied",
                    QuestionKind.MATRIX,
                    Words("Доколко сте съгласни?", "How far do you agree?"),
                    rows=(
                        Row("overall", Words("Доволен съм от участието си."), Criterion.OVERALL),
                        Row("voice", Words("Можах да изкажа мнението си."), Criterion.VOICE),
                    ),
                    is_required=True,
                ),
                Question(
                    "came",
                    QuestionKind.SINGLE,
                    Words("Бихте ли участвали отново?", "Would you come again?"),
                    options=(Option("yes", Words("Да")), Option("no", Words("Не"))),
                ),
            ),
        ),
        Section(
            "why",
            Words("Защо не?", "Why not?"),
            questions=(Question("reason", QuestionKind.SHORT_TEXT, Words("Какво Ви спира?")),),
            condition=Condition("came", ("no",)),
        ),
        Section(
            "end",
            Words("Накрая", "At the end"),
            questions=(
                Question(
                    "recommend",
                    QuestionKind.SCALE,
                    Words("Доколко бихте препоръчали участие?"),
                    criterion=Criterion.RECOMMEND,
                ),
                Question(
                    "better",
                    QuestionKind.LONG_TEXT,
                    Words("Какво да подобрим?"),
                    criterion=Criterion.PROPOSAL,
                ),
            ),
        ),
    ),
)


def make_version(content: Content = CONTENT) -> Version:
    """A published version."""
    maker, now = make_clerk(), clock.now()
    questionnaire = Questionnaire.objects.create(
        kind="after_event", title=content.title.bg, made_by=maker, made_at=now
    )
    version: Version = Version.objects.create(
        questionnaire=questionnaire,
        number=1,
        content=codec.write(content),
        edited_by=maker,
        edited_at=now,
        published_by=maker,
        published_at=now,
        digest=codec.digest(content),
    )
    return version


def make_clerk() -> User:
    """Who runs surveys."""
    return make_user(Role.CLERK)


def in_days(days: int) -> datetime:
    """So many days from now."""
    return clock.now() + timedelta(days=days)


def host_of(body: Body) -> HostFacts:
    """The body as what a survey is bound to."""
    found = hosts.find("body", body.public_id)
    assert found is not None
    return found


def make_body_of(members: int, **facts: Any) -> Body:
    """A body with so many members who have accounts."""
    clerk = make_clerk()
    body = make_body_in_preparation(clerk, **facts)
    seating.add_seats(body, actor=clerk, category="experts", number=max(members, 1))
    founding.constitute(body, actor=clerk)
    for number in range(members):
        make_member(body, make_user(display_name=f"Член {number + 1}"), seat=body.seats.last())
    return body


def make_prepared(clerk: User | None = None, **more: Any) -> Survey:
    """An anonymous survey in preparation, bound to nothing, open for anybody with the link."""
    values: dict[str, Any] = {"closes_at": in_days(14), **more}
    version = values.pop("version", None) or make_version()
    return giving_out.prepare(version, actor=clerk or make_clerk(), **values)


def make_open(clerk: User | None = None, **more: Any) -> Survey:
    """The same, open."""
    clerk = clerk or make_clerk()
    return giving_out.open_survey(make_prepared(clerk, **more), actor=clerk)


def a_given(points: int = 4, words: str = "") -> Given:
    """One person's answers."""
    closed: dict[str, object] = {"satisfied": {"overall": points, "voice": points}, "came": "yes"}
    return Given(closed, (("better", words),) if words else ())


def answer(survey: Survey, number: int = 1, **more: Any) -> None:
    """So many answers come in from the portal."""
    for place in range(number):
        answering.respond(survey, given=a_given(1 + place % 5), **more)
