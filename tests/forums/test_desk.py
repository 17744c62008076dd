"""A clerk founds a body at the desk; a secretary keeps their own."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from forums.bodies import founding, seating
from forums.bodies.models import Body, Membership, Secretary
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.terms import sofia_day
from tests.cast import Cast
from tests.documents.samples import portable
from tests.factories import make_organisation, make_user
from tests.forums.making import (
    make_body,
    make_body_in_preparation,
    make_clerk,
    make_member,
    seat_of,
)

pytestmark = pytest.mark.django_db


def address(name: str, *args: object) -> str:
    return reverse(f"bodies:{name}", args=args)


@pytest.fixture
def desk(client: Client, clerk: User) -> Client:
    client.force_login(clerk)
    return client


def text_of(client: Client, where: str) -> str:
    answer = client.get(where)
    assert answer.status_code == 200
    return str(answer.content.decode())


def facts_of(body: Body) -> dict[str, object]:
    names = (
        *("name", "kind", "purpose", "legal_basis", "act_kind", "act_number", "act_on"),
        *(
            "mandate_months",
            "report_due_month",
            "meetings_per_year",
            "notice_days",
            "extraordinary_share",
        ),
        *("quorum", "majority", "most_proxies", "absences_limit", "minutes_days", "remarks_days"),
    )
    return {name: value for name in names if (value := getattr(body, name)) is not None}


def test_a_clerk_founds_a_body_from_a_statute(desk: Client) -> None:
    assert "чл. 27" in text_of(desk, address("desk_patterns"))
    start = address("desk_start", "social_services")
    answer = desk.post(start, {"name": "Съвет по социалните услуги"})
    body = Body.objects.get()
    assert answer["Location"] == address("desk_facts", body.public_id)
    given = {**facts_of(body), "act_number": "77", "act_on": sofia_day(clock.now()).isoformat()}
    assert desk.post(address("desk_facts", body.public_id), given).status_code == 302
    assert "Нищо не липсва" in text_of(desk, address("desk_page", body.public_id))
    desk.post(address("desk_constitute", body.public_id))
    body.refresh_from_db()
    assert body.stage == "active"
    assert "Съвет по социалните услуги" in text_of(Client(), "/bodies/")


def test_what_is_missing_leads_to_its_place_and_the_gate_stays_shut(desk: Client) -> None:
    desk.post(address("desk_start", "empty"), {"name": "Нов съвет", "kind": "committee"})
    body = Body.objects.get()
    page = text_of(desk, address("desk_page", body.public_id))
    assert address("desk_seats", body.public_id) in page
    assert address("desk_facts", body.public_id) in page
    answer = desk.post(address("desk_constitute", body.public_id), follow=True)
    assert "Посочете учредителния акт" in answer.content.decode()
    body.refresh_from_db()
    assert body.stage == "draft"


def test_a_body_without_a_name_is_not_begun(desk: Client) -> None:
    assert desk.post(address("desk_start", "youth"), {"name": ""}).status_code == 422
    assert desk.get(address("desk_start", "senate")).status_code == 404
    assert not Body.objects.exists()


def test_refused_facts_keep_what_was_typed(desk: Client) -> None:
    body = make_body_in_preparation()
    given = {**facts_of(body), "purpose": "Ново описание", "notice_days": "400"}
    answer = desk.post(address("desk_facts", body.public_id), given)
    assert answer.status_code == 422
    assert "Ново описание" in answer.content.decode()
    assert "между 0 и 60" in answer.content.decode()


def test_quorum_and_majority_are_chosen_in_words(desk: Client) -> None:
    body = make_body_in_preparation(quorum=">= 3/5 of seats")
    page = text_of(desk, address("desk_facts", body.public_id))
    assert "закръглено надолу" in page
    assert '<option value="&gt;= 3/5 of seats" selected>' in page
    given = {**facts_of(body), "quorum": "повечето"}
    assert desk.post(address("desk_facts", body.public_id), given).status_code == 422


def test_what_the_act_says_cannot_be_typed_once_the_body_works(desk: Client) -> None:
    body = make_body()
    given = {**facts_of(body), "act_number": "999", "contact": "стая 5"}
    desk.post(address("desk_facts", body.public_id), given)
    body.refresh_from_db()
    assert (body.act_number, body.contact) == ("214", "стая 5")


def test_the_act_comes_as_a_file_and_is_public_with_the_body(desk: Client) -> None:
    body = make_body_in_preparation()
    file = SimpleUploadedFile("reshenie.pdf", portable())
    given = {**facts_of(body), "act_file": file}
    assert desk.post(address("desk_facts", body.public_id), given).status_code == 302
    body.refresh_from_db()
    assert body.act_file is not None
    assert Client().get(body.act_file.get_absolute_url()).status_code == 404
    desk.post(address("desk_constitute", body.public_id))
    assert Client().get(body.act_file.get_absolute_url()).status_code == 200


def test_seats_are_added_and_given_up(desk: Client) -> None:
    body = make_body_in_preparation()
    where = address("desk_seats", body.public_id)
    given = {"category": "youth", "number": "3", "nominator": "ученическите съвети"}
    assert desk.post(where, given).status_code == 302
    assert "ученическите съвети" in text_of(desk, where)
    assert desk.post(where, {**given, "number": "0"}).status_code == 422
    assert desk.post(where, {**given, "number": "900"}).status_code == 422
    seat = body.seats.get(category="youth")
    desk.post(address("desk_retire", body.public_id, seat.pk))
    assert "ученическите съвети" not in text_of(desk, where)


def appointment(**fields: str) -> dict[str, str]:
    return {
        "name": "Гергана Иванова",
        "standing": "titular",
        "act": "Заповед № 12",
        "on": sofia_day(clock.now()).isoformat(),
        **fields,
    }


def test_a_member_is_appointed_with_account_and_organisation(desk: Client) -> None:
    body, person, organisation = make_body(), make_user(), make_organisation()
    where = address("desk_appoint", body.public_id, seat_of(body).pk)
    given = appointment(user=person.email.upper(), eik=organisation.eik, office="chair")
    assert desk.post(where, given).status_code == 302
    member = Membership.objects.get()
    assert (member.user, member.organisation, member.office) == (person, organisation, "chair")
    page = text_of(Client(), body.get_absolute_url())
    assert organisation.name in page
    assert person.email not in page


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "Това поле"),
        ({"user": "nobody@example.bg"}, "Няма профил"),
        ({"eik": "000000000"}, "няма организация"),
        ({"on": "2099-01-01"}, "още не е настъпил"),
        ({"until": "2001-01-01"}, "преди да започне"),
        ({"standing": "substitute"}, "не допускат заместници"),
        ({"standing": "reserve", "office": "chair"}, "само член"),
    ],
)
def test_a_wrong_appointment_is_refused(desk: Client, fields: dict[str, str], said: str) -> None:
    body = make_body()
    where = address("desk_appoint", body.public_id, seat_of(body).pk)
    answer = desk.post(where, appointment(**fields))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert not Membership.objects.exists()


def test_a_member_gets_an_office_an_account_and_is_released(desk: Client) -> None:
    body, person = make_body(), make_user()
    member = seating.appoint(
        body,
        actor=make_clerk(),
        seat=seat_of(body),
        name="Иван Петров",
        act="Заповед № 1",
        on=sofia_day(clock.now()),
    )
    where = address("desk_member", body.public_id, member.pk)
    office = {"act_of_form": "office", "office-office": "chair", "office-act": "избран"}
    assert desk.post(where, office).status_code == 302
    amend = {
        "act_of_form": "amend",
        "amend-user": person.email,
        "amend-interest": "Родителите",
        "amend-contact": "0888",
    }
    assert desk.post(where, amend).status_code == 302
    member.refresh_from_db()
    assert (member.office, member.user, member.contact) == ("chair", person, "0888")
    release = {"act_of_form": "release", "release-on": sofia_day(clock.now()).isoformat()}
    assert desk.post(where, release).status_code == 422
    assert desk.post(where, {**release, "release-ground": "own_wish"}).status_code == 302
    assert "по собствено желание" in text_of(desk, where)


def test_a_second_chair_and_a_person_twice_are_refused(desk: Client) -> None:
    body, person = make_body(), make_user()
    make_member(body, person, office="chair")
    other = make_member(body)
    where = address("desk_member", body.public_id, other.pk)
    office = {"act_of_form": "office", "office-office": "chair", "office-act": "избор"}
    assert "вече има председател" in desk.post(where, office).content.decode()
    amend = {"act_of_form": "amend", "amend-user": person.email}
    assert "вече е в състава" in desk.post(where, amend).content.decode()


def test_rules_are_put_into_force_with_a_file(desk: Client) -> None:
    body = make_body()
    where = address("desk_rules", body.public_id)
    given = {
        "document": SimpleUploadedFile("pravilnik.pdf", portable()),
        "adopted_on": sofia_day(clock.now()).isoformat(),
        "adopted_by": "съвета",
    }
    assert desk.post(where, given).status_code == 302
    assert "pravilnik.pdf" in text_of(Client(), body.get_absolute_url())
    assert desk.post(where, {"adopted_by": "съвета"}).status_code == 422


def test_secretaries_are_named_among_those_with_the_role(desk: Client, cast: Cast) -> None:
    body = make_body()
    where = address("desk_secretaries", body.public_id)
    assert desk.post(where, {"user": cast.participant.pk}).status_code == 422
    assert desk.post(where, {"user": cast.secretary.pk}).status_code == 302
    secretary = Secretary.objects.get()
    desk.post(address("desk_relieve", body.public_id, secretary.pk))
    secretary.refresh_from_db()
    assert secretary.ended_at is not None


def test_a_secretary_sees_only_their_own_bodies(client: Client, cast: Cast) -> None:
    own, other = make_body(secretary=cast.secretary), make_body(name="Чужд съвет")
    client.force_login(cast.secretary)
    page = text_of(client, address("desk"))
    assert own.name in page
    assert "Чужд съвет" not in page
    for name in ("desk_page", "desk_facts", "desk_seats", "desk_rules"):
        assert client.get(address(name, own.public_id)).status_code == 200
        assert client.get(address(name, other.public_id)).status_code == 404
    for name in ("desk_secretaries", "desk_end"):
        assert client.get(address(name, own.public_id)).status_code == 404


def test_the_end_asks_for_its_act(desk: Client) -> None:
    body = make_body()
    where = address("desk_end", body.public_id)
    assert desk.post(where, {"reason": ""}).status_code == 422
    assert desk.post(where, {"reason": "Решение № 300"}).status_code == 302
    assert "Решение № 300" in text_of(desk, address("desk_page", body.public_id))
    assert desk.get(address("desk_facts", body.public_id)).status_code == 302


def test_seats_that_lost_their_parity_are_said_at_the_desk(desk: Client) -> None:
    body = make_body(parity=False)
    where = address("desk_page", body.public_id)
    assert "точно две страни" not in text_of(desk, where)
    founding.revise(body, actor=make_clerk(), parity=True)
    assert "точно две страни" in text_of(desk, where)


def test_a_body_in_preparation_is_put_aside(desk: Client) -> None:
    body = make_body_in_preparation()
    desk.post(address("desk_drop", body.public_id))
    body.refresh_from_db()
    assert body.stage == "dropped"


@pytest.mark.parametrize("name", ["desk", "desk_seats", "desk_page"])
def test_the_desk_costs_the_same_for_one_and_for_many(desk: Client, name: str) -> None:
    body = make_body()
    make_member(body)
    where = address(name, *([] if name == "desk" else [body.public_id]))

    def cost() -> int:
        with CaptureQueriesContext(connection) as queries:
            text_of(desk, where)
        return len(queries)

    text_of(desk, where)
    one = cost()
    for number in range(7):
        make_member(body)
        make_body(name=f"Съвет {number}")
    assert cost() == one
