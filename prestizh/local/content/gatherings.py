"""The two forums of the example year: one by tables in its third session, one drawn by lot."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any

from forums.bodies import founding, seating
from forums.bodies.models import Body
from forums.gatherings import drawing, framing, inviting, projects, registering, sessions, voting
from forums.gatherings.models import Choice, Forum, Motion, Session, State, Table
from forums.gatherings.registering import Answers
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.local.content.history import History
from prestizh.local.content.people import Cast
from prestizh.local.content.reading import table

PRESENT = 3


@dataclass
class Gathering:
    """What both forums share: the body, its secretary, its people. `name` is that in the file."""

    name: str
    cast: Cast
    history: History
    made: dict[str, Body] = field(default_factory=dict)

    @property
    def facts(self) -> dict[str, Any]:
        found: dict[str, Any] = table("gatherings")[self.name]
        return found

    @property
    def secretary(self) -> User:
        return self.cast.people["secretary"]

    @property
    def forum(self) -> Forum:
        """The forum as it stands in the database now."""
        return Forum.objects.select_related("body").get(body=self.made[self.name])

    def on(self, day: date, hour: str, act: Any, *given: Any) -> None:
        """Have `act` done on the next working day from `day`."""
        self.history.happens(self.history.next_office_day(day), hour, partial(act, *given))

    def found(self, kind: str, seats: int) -> None:
        """Found the body and name its secretary."""
        clerk = self.cast.people["clerk"]
        body = founding.prepare(
            actor=clerk, kind=kind, act_kind="order", act_on=clock.today(), **self.facts["body"]
        )
        seating.add_seats(body, actor=clerk, category="citizens", number=seats)
        founding.constitute(body, actor=clerk)
        seating.name_secretary(body, actor=clerk, user=self.secretary)
        self.made[self.name] = body

    def register(self, number: int, **answers: Any) -> None:
        """A guest registers and confirms the address."""
        given = Answers(email=f"{self.name}{number}@example.org", **answers)
        registering.confirm(registering.register(self.forum, actor=None, answers=given))


class AtTables(Gathering):
    """The citizen forum: eight tables, its third session was yesterday evening."""

    def happen(self) -> None:
        ago = self.history.ago
        self.on(ago(200), "09:20", self.found, "citizen_forum", 60)
        self.on(ago(198), "14:10", self._prepare)
        everybody = [(one, name) for one in self.facts["table"] for name in one["people"]]
        for number, (one, name) in enumerate(everybody):
            day = ago(190 - number // 2)
            self.history.happens(
                day,
                f"{18 + number % 2}:{10 + number}",
                partial(self._sit, number, one["interest"], name),
            )
        self.on(ago(160), "10:00", lambda: drawing.begin(self.forum, actor=self.secretary))
        for number, days in enumerate((150, 95, 9), start=1):
            self.on(ago(days), "11:00", self._plan, number)
        for number, days in enumerate((140, 85, 1), start=1):
            self.history.happens(ago(days), "18:40", partial(self._hold, number))

    def _prepare(self) -> None:
        frame = dict(self.facts["frame"])
        begins = self.history.ago(140)
        forum = framing.prepare(
            self.made[self.name],
            actor=self.secretary,
            held_on=begins,
            registration_ends_on=self.history.ago(165),
            places=56,
            **{**frame, "fund": Decimal(frame["fund"])},
        )
        for one in self.facts["table"]:
            said = {key: one[key] for key in ("kind", "interest", "interest_en")}
            framing.add_table(forum, actor=self.secretary, places=8, **said)
        framing.open_registration(forum, actor=self.secretary)

    def _sit(self, number: int, interest: str, name: str) -> None:
        self.register(
            number,
            name=name,
            table=self.forum.tables.get(interest=interest),
            area=self.forum.area_names[number % 3],
            age=self.forum.age_names[number % 4],
            sex="жена" if name.endswith("а") else "мъж",
        )

    def _said(self, number: int) -> dict[str, Any]:
        found: dict[str, Any] = self.facts["session"][number - 1]
        return found

    def _plan(self, number: int) -> None:
        said = self._said(number)
        days = (140, 85, 1)[number - 1]
        sessions.plan(
            self.forum,
            actor=self.secretary,
            on=self.history.ago(days),
            place=said["place"],
            agenda=said["agenda"].strip(),
            experts=said["experts"],
        )

    def _hold(self, number: int) -> None:
        """Attendance, votes by table, bulletin; the last motion of the third is still open."""
        session = self.forum.sessions.get(number=number)
        present = dict.fromkeys(self.forum.tables.all(), PRESENT)
        session = sessions.hold(session, actor=self.secretary, present=present)
        if number == len(self.facts["session"]) - 1:
            for name, most in table("gatherings")["criteria"].items():
                projects.add_criterion(self.forum, actor=self.secretary, name=name, most=most)
        for said in self._said(number)["motion"]:
            self._propose(session, said)
        if "bulletin" in self._said(number):
            bulletin = self._said(number)["bulletin"]
            sessions.publish_bulletin(session, actor=self.secretary, bulletin=bulletin)

    def _propose(self, session: Session, said: dict[str, Any]) -> None:
        asked = {key: said[key] for key in ("kind", "title", "text")}
        asked |= {key: Decimal(said[key]) for key in ("budget", "own_share") if key in said}
        proposer = self.forum.tables.get(interest=said["table"])
        motion = voting.propose(
            session,
            actor=self.secretary,
            table=proposer,
            addressee=said.get("addressee", ""),
            **asked,
        )
        if "points" in said:
            criteria = self.forum.criteria.all()
            points = dict(zip(criteria, said["points"], strict=True))
            projects.judge(motion, actor=self.secretary, points=points)
        if "against" in said:
            self._vote(motion, said)

    def _vote(self, motion: Motion, said: dict[str, Any]) -> None:
        tables: list[Table] = [one for one in self.forum.tables.all() if one.has_vote]
        words = [Choice.AGAINST] * said["against"] + [Choice.ABSTAINS] * said["abstains"]
        words += [Choice.FOR] * (len(tables) - len(words))
        choices = dict(zip(tables[::-1], words, strict=True))
        voting.vote(motion, actor=self.secretary, choices=choices)


class ByLot(Gathering):
    """The one-day forum: the draw is done, one place has gone to the reserve."""

    def happen(self) -> None:
        ago = self.history.ago
        self.on(ago(62), "09:50", self.found, "deliberative", 8)
        self.on(ago(60), "15:00", self._prepare)
        for number, line in enumerate(self.facts["people"]):
            day, hour = ago(55 - number // 2), f"{12 + number % 8}:{20 + number}"
            self.history.happens(day, hour, partial(self._enter, number, line))
        closed = self.history.next_office_day(ago(35))
        self.history.happens(closed, "09:10", self._close)
        drawn = self.history.next_office_day(closed + timedelta(days=4))
        self.history.happens(drawn, "09:30", self._draw)
        # One more than places: the first gives theirs to the reserve.
        for number in range(self.facts["frame"]["places"] + 1):
            hour = f"18:{10 + 5 * number}"
            self.history.happens(drawn + timedelta(days=1), hour, partial(self._answer, number))

    def _prepare(self) -> None:
        forum = framing.prepare(
            self.made[self.name],
            actor=self.secretary,
            held_on=self.history.ago(-12),
            registration_ends_on=self.history.ago(40),
            **self.facts["frame"],
        )
        text = self.facts["population"]
        framing.set_population(forum, actor=self.secretary, text=text)
        framing.open_registration(forum, actor=self.secretary)

    def _enter(self, number: int, line: str) -> None:
        name, area, age, sex = line.split("; ")
        self.register(number, name=name, area=area, age=age, sex=sex)

    def _close(self) -> None:
        drawing.close_list(self.forum, actor=self.secretary)

    def _draw(self) -> None:
        drawing.enter_seed(
            self.forum,
            actor=self.secretary,
            words=self.facts["words"],
            known_at=clock.now() - timedelta(hours=14),
            link=self.facts["link"],
        )

    def _answer(self, number: int) -> None:
        """The first can't come; the others accept, and so does who comes in their place."""
        person = self.forum.registrations.filter(state=State.INVITED).select_related("user").first()
        if person is None:
            return
        if number == 0:
            inviting.decline(person)
        else:
            inviting.accept(person)


def two_forums(cast: Cast, history: History) -> None:
    """Both forums of the example year."""
    AtTables("tables", cast, history).happen()
    ByLot("draw", cast, history).happen()
