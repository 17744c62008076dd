"""Plain functions that make workspaces and what is in them, through the acts."""

from datetime import timedelta
from typing import Any

from django.test import Client
from django.urls import reverse

from forums.bodies.models import Body
from forums.workspaces import drafting, filing, talking, tasking
from forums.workspaces.models import Paper, SharedText, Suggestion, Task, Topic, Workspace
from forums.workspaces.room import open_room
from prestizh.accounts.models import User
from prestizh.documents.keeping import Examined
from prestizh.documents.kinds import Kind
from prestizh.ledger import clock
from tests.forums.making import make_body, make_clerk, make_member, make_secretary

TEXT = """НАРЕДБА
за чистотата на двора

Глава първа
ОБЩИ ПОЛОЖЕНИЯ

Чл. 1. (1) Тази наредба урежда чистотата на двора.
(2) Тя се прилага за двора и градината.
Чл. 2. Дворът се мете всяка седмица.
Чл. 3. Който замърси двора, го почиства до вечерта.

ЗАКЛЮЧИТЕЛНИ РАЗПОРЕДБИ

§ 1. Наредбата влиза в сила от 1 януари.
"""


def a_file(words: str = "Бележки от срещата.", name: str = "belezhki.txt") -> Examined:
    """A plain text that was looked into."""
    return Examined(name, Kind.TXT, words.encode())


def make_room(body: Body | None = None, secretary: User | None = None, **facts: Any) -> Workspace:
    """The open room of a working group with a secretary."""
    body = body or make_body(
        secretary=secretary or make_secretary(),
        kind="working_group",
        name="Работна група по наредбата за двора",
        **facts,
    )
    return open_room(body, actor=make_clerk())


def secretary_of(workspace: Workspace) -> User:
    """Who keeps the papers of the body, as a fresh row."""
    named = workspace.body.secretaries.filter(ended_at=None).select_related("user").first()
    assert named is not None
    return User.objects.get(pk=named.user_id)


def member_of(workspace: Workspace, user: User | None = None, **fields: Any) -> User:
    """Somebody who sits in the body from now on."""
    seated = make_member(workspace.body, user, **fields).user
    assert seated is not None
    return seated


def make_paper(workspace: Workspace, actor: User, title: str = "Справка за двора") -> Paper:
    """A paper with one version."""
    return filing.add_paper(workspace, actor=actor, title=title, file=a_file(title))


def make_topic(
    workspace: Workspace, actor: User, title: str = "Метлите", text: str = "Колко да са?"
) -> Topic:
    """A topic with one message."""
    return talking.start_topic(workspace, actor=actor, title=title, text=text)


def make_task(
    workspace: Workspace,
    actor: User,
    *,
    owner: User,
    days: int = 5,
    title: str = "Преброяване",
    detail: str = "",
) -> Task:
    """A task that is due in so many days."""
    due_on = clock.today() + timedelta(days=days)
    return tasking.give_task(
        workspace, actor=actor, title=title, owner=owner, due_on=due_on, detail=detail
    )


def make_text(
    workspace: Workspace, secretary: User, text: str = TEXT, title: str = "Наредба за двора"
) -> SharedText:
    """A text with one version."""
    return drafting.start_text(workspace, actor=secretary, title=title, text=text)


def make_suggestion(
    shared: SharedText,
    actor: User,
    *,
    kind: str = "reword",
    path: str = "чл.2",
    text: str = "Чл. 2. Дворът се мете всеки ден.",
    reasons: str = "За да е чист.",
    seen: int = 1,
) -> Suggestion:
    """A proposed change, of чл. 2 unless said otherwise."""
    return drafting.suggest(
        shared, actor=actor, path=path, kind=kind, text=text, reasons=reasons, seen=seen
    )


def client_of(user: User) -> Client:
    """A browser in which this person has signed in."""
    client = Client()
    client.force_login(user)
    return client


def address(workspace: Workspace, name: str, *args: object) -> str:
    """The address of a page of the room."""
    return reverse(f"workspaces:{name}", args=[workspace.body.public_id, *args])
