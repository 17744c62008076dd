"""A room with a marker in everything that it can hold, for whoever looks for what leaks out of it."""

from forums.bodies.models import Body
from forums.workspaces import deciding, filing, reporting, talking, tasking
from forums.workspaces.models import Workspace
from forums.workspaces.room import open_room
from prestizh.accounts.models import User
from tests.cast import Cast, make_person
from tests.forums.making import make_body, make_member, make_secretary
from tests.forums.workspaces.making import (
    a_file,
    make_paper,
    make_suggestion,
    make_task,
    make_text,
    make_topic,
)

MARK = "ЗАТВОРЕНО"
# Of the cast, whoever may read every room.
INSIDE = frozenset({"auditor"})


def make_marked_room(cast: Cast) -> Workspace:
    """A room whose secretary and members are nobody of the cast, with markers in it."""
    body = make_body(cast.clerk, secretary=make_secretary(), kind="working_group")
    workspace = open_room(body, actor=cast.clerk)
    named = body.secretaries.get()
    _fill(workspace, User.objects.get(pk=named.user_id), _seated(workspace.body))
    return workspace


def _seated(body: Body) -> User:
    # With a password, since some pages of the account ask for one.
    user = make_member(body, make_person("member")).user
    assert user is not None
    return user


def _mark(what: str) -> str:
    """Words that stand nowhere else, and say which field they came from."""
    return f"{MARK} {what}"


def _fill(workspace: Workspace, secretary: User, member: User) -> None:
    """Everything that a room can hold, with a marker in each of its fields."""
    paper = make_paper(workspace, member, _mark("документ"))
    file = a_file(_mark("файл"), f"{MARK}.txt")
    filing.add_version(paper, actor=member, file=file, note=_mark("версия"))
    filing.withdraw_paper(paper, actor=member, reason=_mark("оттегляне"))
    topic = make_topic(workspace, member, _mark("тема"), _mark("съобщение"))
    post = topic.posts.get()
    talking.reword(post, actor=member, text=_mark("ново съобщение"), seen=1)
    talking.hide_post(post, actor=secretary, reason=_mark("скриване"))
    talking.reply(topic, actor=member, text=_mark("отговор"))
    task = make_task(
        workspace, member, owner=member, title=_mark("задача"), detail=_mark("подробности")
    )
    tasking.move_task(
        task,
        actor=member,
        state="doing",
        owner=member,
        due_on=task.due_on,
        note=_mark("бележка"),
        seen=1,
    )
    text = f"{_mark('заглавие на акт')}\nЧл. 1. {_mark('член')}\nЧл. 2. Друг {MARK}."
    shared = make_text(workspace, secretary, text, _mark("проект"))
    taken = make_suggestion(
        shared, member, text=f"Чл. 2. {_mark('редакция')}", reasons=_mark("причини")
    )
    deciding.take_in(taken, actor=secretary, words=taken.text, reason=_mark("решение"), seen=1)
    interim = a_file(_mark("междинен файл"), f"{MARK}-2.txt")
    reporting.write_interim(workspace, actor=secretary, text=_mark("междинен"), file=interim)
