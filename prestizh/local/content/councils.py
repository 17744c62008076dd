"""Two councils of the example content: who sits in them, by which rules, since about a year."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from forums.bodies import founding, seating
from forums.bodies.models import Body, Membership
from forums.bodies.papers.renditions import DOCX, as_word, paper_of
from forums.bodies.patterns import PATTERNS
from forums.bodies.starting import start
from prestizh.accounts.models import User
from prestizh.documents.keeping import keep_made
from prestizh.local.content.history import History
from prestizh.local.content.people import Cast
from prestizh.local.content.reading import table

DAYS_TO_APPOINT, DAYS_TO_RULES = 2, 20


@dataclass
class Council:
    """One body: `name` is that of its table; days count from its constitution."""

    name: str
    cast: Cast
    history: History
    founded_on: date
    body: Body | None = None

    @property
    def facts(self) -> dict[str, Any]:
        facts: dict[str, Any] = table("councils")[self.name]
        return facts

    @property
    def clerk(self) -> User:
        return self.cast.people["clerk"]

    @property
    def secretary(self) -> User:
        return self.cast.people["secretary"]

    @property
    def row(self) -> Body:
        """The body as it stands in the database now."""
        if self.body is None:
            raise LookupError(f"The body {self.name} is not founded yet.")
        return Body.objects.get(pk=self.body.pk)

    def day(self, number: int) -> date:
        """The day so many days after the constitution, or the first working one after it."""
        return self.history.next_office_day(date.fromordinal(self.founded_on.toordinal() + number))

    def is_founded(self) -> None:
        """Prepared, constituted and given a secretary on one day; members and rules follow."""
        self.history.happens(self.founded_on, "10:15", self._prepare)
        self.history.happens(self.founded_on, "15:30", self._constitute)
        self.history.happens(self.day(DAYS_TO_APPOINT), "11:00", self._appoint)
        self.history.happens(self.day(DAYS_TO_RULES), "16:10", self._put_rules_into_force)
        for facts in self.facts["members"]:
            if "released" in facts:
                release = partial(self._release, facts)
                self.history.happens(self.day(facts["released"]), "14:20", release)

    def _prepare(self) -> None:
        facts, pattern = self.facts, PATTERNS[self.facts["pattern"]]
        said = {name: facts[name] for name in ("act_number", "purpose", "purpose_en", "contact")}
        self.body = start(
            pattern,
            actor=self.clerk,
            name=facts["name"],
            act_on=self.founded_on,
            topics=[self.cast.topics[key] for key in facts["topics"]],
            unit=self.cast.units[facts["unit"]] if "unit" in facts else None,
            **said,
        )

    def _constitute(self) -> None:
        founding.constitute(self.row, actor=self.clerk)
        seating.name_secretary(self.row, actor=self.clerk, user=self.secretary)

    def _appoint(self) -> None:
        for facts in self.facts["members"]:
            self._seat(facts)

    def _seat(self, facts: dict[str, Any]) -> None:
        body = self.row
        organisation = facts.get("organisation")
        # „until“ counts from today, so that the reminders have something to remind of.
        until = self.history.ago(-facts["until"]) if "until" in facts else None
        seating.appoint(
            body,
            actor=self.secretary,
            seat=body.seats.get(category=facts["category"]),
            name=facts["name"],
            act=f"Решение № {body.act_number} на Общинския съвет",
            on=self.day(DAYS_TO_APPOINT),
            user=self.cast.people[facts["account"]] if "account" in facts else None,
            organisation=self.cast.mandates[organisation].organisation if organisation else None,
            organisation_name=facts.get("organisation_name", ""),
            office=facts.get("office", ""),
            until=until,
            interest=facts.get("interest", ""),
        )

    def _release(self, facts: dict[str, Any]) -> None:
        member = Membership.objects.current().get(body=self.row, name=facts["name"])
        seating.release(member, actor=self.secretary, ground=facts["ground"], note=facts["note"])

    def _put_rules_into_force(self) -> None:
        content = as_word(paper_of(self.row, "rules"))
        document = keep_made(content, name="pravilnik.docx", media_type=DOCX, actor=self.secretary)
        founding.add_rules(
            self.row,
            actor=self.secretary,
            document=document,
            adopted_on=self.day(DAYS_TO_RULES),
            adopted_by=self.facts["rules_by"],
        )


def councils(cast: Cast, history: History) -> dict[str, Council]:
    """Both councils, by name; nothing is done yet."""
    told = {
        "youth": Council("youth", cast, history, history.office_day(history.ago(352))),
        "social": Council("social", cast, history, history.office_day(history.ago(338))),
    }
    for council in told.values():
        council.is_founded()
    return told
