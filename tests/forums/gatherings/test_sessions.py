"""Sessions of a citizen forum: attendance, one vote a table, recommendations, project ideas."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import Error, transaction
from django.test import Client
from django.urls import reverse

from forums.gatherings import projects, sessions, voting
from forums.gatherings.models import (
    Attendance,
    Forum,
    Motion,
    ProjectStage,
    Session,
    TableKind,
    TableVote,
    Verdict,
)
from forums.recommendations.models import Recommendation
from prestizh.ledger import clock
from prestizh.ledger.record import entries
from prestizh.refusal import Refused
from prestizh.terms import sofia_day
from tests.cast import Cast, come_in
from tests.counting import queries_of
from tests.forums.gatherings.making import (
    make_idea,
    make_motion,
    make_open_tables,
    make_session,
    make_working,
    table_of,
    votes,
)
from tests.forums.making import make_clerk

pytestmark = pytest.mark.django_db


def test_a_recommendation_carried_by_the_tables_is_written_down_for_its_addressee() -> None:
    clerk = make_clerk()
    session = make_session(make_working(clerk), clerk)
    motion = make_motion(session, clerk)

    voted = voting.vote(motion, actor=clerk, choices=votes(session, against=2, abstains=1))

    assert voted.verdict == Verdict.CARRIED
    assert voted.needed == 4
    drafted = Recommendation.objects.get()
    assert drafted == voted.recommendation
    assert "сесия 1" in drafted.origin_reason
    assert "4 „за“, 2 „против“, 1 „въздържа се“" in drafted.origin_reason
    last = [entry.kind for entry in entries(session.forum.subject)][-1]
    assert last == "forum.motion_voted"


def test_half_of_the_tables_is_not_enough() -> None:
    clerk = make_clerk()
    session = make_session(make_working(clerk, tables=4), clerk)

    voted = voting.vote(make_motion(session, clerk), actor=clerk, choices=votes(session, against=3))

    assert (voted.verdict, voted.needed) == (Verdict.REFUSED, 4)
    assert not Recommendation.objects.exists()


def test_votes_that_cannot_be_are_refused() -> None:
    clerk = make_clerk()
    forum = make_working(clerk)
    session = make_session(forum, clerk, absent=(8,))
    motion = make_motion(session, clerk)
    whole = votes(session)
    operative = forum.tables.get(kind=TableKind.OPERATIVE)
    absent = forum.tables.get(number=8)
    for choices in (
        {**whole, operative: "for"},
        {**whole, absent: "for"},
        {**whole, table_of(forum): "maybe"},
        {table: choice for table, choice in whole.items() if table != table_of(forum)},
    ):
        with pytest.raises(Refused):
            voting.vote(motion, actor=clerk, choices=choices)

    voting.vote(motion, actor=clerk, choices=whole)
    with pytest.raises(Refused):
        voting.vote(motion, actor=clerk, choices=whole)


def test_nothing_is_voted_on_before_the_attendance_is_entered() -> None:
    clerk = make_clerk()
    forum = make_working(clerk)
    day = sofia_day(clock.now())
    session = sessions.plan(forum, actor=clerk, on=day, place="18:00", agenda="Теми")
    motion = make_motion(session, clerk)

    with pytest.raises(Refused):
        voting.vote(motion, actor=clerk, choices={})
    with pytest.raises(Refused):
        sessions.publish_bulletin(session, actor=clerk, bulletin="Рано")


def test_attendance_that_cannot_be_is_refused() -> None:
    clerk = make_clerk()
    forum = make_working(clerk)
    day = sofia_day(clock.now())
    session = sessions.plan(forum, actor=clerk, on=day, place="18:00", agenda="Теми")
    operative = forum.tables.get(kind=TableKind.OPERATIVE)
    for present in ({table_of(forum): 5}, {operative: 3}, {}, {table_of(make_working()): 3}):
        with pytest.raises(Refused):
            sessions.hold(session, actor=clerk, present=present)
    with pytest.raises(Refused):
        sessions.plan(forum, actor=clerk, on=day, place="18:00", agenda="Теми")
    later = day + timedelta(days=3)
    ahead = sessions.plan(forum, actor=clerk, on=later, place="18:00", agenda="Теми")
    with pytest.raises(Refused):
        sessions.hold(ahead, actor=clerk, present={table_of(forum): 3})


def test_a_forum_that_is_not_at_work_has_no_sessions() -> None:
    clerk = make_clerk()
    with pytest.raises(Refused):
        make_session(make_open_tables(clerk), clerk)


def test_motions_without_what_their_kind_asks_are_refused() -> None:
    clerk = make_clerk()
    forum = make_working(clerk, fund=Decimal(1000))
    session = make_session(forum, clerk)
    operative = forum.tables.get(kind=TableKind.OPERATIVE)
    for said in (
        {"title": " "},
        {"text": ""},
        {"addressee": "unit"},
        {"addressee": "institution"},
        {"table": operative},
        {"kind": "project", "budget": Decimal(0)},
        {"kind": "project", "budget": Decimal(5), "own_share": Decimal(6)},
    ):
        with pytest.raises(Refused):
            make_motion(session, clerk, **said)


def test_projects_are_selected_best_first_as_far_as_the_fund_goes() -> None:
    clerk = make_clerk()
    forum = make_working(clerk, fund=Decimal(10_000))
    session = make_session(forum, clerk)
    need = projects.add_criterion(forum, actor=clerk, name="Нужда", most=10)
    ideas = [
        make_idea(session, clerk, "Голяма", 9_000, own=1_000),
        make_idea(session, clerk, "Втора", 5_000),
        make_idea(session, clerk, "Малка", 2_000),
        make_idea(session, clerk, "Отхвърлена", 100),
    ]
    with pytest.raises(Refused):
        projects.select(forum, actor=clerk)
    for idea, points, against in zip(ideas, (9, 8, 7, 10), (0, 0, 0, 6), strict=True):
        projects.judge(idea, actor=clerk, points={need: points})
        voting.vote(idea, actor=clerk, choices=votes(session, against=against))

    chosen = projects.select(forum, actor=clerk)

    assert [idea.title for idea in chosen] == ["Голяма", "Малка"]
    stages = dict(Motion.objects.values_list("title", "stage"))
    assert stages["Втора"] == ProjectStage.NOT_SELECTED
    assert stages["Отхвърлена"] == ""
    followed = projects.follow_up(
        chosen[0], actor=clerk, stage="at_work", responsible="Отдел „Строителство“"
    )
    assert followed.stage == ProjectStage.AT_WORK
    for act in (
        lambda: projects.select(forum, actor=clerk),
        lambda: projects.add_criterion(forum, actor=clerk, name="Късен", most=5),
        lambda: projects.judge(ideas[0], actor=clerk, points={need: 1}),
        lambda: projects.follow_up(ideas[3], actor=clerk, stage="done", responsible="Някой"),
        lambda: projects.follow_up(chosen[0], actor=clerk, stage="done", responsible=" "),
        lambda: projects.follow_up(chosen[0], actor=clerk, stage="selected", responsible="Х"),
    ):
        with pytest.raises(Refused):
            act()


def test_the_database_keeps_votes_attendance_and_bulletins() -> None:
    clerk = make_clerk()
    forum = make_working(clerk)
    session = make_session(forum, clerk)
    motion = make_motion(session, clerk)
    operative = forum.tables.get(kind=TableKind.OPERATIVE)
    smuggled = TableVote(motion=motion, table=operative, choice="for")
    with pytest.raises(Error), transaction.atomic():
        smuggled.save()
    voting.vote(motion, actor=clerk, choices=votes(session))
    sessions.publish_bulletin(session, actor=clerk, bulletin="Обсъдихме осветлението.")

    attempts: list[Callable[[], object]] = [
        lambda: TableVote.objects.update(choice="against"),
        lambda: TableVote.objects.all().delete(),
        lambda: Attendance.objects.update(present=1),
        lambda: Motion.objects.update(verdict="refused"),
        lambda: Session.objects.update(bulletin="Друго"),
    ]
    for attempt in attempts:
        with pytest.raises(Error), transaction.atomic():
            attempt()


def test_a_session_is_minuted_at_the_desk_and_read_by_everybody(cast: Cast) -> None:
    forum = make_working(cast.clerk)
    client, public_id = come_in(Client(), cast.clerk), forum.body.public_id

    def at(name: str, *more: object) -> str:
        return reverse(f"gatherings:{name}", args=[public_id, *more])

    day = sofia_day(clock.now()).isoformat()
    plan = {"on": day, "place": "18:00, читалището", "agenda": "Осветление", "experts": "инж. Ц."}
    assert client.post(at("sessions"), plan).status_code == 302
    assert client.post(at("held", 1), {"table_1": 99}).status_code == 422
    counts = {f"table_{table.number}": 3 for table in forum.tables.all()}
    assert client.post(at("held", 1), counts).status_code == 302
    said = {
        "kind": "recommendation",
        "table": table_of(forum).pk,
        "title": "Лампи",
        "text": "Да има лампи.",
        "addressee": "mayor",
    }
    assert client.post(at("propose", 1), {**said, "addressee": ""}).status_code == 422
    assert client.post(at("propose", 1), said).status_code == 302
    motion = Motion.objects.get()
    chosen = {f"table_{t.number}": "for" for t in forum.tables.exclude(kind="operative")}
    assert client.post(at("vote", motion.pk), {"table_1": "for"}).status_code == 422
    assert client.post(at("vote", motion.pk), chosen).status_code == 302
    assert client.post(at("bulletin", 1), {"bulletin": "Лампи ще има."}).status_code == 302

    for language in ("", "/en"):
        page = Client().get(language + at("session", 1)).content.decode()
        assert "Лампи ще има." in page
        assert "Да има лампи." in page
        assert client.get(language + at("desk_session", 1)).status_code == 200
        assert client.get(language + at("desk_projects")).status_code == 200
    assert "прието от масите" in Client().get(at("session", 1)).content.decode()


def test_the_pages_of_sessions_cost_the_same_with_one_motion_and_with_twenty(cast: Cast) -> None:
    forum = make_working(cast.clerk, fund=Decimal(100_000))
    session = make_session(forum, cast.clerk)
    client = come_in(Client(), cast.clerk)
    names = [("session", 1), ("projects",), ("page",), ("desk_session", 1), ("desk_projects",)]
    pages = [
        reverse(f"gatherings:{n}", args=[forum.body.public_id, *more]) + "?x" for n, *more in names
    ]

    def voted(number: int) -> None:
        motion = make_idea(session, cast.clerk, f"Идея {number}", 100)
        voting.vote(motion, actor=cast.clerk, choices=votes(session))

    voted(0)
    [queries_of(client, page) for page in pages]
    one = [queries_of(client, page) for page in pages]
    for number in range(1, 20):
        voted(number)

    assert [queries_of(client, page) for page in pages] == one


def test_only_who_runs_the_forum_enters_anything(cast: Cast) -> None:
    forum: Forum = make_working(cast.clerk)
    session = make_session(forum, cast.clerk)
    for act in (
        lambda: make_motion(session, cast.participant),
        lambda: make_session(forum, cast.secretary),
        lambda: projects.add_criterion(forum, actor=cast.auditor, name="Х", most=5),
    ):
        with pytest.raises(Refused):
            act()
