"""Places are kept for every share that the frame names, and the reserve moves up by the same rule."""

from itertools import product

import pytest
from django.test import Client
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from forums.gatherings import framing, registering
from forums.gatherings.models import Forum, Registration
from forums.gatherings.shares import (
    Person,
    Share,
    Trait,
    UnreadableShareError,
    fits,
    kept,
    overfull,
    read_shares,
)
from prestizh.refusal import Refused
from tests.forums.gatherings.making import (
    make_open_tables,
    make_registration,
    make_table_forum,
    table_of,
)
from tests.forums.making import make_clerk

AREAS, AGES = ("Хасково", "селата"), ("16–29", "30+")
KINDS = [Person(*traits) for traits in product(("жена", "мъж"), AREAS, AGES)]
WOMEN, VILLAGES = Share(Trait.SEX, "жена", 50), Share(Trait.AREA, "селата", 50)


def test_shares_are_read_a_line_each() -> None:
    found = read_shares(["16–29; 20", "селата;30 %"], areas=AREAS, ages=AGES)

    assert found == (Share(Trait.AGE, "16–29", 20), Share(Trait.AREA, "селата", 30))


@pytest.mark.parametrize(
    "line", ["16–29", "16–29; 0", "16–29; 101", "16–29; много", "Димитровград; 20", "селата; 20"]
)
def test_a_line_that_cannot_be_read_is_named(line: str) -> None:
    with pytest.raises(UnreadableShareError) as error:
        read_shares(["селата; 10", line], areas=AREAS, ages=AGES)

    assert error.value.number == 2


def test_one_person_can_reach_shares_of_two_traits() -> None:
    both = [WOMEN, VILLAGES]

    assert kept(both, 4, []) == 2
    assert kept(both, 4, [Person("жена", "селата", "30+")]) == 1
    assert kept(both, 4, [Person("жена", "Хасково", "30+")]) == 2


def test_shares_of_one_trait_that_ask_for_more_than_all_places_are_too_many() -> None:
    thirds = [Share(Trait.AGE, name, 40) for name in ("a", "b", "c")]

    assert overfull(thirds, 3)
    assert not overfull([*thirds[:2], WOMEN, VILLAGES], 5)


@settings(suppress_health_check=[HealthCheck.too_slow])
@given(
    st.integers(3, 12),
    st.lists(st.sampled_from(KINDS), max_size=30),
    st.lists(st.integers(0, 50), min_size=4, max_size=4),
)
def test_whoever_comes_first_every_share_can_still_be_reached(
    places: int, coming: list[Person], percents: list[int]
) -> None:
    names = [
        (Trait.SEX, "жена"),
        (Trait.AREA, "селата"),
        (Trait.AGE, AGES[0]),
        (Trait.AGE, AGES[1]),
    ]
    shares = [
        Share(trait, name, percent)
        for (trait, name), percent in zip(names, percents, strict=True)
        if percent
    ]
    if overfull(shares, places):
        return
    seated: list[Person] = []
    for person in coming:
        if fits(shares, places, seated, person):
            seated.append(person)
    # Once everybody else has come: enough of each kind fill the table, and all shares are reached.
    for person in [one for one in KINDS for _time in range(places)]:
        if fits(shares, places, seated, person):
            seated.append(person)

    assert len(seated) == places
    for share in shares:
        assert sum(one.is_of(share) for one in seated) >= share.least(places)


def make_shared(shares: str, women: int = 0) -> Forum:
    return make_open_tables(kept_shares=shares, women_percent=women)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("share", "kept_for"), [("16–29; 50", {"age": "16–29"}), ("селата; 50", {"area": "селата"})]
)
def test_places_are_kept_for_an_age_and_an_area(share: str, kept_for: dict[str, str]) -> None:
    forum = make_shared(share)
    others = {"age": "65+", "area": "Хасково"}
    people = [make_registration(forum, number, **others) for number in range(4)]
    awaited = make_registration(forum, 9, **{**others, **kept_for})

    assert [one.state for one in people] == ["seated", "seated", "reserve", "reserve"]
    assert awaited.state == "seated"


def state_of(row: Registration) -> str:
    return str(Registration.objects.get(pk=row.pk).state)


@pytest.mark.django_db
def test_who_waited_longest_moves_up_only_into_a_place_that_is_not_kept() -> None:
    forum = make_shared("16–29; 50")
    first = make_registration(forum, 1, age="16–29")
    older = [make_registration(forum, number, age="65+") for number in range(2, 5)]
    young = [make_registration(forum, number, age="16–29") for number in range(5, 7)]
    assert [one.state for one in older] == ["seated", "seated", "reserve"]
    assert [one.state for one in young] == ["seated", "reserve"]

    registering.withdraw(first)

    assert (state_of(older[2]), state_of(young[1])) == ("reserve", "seated")
    registering.withdraw(older[0])
    assert state_of(older[2]) == "seated"


@pytest.mark.django_db
def test_one_place_that_is_left_can_let_two_of_the_reserve_in() -> None:
    forum = make_shared("селата; 25", women=25)
    town, village = {"area": "Хасково"}, {"area": "селата"}
    seated = [make_registration(forum, n, sex="мъж", **town) for n in range(3)]
    woman = make_registration(forum, 3, sex="жена", **town)
    man = make_registration(forum, 4, sex="мъж", **village)
    assert [one.state for one in seated] == ["seated"] * 3
    assert (woman.state, man.state) == ("reserve", "reserve")

    registering.withdraw(seated[0])

    assert (state_of(woman), state_of(man)) == ("seated", "seated")


@pytest.mark.django_db
def test_shares_that_cannot_be_read_or_reached_are_refused() -> None:
    clerk = make_clerk()
    with pytest.raises(Refused, match="1"):
        make_table_forum(clerk, kept_shares="Димитровград; 20")
    bands = "16–29; 40\n30–44; 40\n45–64; 40"
    forum = make_table_forum(clerk, kept_shares=bands)
    with pytest.raises(Refused) as refused:
        framing.open_registration(forum, actor=clerk)
    assert {one.field for one in refused.value.obstacles} == {"kept_shares"}


@pytest.mark.django_db
def test_the_places_of_the_frame_are_those_of_the_tables() -> None:
    clerk = make_clerk()
    forum = make_table_forum(clerk, places=29)
    with pytest.raises(Refused, match="28"):
        framing.open_registration(forum, actor=clerk)
    framing.revise(forum, actor=clerk, places=28)
    assert framing.open_registration(forum, actor=clerk).stage == "registering"


@pytest.mark.django_db
def test_everybody_reads_what_is_kept_and_it_stays_once_people_rely_on_it() -> None:
    clerk = make_clerk()
    forum = make_open_tables(clerk, kept_shares="16–29; 20", women_percent=40)
    framing.revise(forum, actor=clerk, kept_shares="", women_percent=0)

    page = Client().get(forum.get_absolute_url()).content.decode()

    assert "жени – 40 %" in page
    assert "16–29 – 20 %" in page
    assert table_of(forum).places == 4
