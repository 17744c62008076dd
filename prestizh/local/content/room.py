"""The closed room of the working group: papers, talk, tasks, and a text that is still written."""

from dataclasses import dataclass, field
from datetime import timedelta
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from consultations import drafting as consultation_drafting
from forums.workspaces import deciding, drafting, filing, reporting, talking, tasking
from forums.workspaces.models import (
    Paper,
    SharedText,
    Suggestion,
    Task,
    Topic,
    Workspace,
    people_of,
)
from forums.workspaces.room import open_room
from prestizh.accounts.models import User
from prestizh.documents.keeping import Examined
from prestizh.documents.kinds import Kind
from prestizh.local.content.calling import Callings
from prestizh.local.content.discussions import Discussion
from prestizh.local.content.history import History
from prestizh.local.content.reading import prose, table


@dataclass
class Room:
    """What the group did in its room, as `room.toml` tells it; days count back from today."""

    callings: Callings
    history: History
    made: dict[str, Any] = field(default_factory=dict)

    def happen(self) -> None:
        """Open the room, then everything of the file in its order."""
        self.history.happens(self.history.ago(48), "09:10", self._open)
        for number, said in enumerate(table("room")["events"]):
            act = partial(getattr(self, f"_{said['what']}"), said)
            minutes = f"{10 + number // 6:02}:{number % 6 * 10:02}"
            self.history.happens(self.history.ago(said["ago"]), minutes, act)

    @property
    def room(self) -> Workspace:
        """The room as it stands in the database now."""
        return Workspace.objects.select_related("body").get(body=self.callings.group)

    def _open(self) -> None:
        open_room(self.callings.group, actor=self.callings.clerk)

    def _person(self, said: dict[str, Any]) -> User:
        """The secretary, or one of the members by number, in the order of their names."""
        if said["who"] == "secretary":
            return self.callings.secretary
        people = people_of(self.room.body).exclude(pk=self.callings.secretary.pk)
        members = list(people)
        return members[int(said["who"]) % len(members)]

    def _file(self, said: dict[str, Any]) -> Examined:
        return Examined(said["file"], Kind.TXT, said["text"].encode())

    def _paper(self, said: dict[str, Any]) -> None:
        actor, file = self._person(said), self._file(said)
        paper = filing.add_paper(self.room, actor=actor, title=said["title"], file=file)
        self.made[said["key"]] = paper

    def _version(self, said: dict[str, Any]) -> None:
        paper: Paper = self.made[said["of"]]
        actor, file = self._person(said), self._file(said)
        filing.add_version(paper, actor=actor, file=file, note=said["note"])

    def _withdraw(self, said: dict[str, Any]) -> None:
        paper: Paper = self.made[said["of"]]
        filing.withdraw_paper(paper, actor=self._person(said), reason=said["reason"])

    def _topic(self, said: dict[str, Any]) -> None:
        title, text = said["title"], said["text"]
        topic = talking.start_topic(self.room, actor=self._person(said), title=title, text=text)
        self.made[said["key"]] = topic

    def _reply(self, said: dict[str, Any]) -> None:
        given = self.made[said["of"]]
        topic: Topic = given.topic if isinstance(given, Suggestion) else given
        quoted = topic.posts.last() if said.get("quotes") else None
        talking.reply(topic, actor=self._person(said), text=said["text"], quotes=quoted)

    def _task(self, said: dict[str, Any]) -> None:
        self.made[said["key"]] = tasking.give_task(
            self.room,
            actor=self._person(said),
            title=said["title"],
            owner=self._person({"who": said["owner"]}),
            due_on=self.history.today + timedelta(days=said["due"]),
            detail=said.get("detail", ""),
        )

    def _move(self, said: dict[str, Any]) -> None:
        task: Task = self.made[said["of"]]
        tasking.move_task(
            task,
            actor=task.owner,
            state=said["state"],
            owner=task.owner,
            due_on=task.due_on,
            note=said["note"],
            seen=1,
        )

    def _text(self, said: dict[str, Any]) -> None:
        actor, title = self._person(said), said["title"]
        self.made["text"] = drafting.start_text(
            self.room, actor=actor, title=title, text=prose("room.draft.txt")
        )

    def _suggest(self, said: dict[str, Any]) -> None:
        shared: SharedText = self.made["text"]
        self.made[said["key"]] = drafting.suggest(
            shared,
            actor=self._person(said),
            path=said["at"],
            kind=said["kind"],
            text=said.get("text", ""),
            reasons=said["reasons"],
            seen=drafting.newest_of(shared).number,
        )

    def _take(self, said: dict[str, Any]) -> None:
        row: Suggestion = self.made[said["of"]]
        seen = drafting.newest_of(row.shared).number
        actor = self._person(said)
        deciding.take_in(row, actor=actor, words=row.text, reason=said["reason"], seen=seen)

    def _decline(self, said: dict[str, Any]) -> None:
        deciding.turn_down(self.made[said["of"]], actor=self._person(said), reason=said["reason"])

    def _interim(self, said: dict[str, Any]) -> None:
        reporting.write_interim(self.room, actor=self._person(said), text=said["text"])


def work_in_a_room(callings: Callings, history: History, draft: Discussion) -> None:
    """The group's room; and the draft that is open now says that the group prepared it."""
    Room(callings, history).happen()

    def say_origin() -> None:
        body = callings.group
        with override("bg"):
            path = reverse("bodies:page", args=[body.public_id])
        consultation_drafting.name_origin(
            draft.row, actor=draft.clerk, name=body.name, name_en=body.name_en, path=path
        )

    history.happens(history.office_day(draft.day(-9)), "10:50", say_origin)
