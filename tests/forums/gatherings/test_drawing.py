"""A deliberative forum from its registration to its tables; nobody in it can be found out."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import Error, transaction
from django.test import Client
from django.urls import reverse

from forums.gatherings import drawing, framing, inviting, registering
from forums.gatherings.draw_file import listed_from
from forums.gatherings.models import Draw, Forum, Registration, Replacement, State
from forums.gatherings.stages import ForumStage
from prestizh.ledger.record import entries
from prestizh.outbox.models import Message
from prestizh.refusal import Refused
from tests.fixtures_clock import Clock
from tests.forums.gatherings.making import (
    WORDS,
    close,
    draw,
    fill,
    make_draw_forum,
    make_draw_in_preparation,
    make_registration,
)
from tests.forums.making import make_clerk

pytestmark = pytest.mark.django_db


def page_of(name: str, forum: Forum) -> str:
    answer = Client().get(reverse(f"gatherings:{name}", args=[forum.body.public_id]))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_from_registration_to_the_tables(clock: Clock) -> None:
    clerk = make_clerk()
    forum = make_draw_forum(clerk)
    fill(forum)

    drawn = draw(forum, clerk, clock)
    invited = list(forum.registrations.filter(state=State.INVITED))
    assert len(invited) == 6
    for person in invited:
        inviting.accept(person)
    begun = drawing.begin(forum, actor=clerk)

    assert begun.stage == ForumStage.WORKING
    assert sorted(t.people.count() for t in forum.tables.all()) == [3, 3]
    drawn.refresh_from_db()
    assert drawn.seating is not None
    assert drawn.seating["tables"] == 2
    kinds = [entry.kind for entry in entries(forum.subject)]
    assert (
        kinds.index("forum.list_closed") < kinds.index("forum.drawn") < kinds.index("forum.began")
    )


def test_the_program_repeats_it_from_the_published_file(clock: Clock, tmp_path: Path) -> None:
    clerk = make_clerk()
    forum = make_draw_forum(clerk)
    fill(forum)
    drawn = draw(forum, clerk, clock)
    for person in forum.registrations.filter(state=State.INVITED):
        inviting.accept(person)
    drawing.begin(forum, actor=clerk)

    address = reverse("gatherings:draw_file", args=[forum.body.public_id])
    (tmp_path / "draw.json").write_bytes(Client().get(address).content)
    program = Client().get(reverse("gatherings:program"))
    (tmp_path / "program.py").write_bytes(program.content)
    command = [sys.executable, "-I", "program.py", "draw.json", "--list", drawn.list_sha256]
    ended = subprocess.run(
        [*command, "--seed", WORDS], cwd=tmp_path, capture_output=True, text=True, check=False
    )

    assert ended.returncode == 0, ended.stdout
    assert "In order: 6 drawn of 24" in ended.stdout


def test_no_page_and_no_file_tells_a_name_a_contact_or_the_stratum_of_few(clock: Clock) -> None:
    clerk = make_clerk()
    forum = make_draw_forum(clerk)
    fill(forum)
    make_registration(
        forum,
        99,
        name="Единствена Жителкова",
        email="marker@example.org",
        phone="0899 777 555",
        area="селата",
        age="45+",
        sex="жена",
    )
    drawn = draw(forum, clerk, clock)

    shown = page_of("page", forum) + page_of("draw", forum) + page_of("draw_file", forum)
    shown += json.dumps([[f.shown() for f in [e]] for e in entries(forum.subject)], default=str)

    for secret in ("Жителкова", "marker@example.org", "0899", "Гостенка", "guest1@"):
        assert secret not in shown
    listed = listed_from(drawn.listed)
    sizes = [sum(c.stratum == s.key for c in listed.candidates) for s in listed.strata]
    assert not [size for size in sizes if 0 < size < 5]


def test_the_list_is_closed_only_after_the_last_day(clock: Clock) -> None:
    clerk = make_clerk()
    forum = make_draw_forum(clerk)
    fill(forum)

    with pytest.raises(Refused):
        drawing.close_list(forum, actor=clerk)


def test_of_fewer_than_five_no_list_is_published(clock: Clock) -> None:
    clerk = make_clerk()
    forum = make_draw_forum(clerk)
    make_registration(forum)

    with pytest.raises(Refused):
        close(forum, clerk, clock)


def test_a_seed_that_was_known_before_the_list_is_refused(clock: Clock) -> None:
    clerk = make_clerk()
    forum = make_draw_forum(clerk)
    fill(forum)
    closed = close(forum, clerk, clock)
    clock.step(timedelta(days=2))

    for known_at in (closed.closed_at, clock.now() + timedelta(hours=1)):
        with pytest.raises(Refused):
            drawing.enter_seed(forum, actor=clerk, words=WORDS, known_at=known_at)
    later = closed.closed_at + timedelta(hours=1)
    with pytest.raises(Refused):
        drawing.enter_seed(forum, actor=clerk, words="  ", known_at=later)


def test_who_cannot_come_is_replaced_by_the_next_of_their_stratum(clock: Clock) -> None:
    clerk = make_clerk()
    forum = make_draw_forum(clerk)
    fill(forum)
    drawn = draw(forum, clerk, clock)
    gone = forum.registrations.filter(state=State.INVITED)[0]

    came = inviting.decline(gone)

    stratum = {c.code: c.stratum for c in listed_from(drawn.listed).candidates}
    assert stratum[came] == stratum[gone.code]
    assert Registration.objects.get(code=came).state == State.INVITED
    assert came in page_of("draw", forum)
    with pytest.raises(Refused):
        inviting.accept(gone)


def test_a_place_is_passed_on_only_when_the_days_are_over(clock: Clock) -> None:
    clerk = make_clerk()
    forum = make_draw_forum(clerk)
    fill(forum)
    draw(forum, clerk, clock)
    silent = forum.registrations.filter(state=State.INVITED)[0]

    with pytest.raises(Refused):
        inviting.pass_on(silent, actor=clerk)
    clock.step(timedelta(days=6))
    inviting.pass_on(silent, actor=clerk)

    assert Replacement.objects.get().gone == silent.code


def test_of_one_household_at_most_one_is_drawn(clock: Clock) -> None:
    clerk = make_clerk()
    forum = make_draw_forum(clerk, places=30)
    people = fill(forum)
    make_registration(forum, 50, household=people[0].code)

    draw(forum, clerk, clock)

    states = forum.registrations.filter(state=State.PASSED)
    assert states.count() == 1
    other = make_draw_forum(clerk)
    with pytest.raises(Refused):
        make_registration(other, 1, household="ABCD-EFGH")


def test_whoever_did_not_confirm_is_not_in_the_list(clock: Clock) -> None:
    clerk = make_clerk()
    forum = make_draw_forum(clerk)
    fill(forum)
    answers = registering.Answers(
        name="Непотвърдена", email="x@example.org", area="Хасково", age="45+", sex="жена"
    )
    silent = registering.register(forum, actor=None, answers=answers)

    drawn = close(forum, clerk, clock)

    assert silent.code not in json.dumps(drawn.listed)
    with pytest.raises(Refused):
        registering.confirm(silent)


def test_the_database_keeps_the_list_and_the_draw(clock: Clock) -> None:
    clerk = make_clerk()
    forum = make_draw_forum(clerk)
    person = fill(forum)[0]
    drawn = draw(forum, clerk, clock)

    attempts: list[Callable[[], object]] = [
        lambda: Draw.objects.filter(pk=drawn.pk).update(seed_words="4"),
        lambda: Draw.objects.filter(pk=drawn.pk).update(listed={}),
        lambda: Registration.objects.filter(pk=person.pk).update(area="селата"),
        lambda: Registration.objects.filter(pk=person.pk).update(code="AAAA-AAAA"),
        lambda: Registration.objects.filter(pk=person.pk).delete(),
        lambda: Forum.objects.filter(pk=forum.pk).update(places=7),
        lambda: Forum.objects.filter(pk=forum.pk).update(stage=ForumStage.ENDED),
    ]
    for attempt in attempts:
        with pytest.raises(Error), transaction.atomic():
            attempt()


def test_everybody_drawn_is_written_to_once(clock: Clock) -> None:
    clerk = make_clerk()
    forum = make_draw_forum(clerk)
    fill(forum)
    draw(forum, clerk, clock)

    assert Message.objects.filter(key__endswith=":invited").count() == 6


@pytest.mark.parametrize(
    "text",
    [
        "Хасково; 16–44; жена",
        "Хасково; 16–44; жена; 5\nХасково; 16–44; друг; 5",
        "Хасково; 16–44; жена; пет",
        "Хас|ково; 16–44; жена; 5",
        "Хасково; 16–44; жена; 5",
        "Хасково; 16–44; жена; 5\nХасково; 16–44; жена; 6",
        "Хасково; 16–44; жена; 0\nХасково; 16–44; мъж; 0",
    ],
)
def test_a_population_that_cannot_be_read_is_refused(text: str) -> None:
    clerk = make_clerk()
    forum = make_draw_in_preparation(clerk)
    with pytest.raises(Refused):
        framing.set_population(forum, actor=clerk, text=text)
    assert forum.cells.count() == 8
