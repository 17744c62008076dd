"""What the office asks: two questionnaires of the library, one of them made its own."""

from dataclasses import dataclass, field, replace
from functools import partial

from feedback.questionnaires import beginning, editing, publishing, revising
from feedback.questionnaires.content import Content, Option, QuestionKind, Words
from feedback.questionnaires.models import Questionnaire
from prestizh.accounts.models import User
from prestizh.local.content.history import History
from prestizh.local.content.people import Cast

BEGUN, EDITED, PUBLISHED = 70, 69, 68  # days ago
OWN_TITLE = Words(
    "Как мина обсъждането на зелените площи?", "How was the discussion of the green areas?"
)
PLACES = (
    Option("kenana", Words("парк „Кенана“", "Kenana park")),
    Option("yamacha", Words("парк „Ямача“", "Yamacha park")),
    Option("yard", Words("зеленото между блоковете", "the green between the blocks")),
    Option("village", Words("площадът в селото ми", "the square of my village")),
)


@dataclass
class Asked:
    """The questionnaires of the example, by the names that the surveys use."""

    cast: Cast
    made: dict[str, Questionnaire] = field(default_factory=dict)

    @property
    def clerk(self) -> User:
        return self.cast.people["clerk"]

    def begin(self, name: str, purpose: str) -> None:
        """Begin with one of the library."""
        self.made[name] = beginning.begin_from_library(purpose, actor=self.clerk)

    def make_it_ours(self) -> None:
        """Another title, one question more, one less."""
        for change in (
            _retitled,
            partial(
                editing.with_new_question,
                section="event",
                kind=QuestionKind.MULTIPLE,
                words=Words("За кое място говорихте?", "Of which place did you speak?"),
            ),
            _with_places,
            partial(editing.without_question, key="learned"),
        ):
            revising.revise(self.made["green"], actor=self.clerk, change=change)

    def publish(self, name: str) -> None:
        """Freeze its first version."""
        draft = self.made[name].draft
        assert draft is not None  # noqa: S101 - begun above, not published yet
        publishing.publish(self.made[name], actor=self.clerk, edition=draft.edition)


def _retitled(content: Content) -> Content:
    return replace(content, title=OWN_TITLE)


def _with_places(content: Content) -> Content:
    return editing.with_question(
        content, replace(content.question("question1"), options=PLACES, most=2)
    )


def questionnaires(cast: Cast, history: History) -> Asked:
    """Begin, edit and publish them, each act on its day; give what they become."""
    asked = Asked(cast)
    begun, edited, published = (
        history.office_day(history.ago(days)) for days in (BEGUN, EDITED, PUBLISHED)
    )
    for hour, name, purpose in (
        ("09:20", "green", "after_event"),
        ("09:30", "answer", "after_report"),
    ):
        history.happens(begun, hour, partial(asked.begin, name, purpose))
    history.happens(edited, "14:10", asked.make_it_ours)
    for hour, name in (("15:00", "green"), ("15:05", "answer")):
        history.happens(published, hour, partial(asked.publish, name))
    return asked
