"""What was proposed for better participation, how it was answered, and what was done about it."""

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from feedback.measures import answering, measuring, proposing
from feedback.measures.models import ImprovementProposal, Measure
from prestizh.local.content.history import History
from prestizh.local.content.people import Cast
from prestizh.local.content.reading import table

TAKEN_IN = ("source", "source_name", "analysis_url")


@dataclass
class Improvement:
    """One proposal as the file tells it; its days count back from today."""

    told: dict[str, Any]
    cast: Cast
    history: History
    made: ImprovementProposal | None = None
    measures: dict[str, Measure] = field(default_factory=dict)

    @property
    def row(self) -> ImprovementProposal:
        """As it was received. Raises LookupError before that."""
        if self.made is None:
            raise LookupError("The proposal is not received yet.")
        return self.made

    def happens(self) -> None:
        """Everything that the file tells of it, each on its day."""
        told = self.told
        self._on(told["ago"], "10:05", self._receive)
        if "registered" in told:
            self._on(told["registered"], "11:20", self._register)
        if "answered" in told:
            self._on(told["answered"], "14:35", self._answer)
        for measure in told.get("measures", ()):
            self._on(measure["ago"], "15:25", partial(self._measure, measure))
            if "begun" in measure:
                self._on(measure["begun"], "09:40", partial(self._begin, measure))
            if "done" in measure:
                self._on(measure["done"], "16:10", partial(self._finish, measure))

    def _on(self, ago: int, hour: str, act: Any) -> None:
        self.history.happens(self.history.office_day(self.history.ago(ago)), hour, act)

    def _receive(self) -> None:
        told = self.told
        if "from" in told:
            author, name = self.cast.people[told["from"]], told.get("name", "")
            self.made = proposing.propose(told["text"], actor=author, name=name)
            return
        facts = {name: told[name] for name in TAKEN_IN if name in told}
        self.made = proposing.take_in(told["text"], actor=self.cast.people["clerk"], **facts)

    def _register(self) -> None:
        words = self.told.get("public_text", self.told["text"])
        answering.register(self.row, actor=self.cast.people["clerk"], public_text=words)

    def _answer(self) -> None:
        clerk, told = self.cast.people["clerk"], self.told
        answering.answer(self.row, actor=clerk, step=told["step"], words=told["words"])

    def _measure(self, measure: dict[str, Any]) -> None:
        unit = measure.get("unit")
        self.measures[measure["text"]] = measuring.add_measure(
            self.row,
            actor=self.cast.people["clerk"],
            text=measure["text"],
            due_on=self.history.ago(-measure["due"]),
            unit=self.cast.units[unit] if unit else None,
            owner_name=measure.get("office", ""),
            owner_email=measure.get("owner_email", ""),
        )

    def _begin(self, measure: dict[str, Any]) -> None:
        row, clerk = self.measures[measure["text"]], self.cast.people["clerk"]
        measuring.report(row, actor=clerk, state="under_way")

    def _finish(self, measure: dict[str, Any]) -> None:
        measuring.report(
            self.measures[measure["text"]],
            actor=self.cast.people["clerk"],
            state="done",
            result=measure["result"],
            result_url=measure.get("result_url", ""),
        )


def improvements(cast: Cast, history: History) -> None:
    """Five proposals: one done, one late, one refused, one under review, one just received."""
    for told in table("measures")["proposals"]:
        Improvement(told, cast, history).happens()
