"""The expert group that finished: its room, its final report, and the draft that was made of it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from consultations import drafting as consultations
from forums.bodies import founding, seating
from forums.bodies.models import Body
from forums.workspaces import drafting, reporting
from forums.workspaces.models import Report, SharedText, Workspace
from forums.workspaces.room import close_room, open_room
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.local.content.discussions import Discussion
from prestizh.local.content.history import History
from prestizh.local.content.people import Cast
from prestizh.local.content.reading import prose, table


@dataclass
class Experts:
    """The group as `experts.toml` tells it; its days count back from the publication of its draft."""

    cast: Cast
    history: History
    published_on: date
    body: Body | None = None
    shared: SharedText | None = None
    report: Report | None = None

    @property
    def facts(self) -> dict[str, Any]:
        return table("experts")

    @property
    def clerk(self) -> User:
        return self.cast.people["clerk"]

    @property
    def secretary(self) -> User:
        return self.cast.people["secretary"]

    @property
    def row(self) -> Body:
        """The group as it stands in the database now. Raises LookupError before it is founded."""
        if self.body is None:
            raise LookupError("The expert group is not founded yet.")
        return Body.objects.get(pk=self.body.pk)

    @property
    def room(self) -> Workspace:
        """Its room as it stands in the database now."""
        return Workspace.objects.select_related("body").get(body=self.row)

    def happen(self) -> None:
        """Founded, at work on the text, finished; then its work ends."""
        self._on(70, "09:50", self._found)
        self._on(69, "14:10", self._appoint)
        self._on(66, "10:20", self._begin)
        self._on(40, "16:40", self._interim)
        self._on(24, "15:20", self._finish_the_text)
        self._on(20, "11:15", self._report)
        self._on(19, "11:30", self._end)

    def _on(self, days: int, hour: str, act: Any) -> None:
        day = date.fromordinal(self.published_on.toordinal() - days)
        self.history.happens(self.history.office_day(day), hour, act)

    def _found(self) -> None:
        self.body = founding.prepare(
            actor=self.clerk,
            kind="expert_group",
            act_kind="order",
            act_on=clock.today(),
            ends_on=self.published_on,
            unit=self.cast.units["trade"],
            topics=[self.cast.topics["trade"]],
            **self.facts["body"],
        )
        seating.add_seats(self.body, actor=self.clerk, **self.facts["seats"])
        founding.constitute(self.body, actor=self.clerk)
        seating.name_secretary(self.body, actor=self.clerk, user=self.secretary)

    def _appoint(self) -> None:
        body = self.row
        for facts in self.facts["members"]:
            given = dict(facts)
            account = given.pop("account", "")
            seating.appoint(
                body,
                actor=self.secretary,
                seat=body.seats.get(),
                act=f"Заповед № {body.act_number}",
                on=clock.today(),
                user=self.cast.people.get(account),
                **given,
            )

    def _begin(self) -> None:
        open_room(self.row, actor=self.secretary)
        # What the group changed in its own first wording is told with the second version.
        first = prose("markets.draft.txt").replace("6,30 до 19,00", "7,00 до 18,00")
        self.shared = drafting.start_text(
            self.room, actor=self.secretary, title=table("markets")["title"], text=first
        )

    def _finish_the_text(self) -> None:
        if self.shared is None:
            raise LookupError("The text is not begun yet.")
        text, note = prose("markets.draft.txt"), self.facts["reports"]["note"]
        drafting.lay_down(self.shared, actor=self.secretary, text=text, note=note, seen=1)

    def _interim(self) -> None:
        words = self.facts["reports"]["interim"]
        reporting.write_interim(self.room, actor=self.secretary, text=words)

    def _report(self) -> None:
        if self.shared is None:
            raise LookupError("The text is not begun yet.")
        self.report = reporting.publish_final(
            self.room,
            actor=self.secretary,
            text=self.facts["reports"]["final"],
            result=drafting.newest_of(self.shared),
        )

    def _end(self) -> None:
        reason = self.facts["reports"]["end"]
        close_room(self.room, actor=self.secretary, reason=reason)
        founding.end(self.row, actor=self.clerk, reason=reason)


@dataclass
class Inherited(Discussion):
    """A discussion whose draft a clerk makes of what an expert group finished."""

    experts: Experts | None = None

    def is_prepared(self, days_before: int = 3) -> None:
        """The work of the group comes first."""
        self.experts = Experts(self.cast, self.history, self.published_on)
        self.experts.happen()
        super().is_prepared(days_before)

    def _prepare(self) -> None:
        if self.experts is None or self.experts.report is None:
            raise LookupError("The group has not finished yet.")
        facts = self.draft_facts()
        kinds = {name: facts.pop(name) for name in ("kind", "drafter_kind")}
        made = reporting.hand_over(self.experts.report, actor=self.clerk, **kinds)
        self.consultation = consultations.revise(made, actor=self.clerk, **facts)
