"""The minutes of the councils' meetings: read by the members, signed, published; one of them late."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from prestizh.accounts.models import User
from prestizh.local.content.history import History
from prestizh.local.content.reading import table
from prestizh.local.content.sittings import Sitting
from prestizh.meetings.minutes import drafting, publishing, redacting, remarking, signing
from prestizh.meetings.models import Ground, Meeting, Minutes, Verdict
from prestizh.meetings.models.people import IN_SESSION
from prestizh.terms import sofia_day, working_days_after

# Working days after the meeting; the rules give seven to publish.
DAYS_TO_SEND, DAYS_TO_REMARK, DAYS_TO_ANSWER, DAYS_TO_PUBLISH = 1, 2, 3, 6


@dataclass
class Protocols:
    """The minutes of one council: what its table says of each meeting, by `ago`."""

    name: str
    council: Sitting
    history: History

    def happen(self) -> None:
        """The minutes of every meeting that was held, from the draft to the public page."""
        for facts in table("minutes")[self.name]:
            day = self.history.next_office_day(self.history.ago(facts["ago"]))
            self._happens(day, DAYS_TO_SEND, "10:20", partial(self._send, day, facts))
            if "remark" in facts:
                remark = partial(self._remark, day, facts["remark"])
                self._happens(day, DAYS_TO_REMARK, "19:05", remark)
                answer = partial(self._answer, day, facts["remark"])
                self._happens(day, DAYS_TO_ANSWER, "11:40", answer)
            days = facts.get("published_after", DAYS_TO_PUBLISH)
            self._happens(day, days, "09:30", partial(self._publish, day))

    def _happens(self, day: date, days: int, hour: str, act: Any) -> None:
        on = working_days_after(day, days, self.history.calendar)
        if on < self.history.today:
            self.history.happens(on, hour, act)

    def _meeting(self, day: date) -> Meeting:
        held = Meeting.objects.filter(subject=self.council.row.subject, stage="closed")
        return next(row for row in held if sofia_day(row.starts_at) == day)

    def _minutes(self, day: date) -> Minutes:
        found: Minutes = Minutes.objects.get(meeting=self._meeting(day))
        return found

    def _send(self, day: date, facts: dict[str, Any]) -> None:
        meeting, secretary = self._meeting(day), self.council.secretary
        # Who chairs without an account signs on paper; here somebody with one led the meeting.
        present = meeting.attendees.filter(presence__in=IN_SESSION).exclude(user=None)
        minutes = drafting.draw_up(meeting, actor=secretary, chaired_by=present[0])
        if "left_out" in facts:
            redacting.leave_out(
                minutes,
                actor=secretary,
                passage=facts["left_out"],
                ground=Ground.PERSONAL,
                why="Име на гражданин, който не е член на съвета.",
            )
        drafting.send_for_remarks(minutes, actor=secretary)

    def _remark(self, day: date, said: dict[str, Any]) -> None:
        minutes = self._minutes(day)
        member = minutes.meeting.attendees.get(name=said["name"])
        assert member.user is not None  # noqa: S101 - the table names somebody with an account
        item = minutes.meeting.items.all()[said["item"] - 1]
        remarking.remark(minutes, actor=member.user, text=said["text"], item=item)

    def _answer(self, day: date, said: dict[str, Any]) -> None:
        made = self._minutes(day).remarks.get()
        assert made.item is not None  # noqa: S101 - the remark is on an item
        remarking.settle(
            made,
            actor=self.council.secretary,
            verdict=Verdict.TAKEN,
            answer=said["answer"],
            text=f"{made.item.notes} {said['addition']}",
        )

    def _publish(self, day: date) -> None:
        minutes = self._minutes(day)
        chair: User | None = minutes.chaired_by.user
        assert chair is not None  # noqa: S101 - chosen so
        for signer in (self.council.secretary, chair):
            signing.sign(minutes, actor=signer, read=minutes.version)
        publishing.publish(minutes, actor=self.council.secretary)


def protocols(name: str, council: Sitting, history: History) -> Protocols:
    """The minutes of the council `name`; nothing is done yet."""
    told = Protocols(name, council, history)
    told.happen()
    return told
