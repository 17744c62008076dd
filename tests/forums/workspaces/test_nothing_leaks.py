"""What is in a room is nowhere outside of it: a marker in every private field, every address read.

A room is filled with markers, then every address of the portal is read by everybody of the cast and
by a member who was released. The control reads as a member, and finds them.
"""

import json
import re
from typing import Any

import pytest
from django.db.models import CharField, Model, TextField
from django.test import Client
from django.urls import reverse

from forums.bodies import seating
from forums.bodies.models import Membership
from forums.workspaces import deciding, filing, reporting, talking, tasking
from forums.workspaces.models import Handover, Post, Task, Workspace
from forums.workspaces.room import open_room
from prestizh.accounts.models import User
from prestizh.documents.models import Document
from prestizh.ledger import reading
from prestizh.ledger.models import Entry
from prestizh.outbox.digest import news
from prestizh.outbox.models import Message
from tests.access import World
from tests.access_table import ROWS
from tests.cast import NAMES, Cast, client_of, make_person
from tests.forums.making import make_body, make_clerk, make_member
from tests.forums.workspaces.making import (
    a_file,
    address,
    make_paper,
    make_suggestion,
    make_task,
    make_text,
    make_topic,
)

pytestmark = pytest.mark.django_db
MARK = "ЗАТВОРЕНО"
# A word that stands beside markers and not in the question's own echo.
SEARCHED = "редакция"
INSIDE = frozenset({"auditor"})


@pytest.fixture
def workspace(cast: Cast) -> Workspace:
    """A room whose secretary and members are nobody of the cast, with markers in it."""
    from tests.forums.making import make_secretary

    body = make_body(cast.clerk, secretary=make_secretary(), kind="working_group")
    workspace = open_room(body, actor=cast.clerk)
    named = body.secretaries.get()
    fill(workspace, User.objects.get(pk=named.user_id), _seated(workspace))
    return workspace


def _seated(workspace: Workspace) -> User:
    # With a password, since some pages of the account ask for one.
    user = make_member(workspace.body, make_person("member")).user
    assert user is not None
    return user


def mark(what: str) -> str:
    """Words that stand nowhere else, and say which field they came from."""
    return f"{MARK} {what}"


def fill(workspace: Workspace, secretary: User, member: User) -> None:
    """Everything that a room can hold, with a marker in each of its fields."""
    paper = make_paper(workspace, member, mark("документ"))
    file = a_file(mark("файл"), f"{MARK}.txt")
    filing.add_version(paper, actor=member, file=file, note=mark("версия"))
    filing.withdraw_paper(paper, actor=member, reason=mark("оттегляне"))
    topic = make_topic(workspace, member, mark("тема"), mark("съобщение"))
    post = topic.posts.get()
    talking.reword(post, actor=member, text=mark("ново съобщение"), seen=1)
    talking.hide_post(post, actor=secretary, reason=mark("скриване"))
    talking.reply(topic, actor=member, text=mark("отговор"))
    task = make_task(
        workspace, member, owner=member, title=mark("задача"), detail=mark("подробности")
    )
    tasking.move_task(
        task,
        actor=member,
        state="doing",
        owner=member,
        due_on=task.due_on,
        note=mark("бележка"),
        seen=1,
    )
    text = f"{mark('заглавие на акт')}\nЧл. 1. {mark('член')}\nЧл. 2. Друг {MARK}."
    shared = make_text(workspace, secretary, text, mark("проект"))
    taken = make_suggestion(
        shared, member, text=f"Чл. 2. {mark('редакция')}", reasons=mark("причини")
    )
    deciding.take_in(taken, actor=secretary, words=taken.text, reason=mark("решение"), seen=1)
    interim = a_file(mark("междинен файл"), f"{MARK}-2.txt")
    reporting.write_interim(workspace, actor=secretary, text=mark("междинен"), file=interim)


