"""Presence with proxies, quorum with parity, and results of votes."""

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from prestizh.meetings.counting import (
    Participant,
    ProxyFault,
    VoteError,
    Votes,
    Whole,
    count_present,
    decide,
    proxy_faults,
    quorum,
    sizes_by_side,
)
from prestizh.meetings.rules import Base, Rule, read_rule


def here(key: int, side: str = "", has_vote: bool = True) -> Participant:
    return Participant(key, is_here=True, side=side, has_vote=has_vote)


def absent(key: int, proxy: int | None = None, side: str = "") -> Participant:
    return Participant(key, proxy=proxy, side=side)


def test_who_is_here_and_who_is_represented_both_count() -> None:
    present = count_present([here(1), here(2), absent(3, proxy=1), absent(4)], 1)
    assert (present.in_person, present.represented, present.total) == (2, 1, 3)


@pytest.mark.parametrize(
    ("people", "fault"),
    [
        ([here(1), absent(2, proxy=2)], ProxyFault.TO_ONESELF),
        ([here(1), absent(2, proxy=99)], ProxyFault.TO_A_STRANGER),
        ([here(1, has_vote=False), absent(2, proxy=1)], ProxyFault.TO_A_STRANGER),
        ([absent(1), absent(2, proxy=1)], ProxyFault.HOLDER_IS_ABSENT),
        ([here(3), absent(1, proxy=3), absent(2, proxy=1)], ProxyFault.PASSED_ON),
        (
            [here(1), Participant(2, is_here=True, proxy=1)],
            ProxyFault.GIVER_IS_HERE,
        ),
        ([here(1), Participant(2, proxy=1, has_vote=False)], ProxyFault.NO_VOTE),
    ],
)
def test_a_proxy_that_is_none_counts_for_nobody(
    people: list[Participant], fault: ProxyFault
) -> None:
    assert proxy_faults(people, 3)[2] is fault
    without = [one if one.key != 2 else Participant(2, one.is_here) for one in people]
    if people[-1].has_vote:
        assert count_present(people, 3).total == count_present(without, 3).total


def test_no_proxy_counts_where_the_rules_know_none() -> None:
    people = [here(1), absent(2, proxy=1)]
    assert proxy_faults(people, 0) == {2: ProxyFault.NOT_ALLOWED}
    assert count_present(people, 0).total == 1


@pytest.mark.parametrize("most", [1, 2, 3])
def test_each_holds_at_most_so_many_proxies(most: int) -> None:
    people = [here(1), *(absent(key, proxy=1) for key in range(2, 9))]
    assert count_present(people, most).represented == most
    refused = {key for key, fault in proxy_faults(people, most).items()}
    assert refused == set(range(2 + most, 9))


@pytest.mark.parametrize("most", [0, 1, 2])
@pytest.mark.parametrize("members", range(1, 31))
def test_quorum_with_proxies_for_every_attendance(members: int, most: int) -> None:
    """So many come; each who stays away gives a proxy to the first who may take one more."""
    for comers in range(members + 1):
        holders = [key for key in range(comers) for _proxy in range(most)]
        people = [here(key) for key in range(comers)]
        people += [
            absent(100 + number, proxy=holders[number] if number < len(holders) else None)
            for number in range(members - comers)
        ]
        present = count_present(people, most)
        assert present.total == min(members, comers * (1 + most))
        for expression, is_enough in IS_ENOUGH.items():
            start, _, way = expression.partition(" + 1")
            rule = read_rule(f"{start} + 1 of members,{way}" if way else f"{expression} of members")
            found = quorum(rule, present, Whole(members, members))
            assert found.is_met is is_enough(present.total, members), (expression, comers)


def test_who_has_no_vote_does_not_count_for_the_quorum() -> None:
    assert count_present([here(1), here(2, has_vote=False)], 1).total == 1


def test_quorum_says_what_is_missing() -> None:
    rule = read_rule("1/2 + 1 of seats, down")
    found = quorum(rule, count_present([here(1), here(2)], 0), Whole(seats=5, members=4))
    assert not found.is_met
    assert [(share.needed, share.present) for share in found.lacking] == [(3, 2)]


def test_vacant_seats_count_by_seats_and_not_by_members() -> None:
    present = count_present([here(key) for key in range(5)], 0)
    whole = Whole(seats=12, members=9)
    assert not quorum(read_rule("> 1/2 of seats"), present, whole).is_met
    assert quorum(read_rule("> 1/2 of members"), present, whole).is_met


@pytest.mark.parametrize("base", [Base.PRESENT, Base.VOTING])
def test_a_share_of_those_present_is_no_quorum(base: Base) -> None:
    with pytest.raises(ValueError, match="quorum"):
        quorum(read_rule(f"> 1/2 of {base}"), count_present([], 0), Whole(1, 1))


