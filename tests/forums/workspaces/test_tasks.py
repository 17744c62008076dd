"""Tasks have one person and one day, and are remembered by mail until they are finished."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from forums.bodies import seating
from forums.bodies.models import Membership
from forums.workspaces import reminders, tasking
from forums.workspaces.models import Task, TaskStep, Workspace
from prestizh.accounts.models import User
from prestizh.ledger import clock as ledger_clock
from prestizh.outbox.letters import make
from prestizh.outbox.models import Message
from prestizh.refusal import Refused
from tests.counting import queries_of
from tests.factories import make_user
from tests.fixtures_clock import Clock
from tests.forums.making import make_clerk
from tests.forums.workspaces.making import (
    address,
    client_of,
    make_room,
    make_task,
    member_of,
    secretary_of,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def workspace() -> Workspace:
    return make_room()


@pytest.fixture
def member(workspace: Workspace) -> User:
    return member_of(workspace)


def move(task: Task, actor: User, *, seen: int = 1, **changed: object) -> Task:
    """The task moved on, with the rest as it is."""
    task.refresh_from_db()
    values = {"state": task.state, "owner": task.owner, "due_on": task.due_on, **changed}
    return tasking.move_task(task, actor=actor, seen=seen, **values)  # type: ignore[arg-type]


def test_a_task_is_given_and_finished_on_its_pages(workspace: Workspace, member: User) -> None:
    giver, url = secretary_of(workspace), address(workspace, "tasks")
    day = ledger_clock.today() + timedelta(days=5)
    given = {"title": "Преброяване на метлите", "owner": member.pk, "due_on": day.isoformat()}
    assert client_of(giver).post(url, {**given, "title": ""}).status_code == 422
    assert client_of(giver).post(url, given).status_code == 302
    task = Task.objects.get()
    own = client_of(member)
    assert task.title in own.get(f"{url}?whose=mine").content.decode()
    assert task.title not in client_of(giver).get(f"{url}?whose=mine").content.decode()
    done = {"seen": 1, "state": "done", "owner": member.pk, "due_on": day.isoformat()}
    page = address(workspace, "task", task.pk)
    assert own.post(page, {**done, "note": "три са"}).status_code == 302
    assert "три са" in own.get(page).content.decode()
    task.refresh_from_db()
    assert task.state == "done"


def test_bad_input_is_refused_with_its_field(workspace: Workspace, member: User) -> None:
    today = ledger_clock.today()
    odd: list[tuple[str, dict[str, Any]]] = [
        ("title", {"title": " "}),
        ("owner", {"owner": make_user()}),
        ("due_on", {"due_on": today - timedelta(days=1)}),
    ]
    for field, given in odd:
        values: dict[str, Any] = {"title": "Задача", "owner": member, "due_on": today, **given}
        with pytest.raises(Refused) as refused:
            tasking.give_task(workspace, actor=member, **values)
        assert refused.value.obstacles[0].field == field


def test_two_at_once_are_told_of_each_other(workspace: Workspace, member: User) -> None:
    task = make_task(workspace, secretary_of(workspace), owner=member)
    move(task, member, state="doing")
    with pytest.raises(Refused) as refused:
        move(task, secretary_of(workspace), state="dropped")
    assert str(member) in str(refused.value)
    url = address(workspace, "task", task.pk)
    given = {"seen": 1, "state": "done", "owner": member.pk, "due_on": task.due_on.isoformat()}
    second = client_of(member).post(url, {**given, "note": "моята бележка"})
    assert second.status_code == 422
    assert "моята бележка" in second.content.decode()


def test_only_those_concerned_move_a_task(workspace: Workspace, member: User) -> None:
    task = make_task(workspace, secretary_of(workspace), owner=member)
    with pytest.raises(Refused):
        move(task, member_of(workspace), state="done")
    with pytest.raises(Refused):
        move(task, member)


def test_reminders_come_before_the_day_and_weekly_after_it(
    clock: Clock, long_transaction: None
) -> None:
    workspace = make_room()
    member = member_of(workspace)
    task = make_task(workspace, member, owner=member, days=10)
    told: list[str] = []
    for _day in range(20):
        reminders.remind()
        reminders.remind()
        told = list(Message.objects.filter(kind="workspace.task_due").values_list("key", flat=True))
        clock.step(timedelta(days=1))
    dues = [key.rpartition(":")[2] for key in told]
    assert dues == ["before-7", "before-3", "before-1", "late-0", "late-1"]
    assert str(task.due_on) in told[0]


def test_a_reminder_that_is_no_longer_true_is_not_sent(workspace: Workspace, member: User) -> None:
    task = make_task(workspace, member, owner=member, days=2)
    reminders.remind()
    message = Message.objects.get(kind="workspace.task_due")
    letter = make(message)
    assert letter is not None
    assert task.title not in str(letter.subject)
    seating.release(
        Membership.objects.get(user=member), actor=make_clerk(), ground="own_wish", note=""
    )
    assert make(message) is None
    other = member_of(workspace)
    task = make_task(workspace, other, owner=other, days=2)
    reminders.remind()
    message = Message.objects.get(user=other, kind="workspace.task_due")
    move(task, other, state="done")
    assert make(message) is None


def test_the_database_lets_no_step_change(workspace: Workspace, member: User) -> None:
    make_task(workspace, member, owner=member)
    for act in (
        lambda: TaskStep.objects.update(note="друго"),
        lambda: TaskStep.objects.all().delete(),
        lambda: Task.objects.all().delete(),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_the_list_of_tasks_costs_the_same_however_many(workspace: Workspace, member: User) -> None:
    client, url = client_of(member), address(workspace, "tasks")
    make_task(workspace, member, owner=member)
    pages = [url, workspace.get_absolute_url()]
    before = [queries_of(client, page) for page in pages]
    for _number in range(10):
        make_task(workspace, member, owner=member_of(workspace) if _number < 3 else member)
    assert [queries_of(client, page) for page in pages] == before
