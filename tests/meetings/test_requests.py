"""An extraordinary meeting is called by the chair, or asked for by as many members as are needed."""

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import translation

from forums.bodies import seating
from forums.bodies.models import Body, Membership
from prestizh.ledger.record import entries
from prestizh.meetings import convening, hosts, planning
from prestizh.meetings.models import Meeting
from prestizh.refusal import Refused
from tests.forums.making import make_clerk, make_member
from tests.meetings.making import in_days, keeper, make_planned, make_sitting_body, secretary_of

pytestmark = pytest.mark.django_db

THIRD = ">= 1/3 of members"


def holders(body: Body) -> list[str]:
    return [one.holder for one in hosts.host("body").roll(body.subject) if not one.stands_for]


def asked(body: Body, number: int) -> Meeting:
    """An extraordinary meeting for which so many members asked."""
    return make_planned(
        body, kind="extraordinary", asked_by="members", askers=holders(body)[:number]
    )


# Of so many members a third, rounded up: counted by hand.
@pytest.mark.parametrize(
    ("members", "least"), [(1, 1), (2, 1), (3, 1), (4, 2), (5, 2), (6, 2), (7, 3), (9, 3)]
)
def test_a_third_of_the_members_reaches_and_one_fewer_is_refused(members: int, least: int) -> None:
    body = make_sitting_body(members, extraordinary_share=THIRD)
    with pytest.raises(Refused) as refused:
        asked(body, least - 1)
    assert refused.value.obstacles[0].field == "askers"
    meeting = asked(body, least)
    assert (meeting.askers_needed, len(meeting.askers)) == (least, least)


def test_the_refusal_says_how_many_are_needed_and_by_which_rule() -> None:
    body = make_sitting_body(7, extraordinary_share=THIRD)
    with translation.override("en"), pytest.raises(Refused) as refused:
        asked(body, 2)
    assert str(refused.value).startswith(
        "At least 3 members must ask for an extraordinary meeting in writing; 2 are named."
    )
    assert "third" in str(refused.value)


def test_who_asked_is_kept_and_their_names_are_not_public() -> None:
    body = make_sitting_body(3, extraordinary_share=THIRD)
    meeting = asked(body, 2)
    assert meeting.asking_members == ["Член 1", "Член 2"]
    convening.convene(meeting, actor=secretary_of(meeting))
    shown = entries(body.subject).filter(kind="meeting.convened").get().shown()
    assert shown["askers"] == " ".join(holders(body)[:2])
    for kind in ("meeting.planned", "meeting.convened"):
        assert "Член 1" not in str(entries(body.subject).filter(kind=kind).get().shown())


def test_without_somebody_who_asked_there_is_no_extraordinary_meeting() -> None:
    body = make_sitting_body(3, extraordinary_share=THIRD)
    with pytest.raises(Refused) as refused:
        make_planned(body, kind="extraordinary")
    assert refused.value.obstacles[0].field == "asked_by"
    assert make_planned(body, kind="extraordinary", asked_by="chair").askers == []


def test_where_only_the_chair_calls_one_no_number_of_members_is_enough() -> None:
    with pytest.raises(Refused) as refused:
        asked(make_sitting_body(3, extraordinary_share=""), 3)
    assert refused.value.obstacles[0].field == "asked_by"


def test_strangers_substitutes_and_members_without_a_vote_do_not_count() -> None:
    body, clerk = make_sitting_body(3, extraordinary_share=THIRD), make_clerk()
    mute = seating.add_seats(body, actor=clerk, category="experts", number=1, has_vote=False)
    seat = seating.add_seats(body, actor=clerk, category="citizens", number=1, substitutes=True)
    member = make_member(body, seat=seat)
    others = [
        make_member(body, seat=mute),
        make_member(body, seat=seat, standing="substitute", stands_for=member),
    ]
    for stranger in ("member:0", *(f"member:{one.pk}" for one in others)):
        with pytest.raises(Refused) as refused:
            make_planned(
                body,
                kind="extraordinary",
                asked_by="members",
                askers=[*holders(body)[:2], stranger],
            )
        assert refused.value.obstacles[0].field == "askers"


def test_a_regular_meeting_that_becomes_extraordinary_needs_its_request_too() -> None:
    body = make_sitting_body(3, extraordinary_share=THIRD)
    meeting, secretary = make_planned(body), keeper(body)
    with pytest.raises(Refused):
        planning.revise(meeting, actor=secretary, kind="extraordinary")
    meeting = planning.revise(
        meeting,
        actor=secretary,
        kind="extraordinary",
        asked_by="members",
        askers=holders(body)[:1],
    )
    assert planning.revise(meeting, actor=secretary, place="Зала 2").askers_needed == 1
    assert planning.revise(meeting, actor=secretary, kind="regular").asked_by == ""


def test_a_request_still_stands_for_the_meeting_held_instead() -> None:
    body = make_sitting_body(3, extraordinary_share=THIRD)
    meeting = asked(body, 1)
    convening.convene(meeting, actor=keeper(body))
    seating.release(
        Membership.objects.get(body=body, name="Член 1"),
        actor=make_clerk(),
        ground="own_wish",
        note="",
    )
    fresh = planning.postpone(
        meeting, actor=keeper(body), reason="Няма зала.", starts_at=in_days(40)
    )
    assert fresh.asking_members == ["Член 1"]


def test_the_database_refuses_an_extraordinary_meeting_with_too_few_and_a_changed_request() -> None:
    body = make_sitting_body(7, extraordinary_share=THIRD)
    row = Meeting.objects.filter(pk=asked(body, 3).pk)
    for fields in ({"askers": [["member:1", "Един"]]}, {"asked_by": ""}, {"askers_needed": 0}):
        with pytest.raises(IntegrityError, match="asked"), transaction.atomic():
            row.update(**fields)
    convening.convene(row.get(), actor=keeper(body))
    with pytest.raises(IntegrityError, match="frozen"), transaction.atomic():
        row.update(asked_by="chair")


def test_the_form_offers_the_members_and_refuses_too_few(client: Client) -> None:
    body = make_sitting_body(4, extraordinary_share=THIRD)
    client.force_login(keeper(body))
    plan = reverse("meetings:plan", args=[body.subject])
    assert "Член 4" in client.get(plan).content.decode()
    data = {
        "kind": "extraordinary",
        "mode": "in_person",
        "starts_at": in_days(20).strftime("%Y-%m-%dT%H:%M"),
        "asked_by": "members",
        "requested_by": "искане № 7",
        "askers": holders(body)[:1],
    }
    refused = client.post(plan, data)
    assert refused.status_code == 422
    assert "искане № 7" in refused.content.decode()
    assert client.post(plan, {**data, "askers": holders(body)[:2]}).status_code == 302
    meeting = Meeting.objects.get()
    desk = client.get(reverse("meetings:desk_page", args=[meeting.public_id])).content.decode()
    assert "Член 1, Член 2" in desk
    facts = client.get(reverse("meetings:facts", args=[meeting.public_id])).content.decode()
    assert facts.count("checked") >= 2
