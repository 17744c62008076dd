"""Pages of the map of stakeholders: HTTP in, database out."""

import json
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from feedback.stakeholders.models import Stakeholder
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.outbox.models import Message
from tests.consultations.making import make_open
from tests.counting import queries_of
from tests.factories import make_topic
from tests.feedback.stakeholders.making import MARKS, make_group, make_reachable, make_score

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("long_transaction")]


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    """Addresses and sentences are those of the English pages."""
    with override("en"):
        yield


@pytest.fixture
def desk(client: Client, clerk: User) -> Client:
    client.force_login(clerk)
    return client


def test_an_organisation_is_put_on_the_map_scored_and_drawn(desk: Client) -> None:
    sent = {
        "nature": "organisation",
        "sort": "ngo",
        "name": "=Сдружение",
        "topics": [make_topic().pk],
        "office_email": "office@example.org",
        "contact_purpose": "покани",
        "consent_on": clock.today(),
    }
    assert desk.post(reverse("stakeholders:new"), {**sent, "consent_on": ""}).status_code == 422
    assert desk.post(reverse("stakeholders:new"), sent).status_code == 302
    row = Stakeholder.objects.get()
    address = reverse("stakeholders:score", args=[row.public_id])
    wrong = desk.post(address, {**MARKS, "influence": 9})
    assert wrong.status_code == 422
    assert MARKS["reason"] in wrong.text
    assert desk.post(address, MARKS).status_code == 302
    other = {"strategy": "watch", "strategy_reason": "До есента."}
    strategy = reverse("stakeholders:strategy", args=[row.public_id])
    assert desk.post(strategy, {"strategy": "watch"}).status_code == 422
    assert desk.post(strategy, other).status_code == 302
    shown = desk.get(row.get_absolute_url()).text
    assert "До есента." in shown
    assert MARKS["reason"] in shown
    assert "<circle" in desk.get(reverse("stakeholders:grid")).text
    table = desk.get(reverse("stakeholders:list"), {"format": "csv"}).getvalue().decode()
    assert "'=Сдружение" in table
    assert "office@example.org" not in table
    edited = {**sent, "name": "Сдружение"}
    assert desk.post(reverse("stakeholders:edit", args=[row.public_id]), edited).status_code == 302
    retire = reverse("stakeholders:retire", args=[row.public_id])
    assert desk.post(retire, {"retired_reason": ""}).status_code == 422
    assert desk.post(retire, {"retired_reason": "Закрито е."}).status_code == 302
    assert "=Сдружение" not in desk.get(reverse("stakeholders:list")).text


def test_from_the_map_in_one_step_to_the_letters_and_the_coverage(
    desk: Client, clerk: User
) -> None:
    consultation, topic = make_open(clerk), make_topic()
    consultation.topics.add(topic)
    row = make_reachable(clerk, topics=[topic])
    name = f"consultation:{consultation.public_id}"
    form = desk.get(reverse("stakeholders:invite"), {"occasion": name}).text
    assert form.count("checked") == 2
    sent = {"occasion": name, "stakeholders": [row.pk]}
    for _time in range(2):
        assert desk.post(reverse("stakeholders:invite"), sent).status_code == 302
    assert Message.objects.filter(kind="stakeholder.invited").count() == 1
    assert desk.post(reverse("stakeholders:invite"), {"occasion": name}).status_code == 422
    arguments = ["consultation", consultation.public_id]
    came = reverse("stakeholders:came", args=arguments)
    assert desk.post(came, {"stakeholder": row.pk, "how": ""}).status_code == 422
    assert desk.post(came, {"stakeholder": row.pk, "how": "Две жени."}).status_code == 302
    address = reverse("stakeholders:coverage", args=arguments)
    assert "Две жени." in desk.get(address).text
    (covered,) = (
        one
        for one in json.loads(desk.get(address, {"format": "json"}).getvalue())
        if one["name"] == row.name
    )
    assert (covered["came"], covered["how"]) == (True, "Две жени.")


def test_the_list_and_its_table_are_narrowed_alike(desk: Client, clerk: User) -> None:
    make_score(make_group(clerk, name="Родители"), clerk)
    make_score(make_group(clerk, name="Медии", sort="media"), clerk, interest=1, affectedness=1)
    for wanted in ({"sort": "media"}, {"strategy": "watch"}, {"q": "Мед"}):
        for view in ("list", "grid"):
            text = desk.get(reverse(f"stakeholders:{view}"), wanted).text
            assert "Медии" in text
            assert "Родители" not in text
        file = desk.get(reverse("stakeholders:list"), {**wanted, "format": "json"})
        assert [row["name"] for row in json.loads(file.getvalue())] == ["Медии"]


@pytest.mark.parametrize(
    "view", ["list", "list?format=csv", "grid", "coverage", "coverage?format=ods", "invite"]
)
def test_many_stakeholders_cost_as_many_queries_as_one(
    desk: Client, clerk: User, view: str
) -> None:
    consultation, topic = make_open(clerk), make_topic()
    consultation.topics.add(topic)
    arguments = ["consultation", consultation.public_id] if view.startswith("coverage") else []
    name, _mark, asked = view.partition("?")
    address = f"{reverse(f'stakeholders:{name}', args=arguments)}?{asked}"
    make_score(make_reachable(clerk, topics=[topic]), clerk)
    desk.get(address)
    before = queries_of(desk, address)
    for _number in range(6):
        make_score(make_reachable(clerk, topics=[topic]), clerk)
    assert queries_of(desk, address) <= before
