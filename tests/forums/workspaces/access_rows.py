"""Who gets what from the addresses of workspaces.

The cast's representative sits in the body, its secretary keeps the papers; the participant, the
moderator, the administrator and even the clerk who founded it are strangers to the room.
"""

from collections.abc import Sequence

from forums.bodies.models import Body
from forums.workspaces.drafting import newest_of
from forums.workspaces.models import Report, SharedText, Topic, Workspace
from forums.workspaces.reporting import publish_final
from forums.workspaces.room import open_room
from tests.access import EVERYBODY, NOBODY, POST_ONLY, SIGNED_IN, Row, World
from tests.forums.making import make_body, make_member, make_secretary
from tests.forums.workspaces.making import (
    make_paper,
    make_room,
    make_suggestion,
    make_task,
    make_text,
    make_topic,
    secretary_of,
)

CLERK = frozenset({"clerk"})
READERS = frozenset({"representative", "secretary", "auditor"})
WORKERS = frozenset({"representative", "secretary"})
KEEPERS = frozenset({"secretary"})


def room(world: World) -> Workspace:
    """The room of a body in which the representative sits."""
    return world.kept("workspace", lambda: open_room(_seated(world), actor=world.cast.clerk))


def _seated(world: World) -> Body:
    body = make_body(world.cast.clerk, secretary=world.cast.secretary, kind="working_group")
    make_member(body, world.cast.representative)
    return body


def of_room(world: World) -> Sequence[object]:
    return [room(world).body.public_id]


def _paper(world: World) -> Sequence[object]:
    paper = world.kept(
        "workspace paper", lambda: make_paper(room(world), world.cast.representative)
    )
    return [*of_room(world), paper.pk]


def _topic(world: World) -> Topic:
    """Begun by the representative."""
    return world.kept("workspace topic", lambda: make_topic(room(world), world.cast.representative))


def _post(world: World) -> Sequence[object]:
    return [*of_room(world), _topic(world).posts.get().pk]


def _task(world: World) -> Sequence[object]:
    person = world.cast.representative
    task = world.kept("workspace task", lambda: make_task(room(world), person, owner=person))
    return [*of_room(world), task.pk]


def _shared(world: World) -> SharedText:
    """Laid down by the secretary."""
    return world.kept("workspace text", lambda: make_text(room(world), world.cast.secretary))


def _text(world: World) -> Sequence[object]:
    return [*of_room(world), _shared(world).pk]


def _suggestion(world: World) -> Sequence[object]:
    row = world.kept(
        "workspace suggestion",
        lambda: make_suggestion(_shared(world), world.cast.representative),
    )
    return [*of_room(world), row.pk]


def _result(world: World) -> Sequence[object]:
    """The final report of another room, which everybody reads."""

    def publish() -> Report:
        other = make_room(make_body(name="Друга група", secretary=make_secretary()))
        secretary = secretary_of(other)
        result = newest_of(make_text(other, secretary))
        return publish_final(other, actor=secretary, text="Готови сме.", result=result)

    return [world.kept("workspace result", publish).public_id]


AUTHOR = frozenset({"representative"})

ROWS = [
    Row("workspaces:list", SIGNED_IN),
    Row("workspaces:open", frozenset({"clerk", "secretary"}), of_room, POST_ONLY),
    Row("workspaces:page", READERS, of_room),
    Row("workspaces:close", KEEPERS, of_room),
    Row("workspaces:papers", READERS, of_room),
    Row("workspaces:paper", READERS, _paper),
    Row("workspaces:paper_withdraw", WORKERS, _paper, POST_ONLY),
    Row("workspaces:paper_file", READERS, lambda w: [*_paper(w), 1]),
    Row("workspaces:topics", READERS, of_room),
    Row("workspaces:topic", READERS, lambda w: [*of_room(w), _topic(w).pk]),
    Row("workspaces:post_versions", READERS, _post),
    Row("workspaces:post_reword", AUTHOR, _post),
    Row("workspaces:post_hide", KEEPERS, _post),
    Row("workspaces:tasks", READERS, of_room),
    Row("workspaces:task", READERS, _task),
    Row("workspaces:texts", READERS, of_room),
    Row("workspaces:text_start", KEEPERS, of_room),
    Row("workspaces:text", READERS, _text),
    Row("workspaces:text_lay_down", KEEPERS, _text),
    Row("workspaces:text_version", READERS, lambda w: [*_text(w), 1]),
    Row("workspaces:text_suggest", WORKERS, lambda w: [*_text(w), "chl-2"]),
    Row("workspaces:suggestion", READERS, _suggestion),
    Row("workspaces:decide", KEEPERS, _suggestion, POST_ONLY),
    Row("workspaces:take_back", WORKERS, _suggestion, POST_ONLY),
    Row("workspaces:reports", READERS, of_room),
    Row("workspaces:report_final", KEEPERS, of_room),
    # This report came without a file.
    Row("workspaces:report_file", NOBODY, lambda w: [*of_room(w), 1]),
    Row("workspaces:result", EVERYBODY, _result),
    Row("workspaces:results", CLERK),
    Row("workspaces:hand_over", CLERK, _result),
    Row("workspaces:mail", WORKERS, of_room, POST_ONLY),
]
