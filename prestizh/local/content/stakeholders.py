"""Who is concerned by what the demo's municipality decides, and who was asked."""

from dataclasses import dataclass
from functools import partial
from typing import Any

from feedback.stakeholders import inviting, mapping
from feedback.stakeholders.models import Stakeholder
from feedback.stakeholders.occasions import Occasion, found
from prestizh.ledger import clock
from prestizh.local.content.discussions import Discussion
from prestizh.local.content.history import History
from prestizh.local.content.people import Cast
from prestizh.local.content.reading import table

# The invitation comes after the discussion has begun, whatever holidays lie between.
ADDED, INVITED = 62, 3
PURPOSE = "покани за обсъждания и за участие в органи"
WORDS = ("nature", "sort", "name", "eik", "note", "channels", "office_email")
MARKS = ("interest", "influence", "affectedness")


@dataclass
class Concerned:
    """One stakeholder as the file tells it; its days count back from today."""

    told: dict[str, Any]
    cast: Cast
    history: History
    made: Stakeholder | None = None

    @property
    def row(self) -> Stakeholder:
        """As it was put on the map. Raises LookupError before that."""
        if self.made is None:
            raise LookupError("The stakeholder is not on the map yet.")
        return self.made

    def happens(self) -> None:
        """Everything that the file tells of it, each on its day."""
        self.on(ADDED, "10:40", self._add)
        for score in self.told["scores"]:
            self.on(score["ago"], "13:15", partial(self._score, score))
        if "strategy" in self.told:
            self.on(self.told["strategy"]["ago"], "16:30", self._decide)

    def on(self, ago: int, hour: str, act: Any) -> None:
        self.history.happens(self.history.office_day(self.history.ago(ago)), hour, act)

    def _add(self) -> None:
        facts = {name: self.told[name] for name in WORDS if name in self.told}
        if "office_email" in facts:
            facts |= {"contact_purpose": PURPOSE, "consent_on": clock.today()}
        facts["topics"] = [self.cast.topics[name] for name in self.told["topics"]]
        codes = self.told.get("settlements", ())
        facts["settlements"] = [self.cast.settlements[code] for code in codes]
        self.made = mapping.add(actor=self.cast.people["clerk"], **facts)

    def _score(self, score: dict[str, Any]) -> None:
        mapping.score(
            self.row,
            actor=self.cast.people["clerk"],
            **dict(zip(MARKS, score["marks"], strict=True)),
            effect=score["effect"],
            position=score["position"],
            reason=score["reason"],
        )

    def _decide(self) -> None:
        told, clerk = self.told["strategy"], self.cast.people["clerk"]
        mapping.decide(self.row, actor=clerk, strategy=told["way"], strategy_reason=told["reason"])


def the_map(cast: Cast, history: History, discussions: dict[str, Discussion]) -> None:
    """A dozen on the map; the offices are invited to the open discussion, most groups are silent."""
    all_told = [Concerned(told, cast, history) for told in table("stakeholders")["stakeholders"]]
    for one in all_told:
        one.happens()
    first = all_told[0]
    first.on(INVITED, "11:50", partial(_invite, all_told, cast, discussions["green"]))
    for one in all_told:
        if "came" in one.told:
            came = one.told["came"]
            discussion = discussions[came["discussion"]]
            one.on(came["ago"], "17:20", partial(_came, one, cast, discussion, came["how"]))


def _invite(all_told: list[Concerned], cast: Cast, discussion: Discussion) -> None:
    topics = {"environment", "planning"}
    rows = [one.row for one in all_told if topics & set(one.told["topics"])]
    inviting.invite(rows, _occasion(discussion), actor=cast.people["clerk"])


def _came(one: Concerned, cast: Cast, discussion: Discussion, how: str) -> None:
    clerk = cast.people["clerk"]
    inviting.note_turnout(_occasion(discussion), actor=clerk, stakeholder=one.row, how=how)


def _occasion(discussion: Discussion) -> Occasion:
    """The discussion as one to which people are invited. Raises LookupError before it is public."""
    occasion = found(f"consultation:{discussion.row.public_id}", clock.now())
    if occasion is None:
        raise LookupError("The discussion is not public yet.")
    return occasion
