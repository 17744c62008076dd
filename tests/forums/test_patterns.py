"""Each pattern begins a body that needs only its act; what its statute asks is asked for."""

from typing import Any

import pytest

from forums.bodies import founding, seating
from forums.bodies.models import Body
from forums.bodies.patterns import PATTERNS, Pattern
from forums.bodies.stages import BodyKind
from forums.bodies.starting import start
from prestizh.ledger import clock
from prestizh.refusal import Refused
from prestizh.terms import sofia_day
from tests.factories import make_user
from tests.forums.making import make_body, make_body_in_preparation, make_clerk

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)
def test_a_body_from_a_pattern_needs_only_its_act(pattern: Pattern) -> None:
    clerk = make_clerk()
    body = start(pattern, actor=clerk, name=pattern.name)
    fields = {one.field for one in founding.obstacles(body)}
    assert fields <= {"act_kind", "council_mandate_ends_on"}
    day = sofia_day(clock.now())
    body = founding.revise(
        body, actor=clerk, act_number="1", act_on=day, council_mandate_ends_on=day
    )
    assert founding.constitute(body, actor=clerk).template == pattern.key


def test_every_kind_but_the_committee_has_a_pattern() -> None:
    kinds = {pattern.kind for pattern in PATTERNS.values()}
    assert kinds == set(BodyKind) - {BodyKind.COMMITTEE}


def in_preparation(key: str) -> Body:
    return start(PATTERNS[key], actor=make_clerk(), name="Орган")


def sentences(body: Body) -> str:
    return " ".join(str(one.sentence) for one in founding.obstacles(body))


def test_parity_asks_for_two_equal_sides() -> None:
    clerk, body = make_clerk(), in_preparation("tourism")
    assert "не са равни" not in sentences(body)
    seating.add_seats(body, actor=clerk, category="business", number=1, side="сдружения")
    assert "община е с 7, сдружения е с 8" in sentences(body)
    free = make_body_in_preparation(parity=True)
    assert "точно две страни" in sentences(free)


def test_seats_without_a_vote_and_given_up_ones_do_not_count_for_parity() -> None:
    clerk, body = make_clerk(), in_preparation("tourism")
    seating.add_seats(
        body, actor=clerk, category="experts", number=3, side="община", has_vote=False
    )
    extra = seating.add_seats(body, actor=clerk, category="business", number=1, side="сдружения")
    seating.retire_seats(extra, actor=clerk)
    assert "не са равни" not in sentences(body)


@pytest.mark.parametrize(
    ("key", "category", "number", "said"),
    [
        ("trafficking", "ngo", 1, "най-много 7"),
        ("school", "citizens", 1, "нечетен"),
        ("ethics", "ngo", 1, "не допуска места за: граждански организации"),
    ],
)
def test_what_the_statute_asks_of_the_seats(
    key: str, category: str, number: int, said: str
) -> None:
    body = in_preparation(key)
    assert said not in sentences(body)
    seating.add_seats(body, actor=make_clerk(), category=category, number=number)
    assert said in sentences(body)


def test_a_category_that_the_statute_asks_for_is_missed() -> None:
    clerk, body = make_clerk(), in_preparation("child")
    ngo = body.seats.get(category="ngo")
    seating.retire_seats(ngo, actor=clerk)
    assert "граждански организации" in sentences(body)
    few = in_preparation("trafficking")
    for seat in few.seats.exclude(category="ngo"):
        seating.retire_seats(seat, actor=clerk)
    assert "поне 3" in sentences(few)


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        ({"name": "  "}, "name"),
        ({"kind": "senate"}, "kind"),
        ({"act_kind": "rumour"}, "act_kind"),
        ({"majority": "повечето"}, "majority"),
        ({"quorum": ""}, "quorum"),
        ({"extraordinary_share": "всеки"}, "extraordinary_share"),
        ({"notice_days": 61}, "notice_days"),
        ({"notice_days": None}, "notice_days"),
        ({"report_due_month": 13}, "report_due_month"),
        ({"most_proxies": 0}, "most_proxies"),
        ({"mandate_months": 0}, "mandate_months"),
    ],
)
def test_facts_out_of_bounds_are_refused(facts: dict[str, Any], field: str) -> None:
    with pytest.raises(Refused) as refused:
        founding.revise(make_body_in_preparation(), actor=make_clerk(), **facts)
    assert [one.field for one in refused.value.obstacles] == [field]


def test_a_body_that_would_end_before_it_begins_is_refused() -> None:
    body = make_body_in_preparation(ends_on=sofia_day(clock.now()), within_council_mandate=True)
    assert {one.field for one in founding.obstacles(body)} == {"ends_on", "council_mandate_ends_on"}


def test_nobody_without_the_role_begins_from_a_pattern() -> None:
    with pytest.raises(Refused):
        start(PATTERNS["youth"], actor=make_user(), name="Съвет")
    assert make_body().template == ""