def addresses(world: World, workspace: Workspace) -> list[str]:
    """Every address of the table, those of the room with what is in it, searches and feeds."""
    inside = [
        address(workspace, name)
        for name in ("page", "papers", "topics", "tasks", "texts", "reports")
    ]
    paper, topic = workspace.papers.get(), workspace.topics.filter(suggestion=None).get()
    shared = workspace.texts.get()
    inside += [
        address(workspace, "paper", paper.pk),
        address(workspace, "paper_file", paper.pk, 2),
        address(workspace, "topic", topic.pk),
        address(workspace, "post_versions", topic.posts.earliest("pk").pk),
        address(workspace, "task", workspace.tasks.get().pk),
        address(workspace, "text", shared.pk),
        address(workspace, "text_version", shared.pk, 2),
        address(workspace, "suggestion", shared.suggestions.get().pk),
        address(workspace, "report_file", workspace.reports.get().pk),
    ]
    documents = [reverse("documents:file", args=[row.public_id]) for row in Document.objects.all()]
    outside = [row.address(world) for row in ROWS]
    body = workspace.body
    outside += [
        reverse("bodies:page", args=[body.public_id]),
        reverse("ledger:chain", args=[body.subject]),
        reverse("ledger:chain", args=[workspace.subject]),
        f"{reverse('consultations:list')}?q={SEARCHED}",
        f"{reverse('bodies:list')}?q={SEARCHED}",
    ]
    return [*inside, *documents, *outside]


def found_in(client: Client, urls: list[str]) -> list[str]:
    """The addresses whose answer holds a marker."""
    return [url for url in urls if MARK in b"".join(client.get(url)).decode("utf-8", "replace")]


def test_no_address_tells_a_marker_to_anybody_of_the_cast(cast: Cast, workspace: Workspace) -> None:
    world = World(cast)
    urls = addresses(world, workspace)
    for who in set(NAMES) - INSIDE:
        assert found_in(client_of(cast, who), urls) == [], who


def test_a_member_who_was_released_finds_none(cast: Cast, workspace: Workspace) -> None:
    member = workspace.papers.get().added_by
    urls = addresses(World(cast), workspace)
    client = Client()
    client.force_login(member)
    # The control: as long as they sit there, they read all of it. The room's own addresses alone,
    # since a transaction that was open for long may record nothing any more.
    rooms = [url for url in urls if re.match(r"/(workspaces|documents)/", url)]
    assert len(found_in(client, rooms)) >= 15
    seating.release(
        Membership.objects.get(user=member), actor=make_clerk(), ground="own_wish", note=""
    )
    assert found_in(client, urls) == []


def test_mails_news_and_the_record_tell_none(workspace: Workspace) -> None:
    from datetime import UTC, datetime

    messages = json.dumps([row.context for row in Message.objects.all()], ensure_ascii=False)
    keys = " ".join(Message.objects.values_list("key", flat=True))
    assert MARK not in messages + keys
    now = datetime(2099, 1, 1, tzinfo=UTC)
    told = [str(item.sentence) for item in news(datetime(2020, 1, 1, tzinfo=UTC), now)]
    assert MARK not in str(told)
    for subject in set(Entry.objects.values_list("subject", flat=True)):
        assert MARK not in json.dumps(
            reading.public_chain(subject), ensure_ascii=False, default=str
        )


def test_the_public_chain_of_the_body_does_not_tell_how_much_there_is(
    workspace: Workspace,
) -> None:
    kinds = Entry.objects.filter(subject=workspace.body.subject).values_list("kind", flat=True)
    assert not [
        kind for kind in kinds if re.match(r"(workspace|paper|post|task|text|report)\.", kind)
    ]


def test_every_private_field_has_its_marker(workspace: Workspace) -> None:
    """So that a field which is added later is thought of here."""
    from django.apps import apps

    bare = {
        f"{model.__name__}.{field.name}"
        for model in apps.get_app_config("workspaces").get_models()
        for field in _words_of(model)
        if not model._default_manager.filter(**{f"{field.name}__contains": MARK}).exists()
    }
    assert bare == {
        "Workspace.close_reason",
        # Only which provision was changed.
        "TextVersion.note",
        "Suggestion.path",
    }
    assert Post.objects.count() == 2
    assert Task.objects.count() == 1
    assert not Handover.objects.exists()


def _words_of(model: type[Model]) -> list[Any]:
    """The fields that hold what people write: no choices, no digests, no public ids."""
    return [
        field
        for field in model._meta.get_fields()
        if isinstance(field, CharField | TextField)
        and not field.choices
        and field.name not in {"sha256", "public_id"}
    ]
