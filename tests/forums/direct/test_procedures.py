"""The numbers of ЗПУГДВМС, written here once more by hand, against those of the portal."""

from datetime import date

import pytest

from forums.direct.counting_terms import counted
from forums.direct.kinds import Initiator, Kind
from forums.direct.procedures import PROCEDURES
from forums.direct.provisions import Effect
from forums.direct.validity import (
    of_assembly,
    of_referendum,
    of_referendum_with_elections,
    quorum_after_an_hour,
    quorum_of_assembly,
)
from prestizh.terms import Calendar
from tests.terms.holidays_by_hand import days_off_between

CALENDAR = Calendar(days_off_between(2025, 2030))

COMMITTEES = {"initiative": (3, 5), "assembly": (3, 9), "referendum": (3, 7), "approval": (3, 7)}
INITIATORS = {
    "initiative": {"citizens"},
    "assembly": {"citizens", "council", "mayor"},
    "referendum": {"citizens", "councillors", "mayor"},
    "approval": {"citizens"},
}


@pytest.mark.parametrize("kind", Kind)
def test_each_form_has_its_initiators_and_its_committee(kind: Kind) -> None:
    procedure = PROCEDURES[kind]
    assert procedure.committee == COMMITTEES[kind]
    assert {str(one) for one in procedure.initiators} == INITIATORS[kind]


def test_an_initiative_is_begun_by_fifty_voters_and_an_assembly_is_for_small_places() -> None:
    assert PROCEDURES[Kind.INITIATIVE].founders == 50
    assert PROCEDURES[Kind.INITIATIVE].thresholds == ()
    assert PROCEDURES[Kind.ASSEMBLY].most_inhabitants == 10_000


# kind, effect, voters, signatures that are just enough
SIGNATURES = [
    ("referendum", "considered", 10_000, 500),
    ("referendum", "considered", 10_001, 501),
    ("referendum", "considered", 9_999, 500),
    ("referendum", "considered", 10_600, 530),
    ("referendum", "called", 10_000, 1_000),
    ("referendum", "called", 10_001, 1_001),
    ("referendum", "called", 19, 2),
    ("approval", "called", 70_000, 7_000),
    ("approval", "called", 69_991, 7_000),
    ("assembly", "called", 1_000, 20),
    ("assembly", "called", 1_001, 21),
    ("assembly", "called", 999, 20),
    ("assembly", "called", 60, 20),
    ("assembly", "called", 5_000, 100),
]


@pytest.mark.parametrize(("kind", "effect", "voters", "enough"), SIGNATURES)
def test_so_many_signatures_are_enough_and_one_less_is_not(
    kind: str, effect: str, voters: int, enough: int
) -> None:
    (threshold,) = [t for t in PROCEDURES[Kind(kind)].thresholds if t.effect == Effect(effect)]
    assert threshold.needed(voters) == enough
    assert (enough - 1) * threshold.share.denominator < voters or enough == 20


# kind, term, the day from which it runs, the day it gives
DAYS = [
    # Two months from the meeting of the citizens (чл. 48, ал. 2); 28.06.2026 is a Sunday.
    ("initiative", "gather", date(2026, 4, 28), date(2026, 6, 29)),
    ("initiative", "gather", date(2026, 12, 31), date(2027, 3, 1)),  # 28.02.2027 is a Sunday
    ("initiative", "gather", date(2027, 12, 31), date(2028, 2, 29)),  # a leap year
    # A month from the handing in (чл. 52, ал. 2).
    ("initiative", "answer", date(2026, 1, 31), date(2026, 3, 2)),  # 28.02 is a Saturday
    ("initiative", "answer", date(2026, 5, 31), date(2026, 6, 30)),
    # 6.09.2026 is a Sunday and a holiday; Monday is off in its place.
    ("initiative", "answer", date(2026, 8, 6), date(2026, 9, 8)),
    # Three months from the notification (чл. 28, ал. 8).
    ("referendum", "gather", date(2026, 3, 17), date(2026, 6, 17)),
    ("referendum", "gather", date(2026, 11, 30), date(2027, 3, 1)),
    # Three days (чл. 30, ал. 1): from a Wednesday they end on a Saturday, so on Monday.
    ("referendum", "tell", date(2026, 11, 18), date(2026, 11, 23)),
    ("referendum", "tell", date(2026, 11, 16), date(2026, 11, 19)),
    ("approval", "tell", date(2026, 11, 18), date(2026, 11, 23)),
    ("referendum", "session", date(2026, 11, 18), date(2026, 12, 18)),
    ("referendum", "mend", date(2026, 11, 18), date(2026, 12, 18)),
    # Three clear days before Thursday 26.11: Sunday the 22nd, so Friday the 20th.
    ("referendum", "opinions", date(2026, 11, 26), date(2026, 11, 20)),
    ("referendum", "opinions", date(2026, 11, 27), date(2026, 11, 23)),
    ("referendum", "vote_earliest", date(2026, 11, 18), date(2027, 1, 2)),
    ("referendum", "vote_latest", date(2026, 11, 18), date(2027, 1, 17)),  # a Sunday stays one
    ("referendum", "campaign", date(2027, 1, 17), date(2026, 12, 18)),
    ("referendum", "appeal_decision", date(2026, 11, 18), date(2026, 11, 25)),
    ("referendum", "appeal_result", date(2026, 11, 21), date(2026, 11, 30)),
    ("referendum", "announce", date(2026, 11, 25), date(2026, 11, 30)),
    ("approval", "gather", date(2026, 1, 30), date(2026, 3, 2)),
    ("approval", "vote_latest", date(2026, 7, 31), date(2026, 9, 30)),
    ("approval", "vote_latest", date(2026, 12, 31), date(2027, 2, 28)),
    # Fifteen clear days before Saturday 19.12: Thursday the 3rd.
    ("assembly", "notice", date(2026, 12, 19), date(2026, 12, 3)),
    ("assembly", "notice", date(2026, 12, 21), date(2026, 12, 4)),  # the 5th is a Saturday
    ("assembly", "hold_earliest", date(2026, 12, 3), date(2026, 12, 19)),
    ("assembly", "hold_latest", date(2026, 12, 3), date(2027, 1, 3)),
    ("assembly", "hold_latest", date(2026, 1, 31), date(2026, 2, 28)),
    # 26.12.2026 is a Saturday and a holiday; Monday is off in its place.
    ("assembly", "order", date(2026, 12, 19), date(2026, 12, 29)),
    ("assembly", "acts", date(2026, 12, 19), date(2027, 1, 19)),
    ("assembly", "appeal_result", date(2026, 12, 5), date(2026, 12, 14)),
]