@pytest.mark.parametrize("vacant", [0, 1])
@pytest.mark.parametrize("most", [0, 1, 2])
@pytest.mark.parametrize("each", range(1, 16))
def test_with_parity_and_proxies_each_side_needs_its_own_quorum(
    each: int, most: int, vacant: int
) -> None:
    """Two sides of 1–15, that is 2–30 members: every possible attendance of both, every formula.

    Who stays away gives a proxy to the next who may hold one, of whichever side; the left first.
    On each side `vacant` seats are empty, which a share of the seats counts.
    """
    sizes = {"left": Whole(each + vacant, each), "right": Whole(each + vacant, each)}
    whole = Whole(2 * (each + vacant), 2 * each)
    for left in range(each + 1):
        for right in range(each + 1):
            present = count_present(two_sides(each, left, right, most), most)
            # By hand: so many proxies are free, the left side takes them first.
            free = (left + right) * most
            of_left = min(each - left, free)
            of_right = min(each - right, free - of_left)
            there = (left + of_left, right + of_right)
            assert (present.sides.get("left"), present.sides.get("right")) == there
            for rule, is_enough, of in every_quorum(each, each + vacant):
                found = quorum(rule, present, whole, sizes)
                expected = sum(there) > 0 and is_enough(sum(there), 2 * of)
                expected = expected and all(one > 0 and is_enough(one, of) for one in there)
                assert found.is_met is expected, (str(rule), left, right)


def two_sides(each: int, left: int, right: int, most: int) -> list[Participant]:
    """So many of each side come; who does not gives a proxy as long as somebody may hold one."""
    people = [here(key, "left") for key in range(left)]
    people += [here(100 + key, "right") for key in range(right)]
    free = [one.key for one in people for _proxy in range(most)]
    away = ["left"] * (each - left) + ["right"] * (each - right)
    return people + [
        absent(200 + number, free[number] if number < len(free) else None, side)
        for number, side in enumerate(away)
    ]


def every_quorum(members: int, seats: int) -> list[tuple[Rule, Callable[[int, int], bool], int]]:
    """Each formula, of the members and of the seats, with what it asks said in another way."""
    found = []
    for start, is_enough in IS_ENOUGH.items():
        share, _, way = start.partition(" + 1")
        for base, of in ((Base.MEMBERS, members), (Base.SEATS, seats)):
            text = f"{share} + 1 of {base},{way}" if way else f"{start} of {base}"
            found.append((read_rule(text), is_enough, of))
    return found


def test_a_side_that_stays_away_blocks_the_quorum_also_by_its_proxies() -> None:
    people = [here(key, "associations") for key in range(14)]
    people += [absent(100 + key, side="administration") for key in range(14)]
    rule, whole = read_rule("1/2 + 1 of members, down"), Whole(28, 28)
    sides = sizes_by_side(people, {})
    assert sides == {"administration": Whole(14, 14), "associations": Whole(14, 14)}
    assert quorum(rule, count_present(people, 1), whole).whole.present == 14
    alone = quorum(rule, count_present(people, 1), whole, sides)
    assert [share.side for share in alone.lacking] == ["", "administration"]
    represented = people[:14] + [
        absent(100 + key, proxy=key if key < 8 else None, side="administration")
        for key in range(14)
    ]
    assert quorum(rule, count_present(represented, 1), whole, sides).is_met


def test_nobody_is_no_quorum_even_of_nobody() -> None:
    assert not quorum(read_rule(">= 1/2 of members"), count_present([], 0), Whole(0, 0)).is_met


@pytest.mark.parametrize(
    ("expression", "votes", "present", "carried"),
    [
        ("> 1/2 of present", Votes(5, 2, 2), 9, True),
        ("> 1/2 of present", Votes(4, 1, 4), 9, False),  # abstentions weigh against
        ("> 1/2 of voting", Votes(4, 1, 4), 9, True),  # here they do not
        ("> 1/2 of members", Votes(6, 0, 0), 6, False),
        ("> 1/2 of members", Votes(7, 1, 0), 8, True),
        ("> 1/2 of seats", Votes(7, 0, 0), 7, False),
        (">= 2/3 of voting", Votes(6, 3, 0), 9, True),
        (">= 2/3 of voting", Votes(5, 3, 1), 9, False),
        (">= 1/3 of present", Votes(3, 6, 0), 9, True),  # the right of a minority
        (">= 1/1 of present", Votes(8, 0, 1), 9, False),
        (">= 1/1 of present", Votes(9, 0, 0), 9, True),
    ],
)
def test_a_motion_is_carried_by_its_rule(
    expression: str, votes: Votes, present: int, carried: bool
) -> None:
    result = decide(read_rule(expression), votes, present, Whole(seats=14, members=12))
    assert result.carried is carried


@pytest.mark.parametrize("base", list(Base))
@pytest.mark.parametrize("sign", [">", ">="])
@pytest.mark.parametrize("each", [1, 4, 15])
def test_a_tie_decides_nothing(base: Base, sign: str, each: int) -> None:
    whole = Whole(2 * each, 2 * each)
    result = decide(read_rule(f"{sign} 1/2 of {base}"), Votes(each, each), 2 * each, whole)
    assert result.is_tie
    assert not result.carried


