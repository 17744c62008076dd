"""The room of a body is for its people alone, and closes for good."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from forums.bodies import founding, seating
from forums.bodies.models import Membership
from forums.workspaces.models import Workspace
from forums.workspaces.room import close_room, open_room
from prestizh.accounts.models import Role, User
from prestizh.refusal import Refused
from tests.counting import queries_of
from tests.factories import make_user
from tests.forums.making import make_body, make_clerk
from tests.forums.workspaces.making import make_paper, make_room, member_of, secretary_of

pytestmark = pytest.mark.django_db


def reads(user: User, workspace: Workspace) -> bool:
    """Whether the room's page is there for this person."""
    client = Client()
    client.force_login(user)
    status = client.get(workspace.get_absolute_url()).status_code
    assert status in {200, 404}
    assert (status == 200) == Workspace.objects.visible_to(user).filter(pk=workspace.pk).exists()
    return status == 200


def test_a_body_at_work_has_one_room() -> None:
    workspace = make_room()
    with pytest.raises(Refused):
        open_room(workspace.body, actor=make_clerk())
    ended = make_body()
    founding.end(ended, actor=make_clerk(), reason="Решение № 1")
    with pytest.raises(Refused):
        open_room(ended, actor=make_clerk())


def test_only_its_people_and_the_auditor_come_in() -> None:
    workspace = make_room()
    assert reads(member_of(workspace), workspace)
    assert reads(secretary_of(workspace), workspace)
    assert reads(make_user(Role.AUDITOR), workspace)
    for role in set(Role) - {Role.AUDITOR}:
        assert not reads(make_user(role), workspace)
    assert not reads(make_user(), workspace)
    assert Client().get(workspace.get_absolute_url()).status_code == 404


def test_a_member_of_another_body_is_a_stranger() -> None:
    one, other = make_room(), make_room(make_body(name="Друга група"))
    assert not reads(member_of(other), one)


def test_who_was_released_is_out_at_once() -> None:
    workspace = make_room()
    member = member_of(workspace)
    client = Client()
    client.force_login(member)
    assert client.get(workspace.get_absolute_url()).status_code == 200
    seating.release(
        Membership.objects.get(user=member), actor=make_clerk(), ground="own_wish", note=""
    )
    assert client.get(workspace.get_absolute_url()).status_code == 404
    with pytest.raises(Refused):
        make_paper(workspace, member)


def test_a_secretary_who_was_relieved_is_out_at_once() -> None:
    workspace = make_room()
    secretary = secretary_of(workspace)
    named = workspace.body.secretaries.get()
    seating.relieve_secretary(named, actor=make_clerk())
    assert not reads(User.objects.get(pk=secretary.pk), workspace)


def test_the_auditor_reads_and_changes_nothing() -> None:
    workspace, auditor = make_room(), make_user(Role.AUDITOR)
    with pytest.raises(Refused):
        make_paper(workspace, auditor)
    client = Client()
    client.force_login(auditor)
    page = client.get(reverse("workspaces:papers", args=[workspace.body.public_id]))
    assert "<form class" not in page.content.decode().partition("<main")[2]


def test_the_chair_closes_the_room_and_it_stays_readable() -> None:
    workspace = make_room()
    member, chair = member_of(workspace), member_of(workspace, office="chair")
    with pytest.raises(Refused):
        close_room(workspace, actor=member, reason="Готови сме.")
    with pytest.raises(Refused) as refused:
        close_room(workspace, actor=chair, reason="  ")
    assert refused.value.obstacles[0].field == "reason"
    close_room(workspace, actor=chair, reason="Готови сме.")
    assert reads(member, workspace)
    for act in (
        lambda: make_paper(workspace, member),
        lambda: close_room(workspace, actor=chair, reason="Още веднъж."),
    ):
        with pytest.raises(Refused):
            act()


def test_the_database_keeps_a_room_closed() -> None:
    workspace = make_room()
    close_room(workspace, actor=secretary_of(workspace), reason="Готови сме.")
    rows = Workspace.objects.filter(pk=workspace.pk)
    for act in (
        lambda: rows.update(closed_at=None, closed_by=None, close_reason=""),
        lambda: rows.delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_a_room_is_opened_and_closed_on_its_pages() -> None:
    body = make_body()
    clerk = make_clerk()
    client = Client()
    client.force_login(clerk)
    assert str(body) in client.get(reverse("workspaces:list")).content.decode()
    client.post(reverse("workspaces:open", args=[body.public_id]))
    workspace = Workspace.objects.get(body=body)
    assert not reads(clerk, workspace)
    chair = member_of(workspace, office="chair")
    client.force_login(chair)
    url = reverse("workspaces:close", args=[body.public_id])
    assert client.post(url, {"reason": ""}).status_code == 422
    assert client.post(url, {"reason": "Готови сме."}).status_code == 302
    assert Workspace.objects.get(body=body).close_reason == "Готови сме."


def test_the_list_of_rooms_costs_the_same_however_many() -> None:
    auditor = make_user(Role.AUDITOR)
    client = Client()
    client.force_login(auditor)
    url = reverse("workspaces:list")
    make_room()
    client.get(url)
    one = queries_of(client, url)
    for number in range(8):
        make_room(make_body(name=f"Група {number}"))
    assert queries_of(client, url) == one