@pytest.mark.parametrize(("kind", "code", "start", "day"), DAYS)
def test_a_term_ends_on_the_day_that_the_law_gives(
    kind: str, code: str, start: date, day: date
) -> None:
    assert counted(PROCEDURES[Kind(kind)].term(code), start, CALENDAR).day == day


def test_every_term_of_every_form_stands_in_the_table_above_and_cites_its_article() -> None:
    known = {(kind, code) for kind, code, _start, _day in DAYS}
    known |= {("approval", code) for code in ("mend", "campaign", "appeal_result", "announce")}
    for kind, procedure in PROCEDURES.items():
        for rule in procedure.terms:
            assert (str(kind), rule.code) in known
            assert rule.law.startswith("чл. ")
            assert rule.law.endswith("ЗПУГДВМС")
            assert bool(rule.days) != bool(rule.months)


def test_the_term_for_the_session_stands_still_while_the_signatures_are_checked() -> None:
    rule = PROCEDURES[Kind.REFERENDUM].term("session")
    assert counted(rule, date(2026, 10, 1), CALENDAR).day == date(2026, 11, 2)
    assert counted(rule, date(2026, 10, 1), CALENDAR, suspended=9).day == date(2026, 11, 10)


@pytest.mark.parametrize(
    ("voters", "participated", "yes", "valid", "adopted"),
    [
        (1_000, 400, 201, True, True),
        (1_000, 400, 200, True, False),
        (1_000, 399, 399, False, False),
        (1_001, 400, 400, False, False),
        (1_001, 401, 201, True, True),
        (1_000, 401, 200, True, False),
    ],
)
def test_a_referendum_needs_forty_per_cent_and_more_than_half_of_those_who_took_part(
    voters: int, participated: int, yes: int, valid: bool, adopted: bool
) -> None:
    verdict = of_referendum(voters, participated, yes)
    assert (verdict.is_valid, verdict.is_adopted) == (valid, adopted)


@pytest.mark.parametrize(("votes", "yes", "adopted"), [(1000, 500, False), (1000, 501, True)])
def test_with_general_elections_more_than_half_of_their_votes_is_enough(
    votes: int, yes: int, adopted: bool
) -> None:
    assert of_referendum_with_elections(votes, yes).is_adopted is adopted


def test_the_quorum_of_an_assembly_is_a_quarter_a_third_or_after_an_hour_a_tenth() -> None:
    assert quorum_of_assembly(400, 500) == 100
    assert quorum_of_assembly(401, 500) == 101
    assert quorum_of_assembly(120, 151) == 30
    assert quorum_of_assembly(120, 150) == 40
    assert quorum_after_an_hour(400) == 40
    assert quorum_after_an_hour(401) == 41


def test_an_assembly_decides_with_more_than_half_of_those_present() -> None:
    assert of_assembly(100, 100, 51).is_adopted
    assert not of_assembly(100, 100, 50).is_adopted
    assert of_assembly(100, 101, 51).is_adopted
    assert not of_assembly(100, 99, 99).is_valid
    assert not of_assembly(0, 0, 0).is_valid


def test_who_may_begin_stands_with_the_point_of_the_law() -> None:
    assert PROCEDURES[Kind.ASSEMBLY].initiators[Initiator.COUNCIL] == (
        "чл. 57, ал. 1, т. 2 ЗПУГДВМС"
    )
