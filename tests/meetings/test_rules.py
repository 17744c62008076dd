"""Every formula of quorum and majority for 1–30 members, against counting by hand."""

from fractions import Fraction

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from prestizh.meetings.rules import Base, Kind, Rounding, Rule, read_rule
from prestizh.meetings.wording import in_words

SHARES = [(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (3, 5), (4, 5), (5, 8), (7, 12)]
WHOLES = range(1, 31)

# Written by hand, for 1, 2, … 30 members.
MORE_THAN_HALF = "1 2 2 3 3 4 4 5 5 6 6 7 7 8 8 9 9 10 10 11 11 12 12 13 13 14 14 15 15 16"
AT_LEAST_HALF = "1 1 2 2 3 3 4 4 5 5 6 6 7 7 8 8 9 9 10 10 11 11 12 12 13 13 14 14 15 15"
HALF_UP_AND_ONE = "2 2 3 3 4 4 5 5 6 6 7 7 8 8 9 9 10 10 11 11 12 12 13 13 14 14 15 15 16 16"
TWO_THIRDS = "1 2 2 3 4 4 5 6 6 7 8 8 9 10 10 11 12 12 13 14 14 15 16 16 17 18 18 19 20 20"
MORE_THAN_TWO_THIRDS = (
    "1 2 3 3 4 5 5 6 7 7 8 9 9 10 11 11 12 13 13 14 15 15 16 17 17 18 19 19 20 21"
)
ONE_THIRD = "1 1 1 2 2 2 3 3 3 4 4 4 5 5 5 6 6 6 7 7 7 8 8 8 9 9 9 10 10 10"
THREE_QUARTERS = "1 2 3 3 4 5 6 6 7 8 9 9 10 11 12 12 13 14 15 15 16 17 18 18 19 20 21 21 22 23"
ALL = " ".join(str(n) for n in WHOLES)

BY_HAND = {
    "> 1/2": MORE_THAN_HALF,
    "1/2 + 1 of members, down": MORE_THAN_HALF,
    "1/2 + 1 of members, up": HALF_UP_AND_ONE,
    ">= 1/2": AT_LEAST_HALF,
    ">= 2/3": TWO_THIRDS,
    "> 2/3": MORE_THAN_TWO_THIRDS,
    ">= 1/3": ONE_THIRD,
    ">= 3/4": THREE_QUARTERS,
    ">= 1/1": ALL,
}


def pieces(people: int, bottom: int) -> int:
    """Each person cut into `bottom` equal pieces: so many pieces in all, counted one by one."""
    return sum(1 for _person in range(people) for _piece in range(bottom))


def counted(kind: Kind, top: int, bottom: int, rounding: Rounding, whole: int) -> int:
    """Ask one more person to stand up until the share, compared in pieces, is there."""
    share = pieces(whole, top)  # the share of the whole, in pieces of one person / bottom
    standing = 0
    if kind is Kind.MORE:
        while not pieces(standing, bottom) > share:
            standing += 1
        return standing
    while pieces(standing, bottom) < share:
        standing += 1
    if kind is Kind.AT_LEAST:
        return standing
    cut_a_person = pieces(standing, bottom) > share
    if rounding is Rounding.DOWN and cut_a_person:
        standing -= 1
    return standing + 1


def every_formula() -> list[tuple[str, Kind, int, int, Rounding]]:
    formulas = []
    for top, bottom in SHARES:
        for base in Base:
            formulas += [
                (f"> {top}/{bottom} of {base}", Kind.MORE, top, bottom, Rounding.DOWN),
                (f">= {top}/{bottom} of {base}", Kind.AT_LEAST, top, bottom, Rounding.DOWN),
            ]
            formulas += [
                (f"{top}/{bottom} + 1 of {base}, {way}", Kind.PLUS_ONE, top, bottom, way)
                for way in Rounding
            ]
    formulas += [(f">= 1/1 of {base}", Kind.AT_LEAST, 1, 1, Rounding.DOWN) for base in Base]
    return formulas


@pytest.mark.parametrize(("expression", "kind", "top", "bottom", "rounding"), every_formula())
def test_every_formula_agrees_with_counting_for_1_to_30(
    expression: str, kind: Kind, top: int, bottom: int, rounding: Rounding
) -> None:
    rule = read_rule(expression)
    for whole in WHOLES:
        assert rule.needed(whole) == counted(kind, top, bottom, rounding, whole), whole


@pytest.mark.parametrize(("expression", "row"), BY_HAND.items())
def test_the_usual_formulas_agree_with_the_table_written_by_hand(expression: str, row: str) -> None:
    rule = read_rule(expression if "of" in expression else f"{expression} of members")
    by_hand = [int(number) for number in row.split()]
    assert len(by_hand) == 30
    assert [rule.needed(whole) for whole in WHOLES] == by_hand


def test_the_rounding_of_half_plus_one_differs_for_odd_numbers_only() -> None:
    down, up = read_rule("1/2 + 1 of members, down"), read_rule("1/2 + 1 of members, up")
    for whole in WHOLES:
        assert up.needed(whole) - down.needed(whole) == whole % 2, whole


@pytest.mark.parametrize(
    ("expression", "needed"),
    [
        ("> 1/2 of members", 1),
        ("1/2 + 1 of members, down", 1),
        ("1/2 + 1 of members, up", 1),
        (">= 2/3 of members", 0),
    ],
)
def test_of_nobody_more_than_a_share_still_asks_for_one(expression: str, needed: int) -> None:
    assert read_rule(expression).needed(0) == needed


@pytest.mark.parametrize(
    "nonsense",
    [
        "",
        "half of members",
        "1/2 of members",
        "> 1/2 + 1 of members",
        "> 1/2 of members, up",
        "> 0/2 of members",
        "> 3/2 of members",
        ">= 1/0 of members",
        "> 1/2 of everybody",
        " > 1/2 of members",
        "> 1/2 of members\n",
        "> 100/200 of members",
        "< 1/2 of members",
        "> 1/1 of members",
        "2/2 + 1 of members, down",
        "1/2 + 2 of members",
    ],
)
def test_what_is_no_rule_is_refused(nonsense: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_rule(nonsense)


@given(
    st.sampled_from(Kind),
    st.tuples(st.integers(1, 98), st.integers(2, 99)).filter(lambda pair: pair[0] < pair[1]),
    st.sampled_from(Base),
    st.sampled_from(Rounding),
    st.integers(0, 300),
)
def test_any_rule_is_the_smallest_number_and_reads_back(
    kind: Kind, pair: tuple[int, int], base: Base, rounding: Rounding, whole: int
) -> None:
    way = rounding if kind is Kind.PLUS_ONE else Rounding.DOWN
    rule = Rule(kind, Fraction(*pair), base, way)
    assert read_rule(str(rule)) == rule
    needed = rule.needed(whole)
    assert needed == counted(kind, *pair, way, whole)
    assert rule.needed(whole + 1) in (needed, needed + 1)
    if kind is not Kind.PLUS_ONE:
        assert needed <= max(whole, 1)


@pytest.mark.parametrize(
    ("expression", "bulgarian", "english"),
    [
        (
            "> 1/2 of members",
            "Повече от половината от всички членове: при 7 – най-малко 4.",
            "More than half of all members: of 7 at least 4.",
        ),
        (
            ">= 2/3 of present",
            "Най-малко две трети от присъстващите или представените; дробта се закръглява "
            "нагоре: при 7 – най-малко 5.",
            "At least two thirds of those present or represented; a fraction is rounded up: "
            "of 7 at least 5.",
        ),
        (
            "1/2 + 1 of seats, down",
            "Половината от всички места, включително незаетите, закръглено надолу, плюс един: "
            "при 7 – най-малко 4.",
            "Half of all seats, the vacant ones counted too, rounded down, and one more: "
            "of 7 at least 4.",
        ),
        (
            "1/2 + 1 of voting, up",
            "Половината от гласовете „за“ и „против“, закръглено нагоре, плюс един: "
            "при 7 – най-малко 5.",
            "Half of the votes for and against, rounded up, and one more: of 7 at least 5.",
        ),
        (
            "> 5/8 of members",
            "Повече от 5/8 от всички членове: при 7 – най-малко 5.",
            "More than 5/8 of all members: of 7 at least 5.",
        ),
        (
            ">= 1/1 of members",
            "Без изключение всички членове: при 7 – всичките 7.",
            "Without exception all members: of 7 all 7.",
        ),
    ],
)
def test_a_rule_is_said_in_words_with_its_rounding(
    expression: str, bulgarian: str, english: str
) -> None:
    rule = read_rule(expression)
    with translation.override("bg"):
        assert in_words(rule) == bulgarian
    with translation.override("en"):
        assert in_words(rule) == english
