"""The meetings of a council over the year: held with votes, fallen through, convened for soon."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from functools import partial
from typing import Any, Protocol

from forums.bodies.models import Body
from prestizh.accounts.models import User
from prestizh.documents.keeping import keep_made
from prestizh.local.content.history import History
from prestizh.local.content.reading import table
from prestizh.meetings import (
    agenda,
    attending,
    closing,
    convening,
    deciding,
    minuting,
    opening,
    planning,
    voting,
)
from prestizh.meetings.models import AgendaItem, Meeting, Presence
from prestizh.meetings.session import Session
from prestizh.terms import SOFIA, backward_latest

BEGINS = time(17, 30)
# Clear days; a week more than the rules of these councils ask for.
NOTICE = 12


class Sitting(Protocol):
    """What meets: a body of the example content with its secretary."""

    @property
    def row(self) -> Body: ...

    @property
    def secretary(self) -> User: ...


@dataclass
class Sittings:
    """The meetings of one council, as the table of its `name` has them."""

    name: str
    council: Sitting
    history: History

    def happen(self) -> None:
        """Every meeting with its notice in time; those that lie ahead are only convened."""
        for facts in table("meetings")[self.name]:
            self._happens(facts)

    def _happens(self, facts: dict[str, Any]) -> None:
        day = self.history.next_office_day(self.history.ago(facts["ago"]))
        convene = partial(self._convene, facts, day)
        latest = backward_latest(day, NOTICE, self.history.calendar)
        notice = self.history.office_day(min(latest, self.history.ago(2)))
        self.history.happens(notice, "10:05", convene)
        if day < self.history.today:
            self.history.happens(day, "17:31", partial(self._hold, facts))

    def _convene(self, facts: dict[str, Any], day: date) -> None:
        secretary = self.council.secretary
        meeting = planning.plan(
            actor=secretary,
            subject=self.council.row.subject,
            starts_at=datetime.combine(day, BEGINS, tzinfo=SOFIA),
            place=facts["place"],
            how_to_attend=facts.get("how_to_attend", ""),
        )
        for item in facts["items"]:
            made = agenda.add_item(
                meeting, actor=secretary, title=item["title"], speaker=item.get("speaker", "")
            )
            if "paper" in item:
                self._attach(meeting, made, item["paper"])
        convening.convene(meeting, actor=secretary)
        self._reply(meeting)

    def _attach(self, meeting: Meeting, item: AgendaItem, text: str) -> None:
        secretary = self.council.secretary
        document = keep_made(
            text.encode(), name="dokladna.txt", media_type="text/plain", actor=secretary
        )
        agenda.attach(
            meeting, actor=secretary, document=document, title="Докладна записка", item=item
        )

    def _reply(self, meeting: Meeting) -> None:
        for one in meeting.attendees.exclude(user=None)[:1]:
            attending.reply(one, actor=self.council.secretary, answer="coming")

    def _hold(self, facts: dict[str, Any]) -> None:
        secretary = self.council.secretary
        meeting = Meeting.objects.filter(
            subject=self.council.row.subject, stage="convened"
        ).earliest("starts_at")
        roll = list(meeting.attendees.filter(stands_for=None))
        away = facts["away"]
        for one in roll[: len(roll) - away]:
            attending.note_presence(one, actor=secretary, presence=Presence.PRESENT)
        if "guest" in facts:
            attending.add_guest(meeting, actor=secretary, may_be_named=True, **facts["guest"])
        if not Session(meeting).quorum().is_met:
            opening.close_for_lack(meeting, actor=secretary)
            return
        meeting = opening.open_meeting(meeting, actor=secretary)
        for item, said in zip(meeting.items.all(), facts["items"], strict=True):
            self._treat(item, said)
        closing.close(meeting, actor=secretary)

    def _treat(self, item: AgendaItem, said: dict[str, Any]) -> None:
        secretary = self.council.secretary
        minuting.write_notes(item, actor=secretary, notes=said["notes"], version=0)
        if "decision" not in said:
            return
        present = len(Session(item.meeting).voters(item))
        against = said.get("against", 0)
        motion = voting.vote_counted(
            item,
            actor=secretary,
            text=said["decision"],
            method="open",
            votes_for=present - against,
            votes_against=against,
            votes_abstain=0,
        )
        if motion.carried:
            deciding.decide(
                item,
                actor=secretary,
                kind=said.get("kind", "decision"),
                text=said["decision"],
                motion=motion,
            )


def sittings(councils: Mapping[str, Sitting], history: History) -> None:
    """The meetings of these councils, by their names; nothing is done yet."""
    for name, council in councils.items():
        Sittings(name, council, history).happen()
