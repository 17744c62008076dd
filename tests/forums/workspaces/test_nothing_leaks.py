"""What is in a room is nowhere outside of it: a marker in every private field, every address read.

A room is filled with markers, then its addresses, searches and chains are read by everybody of the
cast, and every address of the portal by a member who was released; `tests/test_access.py` reads all
others as everybody of the cast. The control reads as a member, and finds them.
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
from forums.workspaces.models import Handover, Post, Task, Workspace
from prestizh.documents.models import Document
from prestizh.ledger import reading
from prestizh.ledger.models import Entry
from prestizh.outbox.digest import news
from prestizh.outbox.models import Message
from tests.access import World
from tests.access_table import ROWS
from tests.cast import NAMES, Cast, client_of
from tests.forums.making import make_clerk
from tests.forums.workspaces.making import address
from tests.forums.workspaces.marked import INSIDE, MARK, make_marked_room

pytestmark = pytest.mark.django_db
# A word that stands beside markers and not in the question's own echo.
SEARCHED = "редакция"


@pytest.fixture
def workspace(cast: Cast) -> Workspace:
    return make_marked_room(cast)


def addresses(workspace: Workspace) -> list[str]:
    """Those of the room with what is in it, of its body, and searches."""
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
    body = workspace.body
    outside = [
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
    urls = addresses(workspace)
    for who in set(NAMES) - INSIDE:
        assert found_in(client_of(cast, who), urls) == [], who


def test_a_member_who_was_released_finds_none(cast: Cast, workspace: Workspace) -> None:
    member = workspace.papers.get().added_by
    world = World(cast)
    urls = [*addresses(workspace), *(row.address(world) for row in ROWS)]
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
