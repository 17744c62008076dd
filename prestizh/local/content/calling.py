"""The working group on the green areas and its two calls: one finished, one open."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from forums.bodies import founding, seating
from forums.bodies.models import Body, Seat
from forums.calls import (
    applying,
    appointing,
    deciding,
    drafting,
    objecting,
    publishing,
    selecting,
)
from forums.calls.models import Application, Call
from forums.calls.placing import Place
from prestizh.accounts.models import User
from prestizh.documents.keeping import keep_made, lock_away
from prestizh.documents.models import Document
from prestizh.ledger import clock
from prestizh.local.content.history import History
from prestizh.local.content.people import Cast
from prestizh.local.content.reading import table

FIRST_DAYS, SECOND_DAYS = 14, 21
TYPED = ("phone", "competence", "interest", "connections")
PAPER = "Кратко представяне на дейността през последната година"


@dataclass
class Callings:
    """The group and what became of its calls; `first_on` and `second_on` are their publications."""

    cast: Cast
    history: History
    first_on: date
    second_on: date
    body: Body | None = None
    calls: dict[str, Call] = field(default_factory=dict)
    sent: dict[str, Application] = field(default_factory=dict)

    @property
    def clerk(self) -> User:
        return self.cast.people["clerk"]

    @property
    def secretary(self) -> User:
        return self.cast.people["secretary"]

    @property
    def group(self) -> Body:
        """The working group. Raises LookupError before it is founded."""
        if self.body is None:
            raise LookupError("The working group is not founded yet.")
        return Body.objects.get(pk=self.body.pk)

    def row(self, name: str) -> Call:
        """The call as it stands in the database now."""
        return Call.objects.get(pk=self.calls[name].pk)

    def told(self, name: str) -> Iterator[dict[str, Any]]:
        """The applications of a call, as the file has them."""
        return (one for one in table("calls")["applications"] if one["call"] == name)

    # --- the year --------------------------------------------------------------------------

    def happen(self) -> None:
        """The group, the finished call with its appointments, the call that is open today."""
        day = self.history.office_day(self.first_on - timedelta(days=4))
        self.history.happens(day, "09:40", self._found)
        self._is_open("first", self.first_on, FIRST_DAYS)
        over = self._after(self.first_on, FIRST_DAYS + 5)
        self.history.happens(over, "10:15", self._assess)
        self.history.happens(over, "16:20", self._decide)
        self.history.happens(over + timedelta(days=1), "19:30", self._object)
        self.history.happens(self._after(over, 4), "11:10", self._answer)
        final = self._after(over, 12)
        self.history.happens(final, "09:30", self._finish)
        self.history.happens(self._after(final, 2), "14:00", self._appoint)
        self._is_open("second", self.second_on, SECOND_DAYS)

    def _after(self, day: date, days: int) -> date:
        return self.history.next_office_day(day + timedelta(days=days))

    def _is_open(self, name: str, published_on: date, term_days: int) -> None:
        self.history.happens(published_on, "10:40", partial(self._call, name, term_days))
        for said in self.told(name):
            day = published_on + timedelta(days=said["day"])
            self.history.happens(day, said["hour"], partial(self._apply, said))

    def _found(self) -> None:
        facts = dict(table("calls")["body"])
        self.body = founding.prepare(
            actor=self.clerk,
            kind="working_group",
            act_kind="order",
            act_on=clock.today(),
            unit=self.cast.units["ecology"],
            topics=[self.cast.topics["environment"]],
            meetings_per_year=12,
            **facts,
        )
        for seat in table("calls")["seats"]:
            seating.add_seats(self.body, actor=self.clerk, **seat)
        founding.constitute(self.body, actor=self.clerk)
        seating.name_secretary(self.body, actor=self.clerk, user=self.secretary)

    # --- a call ----------------------------------------------------------------------------

    def _call(self, name: str, term_days: int) -> None:
        facts = {key: text.strip() for key, text in table("calls")[name].items()}
        call = drafting.prepare(
            self.group, actor=self.secretary, term_days=term_days, objection_days=7, **facts
        )
        places = {"first": {"ngo": 2, "citizens": 1}, "second": {"ngo": 1, "experts": 2}}[name]
        for category, number in places.items():
            drafting.add_places(
                call,
                actor=self.secretary,
                seat=self._seat(category),
                places=number,
                open_to="organisations" if category == "ngo" else "persons",
            )
        for one in table("calls")["criteria"]:
            values = {**one, "weight": Decimal(one["weight"])}
            drafting.add_criterion(call, actor=self.secretary, **values)
        drafting.add_paper(
            call,
            actor=self.secretary,
            name=PAPER,
            name_en="A short presentation of the last year's work",
            is_required=False,
        )
        self.calls[name] = publishing.publish(call, actor=self.secretary)

    def _seat(self, category: str) -> Seat:
        return self.group.seats.get(category=category)

    def _apply(self, said: dict[str, Any]) -> None:
        person = self.cast.people[said["person"]]
        call = self.row(said["call"])
        seat = call.seats.get(seat__category=said["category"])
        speaks = self.cast.mandates[said["mandate"]] if "mandate" in said else None
        begun = applying.begin(
            call,
            actor=person,
            place=Place(seat, speaks),
            key=uuid.uuid4(),
            candidate=person.display_name,
            is_declared=True,
            **{name: said[name] for name in TYPED},
        )
        if speaks is not None:
            applying.set_mandate(begun, actor=person, document=self._letter(person, said))
        self.sent[said["key"]] = applying.submit(begun, actor=person)

    def _letter(self, person: User, said: dict[str, Any]) -> Document:
        name = self.cast.mandates[said["mandate"]].organisation.name
        words = f"{name} определя {person.display_name} за свой представител.\n"
        document = keep_made(
            words.encode(), name="писмо.txt", media_type="text/plain; charset=utf-8", actor=person
        )
        lock_away(document)
        return document

    # --- the selection of the first ----------------------------------------------------------

    def _assess(self) -> None:
        call = selecting.begin(self.row("first"), actor=self.secretary)
        criteria = list(call.criteria.all())
        for number, facts in enumerate(table("calls")["selectors"]):
            selector = selecting.name_selector(call, actor=self.secretary, **facts)
            points = {
                (self.sent[said["key"]], criterion): given
                for said in self.told("first")
                for criterion, given in zip(criteria, said["points"][number], strict=True)
            }
            selecting.score(selector, actor=self.secretary, points=points)

    def _decide(self) -> None:
        for said in self.told("first"):
            selecting.judge(
                self.sent[said["key"]],
                actor=self.secretary,
                decision=said["decision"],
                reasons=said["reasons"],
            )
        deciding.decide(self.row("first"), actor=self.secretary)

    def _object(self) -> None:
        for said in self.told("first"):
            if "objection" in said:
                row = self.sent[said["key"]]
                objecting.make_objection(row, actor=row.applicant, text=said["objection"])

    def _answer(self) -> None:
        for said in self.told("first"):
            if "answer" in said:
                made = self.sent[said["key"]].objections.get()
                objecting.answer(
                    made, actor=self.secretary, outcome="rejected", reasons=said["answer"]
                )

    def _finish(self) -> None:
        deciding.finish(self.row("first"), actor=self.secretary)

    def _appoint(self) -> None:
        for said in self.told("first"):
            appointing.appoint(
                self.sent[said["key"]],
                actor=self.secretary,
                act="Заповед № РД-09-140 на кмета",
                on=clock.today(),
            )


def call_for_members(cast: Cast, history: History) -> Callings:
    """The group and its calls, one finished three months ago, one open since nine days."""
    callings = Callings(
        cast,
        history,
        first_on=history.office_day(history.ago(100)),
        second_on=history.office_day(history.ago(9)),
    )
    callings.happen()
    return callings