@pytest.mark.parametrize("base", list(Base))
def test_with_no_vote_in_favour_nothing_is_carried(base: Base) -> None:
    result = decide(read_rule(f">= 1/3 of {base}"), Votes(0, 0, 0), 0, Whole(0, 0))
    assert not result.carried
    assert not result.is_tie


def test_more_ballots_than_present_are_refused() -> None:
    with pytest.raises(VoteError):
        decide(read_rule("> 1/2 of present"), Votes(3, 2, 1), 5, Whole(9, 9))


def test_less_than_no_vote_is_refused() -> None:
    with pytest.raises(ValueError, match="less"):
        Votes(3, -1)


EXPRESSIONS = [
    f"{start} of {base}{end}"
    for base in Base
    for start, end in [
        ("> 1/2", ""),
        (">= 1/2", ""),
        (">= 2/3", ""),
        ("> 2/3", ""),
        ("1/2 + 1", ", down"),
        ("1/2 + 1", ", up"),
    ]
]

IS_ENOUGH: dict[str, Callable[[int, int], bool]] = {
    "> 1/2": lambda votes, of: 2 * votes > of,
    ">= 1/2": lambda votes, of: 2 * votes >= of,
    ">= 2/3": lambda votes, of: 3 * votes >= 2 * of,
    "> 2/3": lambda votes, of: 3 * votes > 2 * of,
    "1/2 + 1 down": lambda votes, of: votes >= of // 2 + 1,
    "1/2 + 1 up": lambda votes, of: votes >= (of + 1) // 2 + 1,
}


@pytest.mark.parametrize("expression", EXPRESSIONS)
def test_every_possible_vote_of_up_to_thirty_members(expression: str) -> None:
    rule = read_rule(expression)
    start, _, end = expression.partition(" of ")
    is_enough = IS_ENOUGH[(start + (end.partition(",")[2])).strip()]
    for members in range(1, 31):
        present, seats = members - members // 4, members + members // 5
        for in_favour in range(present + 1):
            for against in range(0, present - in_favour + 1, 3):
                abstained = (present - in_favour - against) // 2
                of = {
                    Base.SEATS: seats,
                    Base.MEMBERS: members,
                    Base.PRESENT: present,
                    Base.VOTING: in_favour + against,
                }[rule.base]
                votes = Votes(in_favour, against, abstained)
                found = decide(rule, votes, present, Whole(seats, members))
                expected = is_enough(in_favour, of) and in_favour > against
                assert found.carried is expected, (members, in_favour, against)


people_of_a_body = st.lists(
    st.tuples(
        st.booleans(),
        st.none() | st.integers(0, 12),
        st.sampled_from(["", "left", "right"]),
        st.booleans(),
    ),
    max_size=12,
).map(
    lambda rows: [
        Participant(key, is_here, proxy, side, has_vote)
        for key, (is_here, proxy, side, has_vote) in enumerate(rows)
    ]
)


# The first draw of such a list takes long on a busy machine.
UNHURRIED = settings(suppress_health_check=[HealthCheck.too_slow])


@UNHURRIED
@given(people_of_a_body, st.integers(0, 3))
def test_nobody_counts_twice_and_no_proxy_is_passed_on(
    people: list[Participant], most: int
) -> None:
    present = count_present(people, most)
    voters = [one for one in people if one.has_vote]
    assert present.total <= len(voters)
    assert present.in_person == sum(one.is_here for one in voters)
    assert present.represented <= present.in_person * most
    assert sum(present.sides.values()) <= present.total
    faults = proxy_faults(people, most)
    counted = [one for one in people if one.proxy is not None and one.key not in faults]
    assert len(counted) == present.represented
    givers = {one.key for one in counted}
    assert not givers & {one.proxy for one in counted}


@UNHURRIED
@given(people_of_a_body, st.integers(0, 3), st.data())
def test_who_comes_never_makes_the_count_smaller(
    people: list[Participant], most: int, data: st.DataObject
) -> None:
    away = [one for one in people if not one.is_here and one.proxy is None]
    assume(away)
    comer = data.draw(st.sampled_from(away))
    after = [
        one if one is not comer else Participant(one.key, True, None, one.side, one.has_vote)
        for one in people
    ]
    assert count_present(after, most).total >= count_present(people, most).total


@given(
    st.sampled_from(EXPRESSIONS),
    st.integers(0, 40),
    st.integers(0, 40),
    st.integers(0, 40),
    st.integers(0, 10),
)
def test_one_more_vote_in_favour_never_loses(
    expression: str, in_favour: int, against: int, abstained: int, vacant: int
) -> None:
    """Somebody changes from against to in favour; the rest stays."""
    assume(against > 0)
    rule, present = read_rule(expression), in_favour + against + abstained
    whole = Whole(present + vacant, present)
    before = decide(rule, Votes(in_favour, against, abstained), present, whole)
    after = decide(rule, Votes(in_favour + 1, against - 1, abstained), present, whole)
    assert after.carried or not before.carried
