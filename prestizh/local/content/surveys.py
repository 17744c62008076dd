"""Surveys of the example year: after two discussions that ended, on needs, one open now, one planned."""

import random
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import partial

from feedback.questionnaires.content import Content
from feedback.questionnaires.models import Version
from feedback.surveys import answering, asking, giving_out, hosts, planning, typing_in
from feedback.surveys.intake import Given
from feedback.surveys.models import Occasion, Survey
from prestizh.accounts.models import User
from prestizh.local.content.discussions import Discussion
from prestizh.local.content.filling_in import a_person
from prestizh.local.content.history import History
from prestizh.local.content.people import Cast
from prestizh.local.content.questionnaires import Asked
from prestizh.terms import SOFIA, closes_at

ON_EACH_DAY, ON_PAPER = 8, 9


@dataclass
class Asking:
    """One survey, about a discussion or about needs, by the clerk who runs both."""

    cast: Cast
    history: History
    discussion: Discussion | None
    asked: Asked
    name: str
    made: Survey | None = None
    purpose: str = "event"
    # By how much everything is judged worse than the file says.
    worse: float = 0

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
            host=self._host(),
            occasion=Occasion.AFTER_EVENT if self.discussion else Occasion.NEEDS,
        )
        self.made = giving_out.open_survey(prepared, actor=self.clerk)

    def plan(self, opens: int, hour: int, days: int) -> None:
        """Prepare it, to open by itself in so many days at this hour, for answers until `days` ahead."""
        version: Version | None = self.asked.made[self.name].published
        assert version is not None  # noqa: S101 - published by an earlier event
        self.made = giving_out.prepare(
            version,
            actor=self.clerk,
            closes_at=closes_at(self.history.today + timedelta(days=days)),
            host=self._host(),
            occasion=Occasion.AFTER_REPORT,
        )
        day = self.history.today + timedelta(days=opens)
        opens_at = datetime.combine(day, time(hour), tzinfo=SOFIA)
        planning.plan(self.made, actor=self.clerk, opens_at=opens_at)

    def _host(self) -> hosts.HostFacts | None:
        if self.discussion is None:
            return None
        return hosts.find("consultation", self.discussion.row.public_id)

    def answer(self, seed: int) -> None:
        """Some people answer on one day."""
        survey, chance = self.survey, random.Random(seed)
        content = asking.content_of(survey.version)
        for _person in range(ON_EACH_DAY):
            answering.respond(survey, given=self._person(content, chance))

    def type_in(self) -> None:
        """A stack of paper from the community centre."""
        survey, chance = self.survey, random.Random(1)
        content = asking.content_of(survey.version)
        stack = typing_in.begin(
            survey, actor=self.clerk, name="Кутията в читалището", forms=ON_PAPER
        )
        for _form in range(ON_PAPER):
            stack = typing_in.type_in(stack, actor=self.clerk, given=self._person(content, chance))

    def _person(self, content: Content, chance: random.Random) -> Given:
        return a_person(content, chance, self.purpose, self.worse)

    def close(self) -> None:
        """End it."""
        giving_out.close(self.survey, actor=self.clerk)


def surveys(
    cast: Cast, history: History, asked: Asked, discussions: dict[str, Discussion]
) -> dict[str, Asking]:
    """Three that ended, each with its answers, one that is open now, and one that opens by itself in
    some days; those that ended, by name."""
    made = history.office_day(history.ago(206))
    for hour, name, purpose in (("10:00", "event", "after_event"), ("10:10", "needs", "needs")):
        history.happens(made, hour, partial(asked.begin, name, purpose))
        history.happens(made, "10:20", partial(asked.publish, name))
    markets = Asking(cast, history, discussions["markets"], asked, "event", worse=0.5)
    _is_answered(markets, opened=204, on=(203, 202, 200), ended=193)
    needs = Asking(cast, history, None, asked, "needs", purpose="needs")
    _is_answered(needs, opened=150, on=(149, 147, 146, 141, 133), ended=120)
    ended = Asking(cast, history, discussions["pets"], asked, "event")
    _is_answered(ended, opened=10, on=(9, 8, 7, 6), ended=2)
    open_now = Asking(cast, history, discussions["green"], asked, "green")
    history.happens(history.ago(4), "10:10", partial(open_now.open, -10))
    for number, days in enumerate((3, 2)):
        history.happens(history.ago(days), "19:25", partial(open_now.answer, 100 + number))
    planned = Asking(cast, history, discussions["pets"], asked, "answer")
    history.happens(history.ago(1), "10:30", partial(planned.plan, 6, 9, 20))
    return {"markets": markets, "needs": needs, "pets": ended}


def _is_answered(asking: Asking, *, opened: int, on: tuple[int, ...], ended: int) -> None:
    """Opened, answered on these days and on paper, closed; all so many days ago."""
    history = asking.history
    history.happens(history.ago(opened), "09:40", partial(asking.open, ended + 1))
    for number, days in enumerate(on):
        history.happens(
            history.ago(days), f"{18 + number % 3}:15", partial(asking.answer, opened + number)
        )
    history.happens(history.ago(on[-1] - 1), "11:20", asking.type_in)
    history.happens(history.ago(ended), "09:05", asking.close)
