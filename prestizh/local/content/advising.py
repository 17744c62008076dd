"""What the councils recommended (answered, refused, late, on its way), and their yearly reports."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from forums.recommendations import answering, drafting, measuring, sending
from forums.recommendations.models import Measure, Recommendation
from forums.reports.publishing import publish
from prestizh.accounts.models import User
from prestizh.local.content.councils import Council
from prestizh.local.content.discussions import Discussion
from prestizh.local.content.history import History
from prestizh.local.content.reading import table
from prestizh.local.content.speaking import CouncilsOpinion
from prestizh.meetings.models import Decision

REPORTED = 240
# Days ago: after the discussion has begun, whatever holidays lie between.
LINKED = 3
FACTS = (
    "title",
    "title_en",
    "text",
    "text_en",
    "addressee",
    "addressee_name",
    "addressee_email",
    "origin_reason",
)


@dataclass
class Advice:
    """One recommendation as the file tells it."""

    told: dict[str, Any]
    council: Council
    history: History
    discussions: Mapping[str, Discussion]
    made: Recommendation | None = None
    measures: dict[str, Measure] = field(default_factory=dict)

    @property
    def secretary(self) -> User:
        return self.council.secretary

    @property
    def row(self) -> Recommendation:
        """As it stands in the database now. Raises LookupError before it is written down."""
        if self.made is None:
            raise LookupError("The recommendation is not written down yet.")
        return Recommendation.objects.get(pk=self.made.pk)

    def happens(self) -> None:
        """Everything that the file tells of it, each on its day."""
        told = self.told
        self._on(told["drafted"], "10:20", self._draft)
        if "sent" in told:
            self._on(told["sent"], "11:45", self._send)
        if "discussion" in told:
            self._on(LINKED, "12:30", self._link)
        for answer in told.get("answers", ()):
            self._on(answer["ago"], "14:10", partial(self._answer, answer))
        for measure in told.get("measures", ()):
            self._on(measure["ago"], "15:00", partial(self._measure, measure))
            if "done" in measure:
                self._on(measure["done"], "11:30", partial(self._report, measure))

    def _on(self, ago: int, hour: str, act: Any) -> None:
        self.history.happens(self.history.office_day(self.history.ago(ago)), hour, act)

    def _draft(self) -> None:
        facts = {name: self.told[name] for name in FACTS if name in self.told}
        row = self.council.row
        if "origin_reason" in facts:
            facts["origin"] = "outside"
        else:
            decisions = Decision.objects.filter(meeting__subject=row.subject)
            facts |= {"origin": "meeting", "decision": decisions.latest("pk")}
        self.made = drafting.prepare(row, actor=self.secretary, **facts)

    def _link(self) -> None:
        discussion = self.discussions[self.told["discussion"]]
        drafting.link(
            self.row, actor=self.secretary, kind="consultation", consultation=discussion.row
        )

    def _send(self) -> None:
        sending.send(self.row, actor=self.secretary)

    def _answer(self, answer: dict[str, Any]) -> None:
        given = {name: value for name, value in answer.items() if name != "ago"}
        row = self.row
        answering.answer(row, actor=row.addressee_user or self.secretary, **given)

    def _measure(self, measure: dict[str, Any]) -> None:
        self.measures[measure["text"]] = measuring.add_measure(
            self.row,
            actor=self.secretary,
            text=measure["text"],
            owner_name=measure["owner_name"],
            owner_email=measure.get("owner_email", ""),
            due_on=self.history.ago(-measure["due"]),
        )

    def _report(self, measure: dict[str, Any]) -> None:
        measuring.report(
            self.measures[measure["text"]],
            actor=self.secretary,
            state="done",
            result=measure["result"],
        )


def advice(
    councils: Mapping[str, Council], discussions: Mapping[str, Discussion], history: History
) -> None:
    """All of it, the councils' opinions, and the report of the first year, if that is over."""
    for told in table("advice")["recommendations"]:
        Advice(told, councils[told["council"]], history, discussions).happens()
    for told in table("advice")["opinions"]:
        council, discussion = councils[told["council"]], discussions[told["discussion"]]
        CouncilsOpinion(told, council, discussion).happens()
    for council in councils.values():
        day = history.office_day(history.ago(REPORTED))
        if day.year > council.founded_on.year:
            history.happens(day, "16:00", partial(_report_on, council))


def _report_on(council: Council) -> None:
    publish(
        council.row,
        actor=council.secretary,
        year=council.founded_on.year,
        words="Съветът е учреден в края на годината; първото му заседание е през следващата.",
    )
