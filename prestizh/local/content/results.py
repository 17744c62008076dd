"""What came of the surveys: answers sorted, results published, proposals taken up, measures done."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from feedback.measures import answering, measuring
from feedback.measures.models import ImprovementProposal, Measure
from feedback.results import publishing, reading, sharing, tagging, weights
from feedback.surveys import counted
from feedback.surveys.models import OpenAnswer, Survey
from prestizh.accounts.models import User
from prestizh.local.content.filling_in import sentences
from prestizh.local.content.history import History
from prestizh.local.content.reading import table
from prestizh.local.content.surveys import Asking


@dataclass
class Telling:
    """One closed survey on its way to everybody, by the clerk who gave it out."""

    asking: Asking
    told: dict[str, Any]
    proposal: ImprovementProposal | None = None
    measure: Measure | None = None

    @property
    def clerk(self) -> User:
        return self.asking.clerk

    @property
    def survey(self) -> Survey:
        return self.asking.survey

    @property
    def history(self) -> History:
        return self.asking.history

    def sort(self) -> None:
        """Give each open answer its topics; free the passages that may be quoted, each once."""
        known = {one["text"]: one for one in sentences(self.asking.purpose)}
        quoted: set[str] = set()
        for answer in counted.open_answers(self.survey):
            said = known[answer.text]
            tagging.tag(answer, actor=self.clerk, names=said["topics"])
            if "quote" in said and said["quote"] not in quoted:
                tagging.free_for_quoting(answer, actor=self.clerk, text=said["quote"])
                quoted.add(said["quote"])

    def weigh(self) -> None:
        """Enter how many people live in the settlements of each segment."""
        told = self.told["shares"]
        (split,) = (
            one
            for one in weights.offered(reading.counted_results(self.survey))
            if one.by == "settlement"
        )
        population = {
            weights.key_of(one): sum(told["people"].get(cell, told["others"]) for cell in one.cells)
            for one in weights.weighable(split)
        }
        sharing.enter(
            self.survey,
            actor=self.clerk,
            by=split.by,
            population=population,
            source=told["source"],
        )

    def publish(self) -> None:
        """Freeze the results and show them to everybody."""
        publishing.publish(self.survey, actor=self.clerk, words=self.told["words"])

    def hand_on(self) -> None:
        """The proposal goes to the register of proposals, and is put before everybody."""
        text = next(one["text"] for one in sentences(self.asking.purpose) if "proposal" in one)
        answer: OpenAnswer = counted.open_answers(self.survey).filter(text=text)[0]
        self.proposal = tagging.hand_on(answer, actor=self.clerk, text=text)
        answering.register(self.proposal, actor=self.clerk, public_text=text)

    def take_up(self) -> None:
        """The proposal is accepted, with a measure."""
        row, told = self.proposal, self.told["measure"]
        assert row is not None  # noqa: S101 - handed on by an earlier event
        answering.answer(row, actor=self.clerk, step="accept", words=told["answer"])
        self.measure = measuring.add_measure(
            row,
            actor=self.clerk,
            text=told["text"],
            due_on=self.history.ago(told["done"]) + timedelta(days=10),
            unit=self.asking.cast.units[told["unit"]],
        )

    def finish(self) -> None:
        """The measure is done."""
        row, result = self.measure, self.told["measure"]["result"]
        assert row is not None  # noqa: S101 - added by an earlier event
        measuring.report(row, actor=self.clerk, state="done", result=result)


def published_results(ended: dict[str, Asking]) -> None:
    """The results of three surveys, one weighted by where people live; what was proposed in one is
    done, in another under review."""
    for name, told in table("results").items():
        one = Telling(ended[name], told)
        _on(one, told["sorted"], "10:05", one.sort)
        if "shares" in told:
            _on(one, told["sorted"], "10:40", one.weigh)
        _on(one, told["published"], "14:30", one.publish)
        if "handed_on" in told:
            _on(one, told["handed_on"], "11:10", one.hand_on)
        if "measure" in told:
            _on(one, told["measure"]["ago"], "13:40", one.take_up)
            _on(one, told["measure"]["done"], "16:25", one.finish)


def _on(one: Telling, ago: int, hour: str, act: Any) -> None:
    one.history.happens(one.history.ago(ago), hour, act)
