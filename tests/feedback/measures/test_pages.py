"""Pages of proposals and measures: HTTP in, database out."""

import json
from collections.abc import Iterator

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from feedback.measures import answering, proposing
from feedback.measures.models import ImprovementProposal, Measure
from prestizh.accounts.models import User
from tests.counting import queries_of
from tests.feedback.measures.making import (
    ANSWER,
    TEXT,
    in_days,
    make_answered,
    make_done,
    make_keeper,
    make_measure,
    make_proposal,
    make_registered,
)

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


def test_a_proposal_goes_its_whole_way_to_what_we_changed(
    client: Client, participant: User, clerk: User
) -> None:
    client.force_login(participant)
    sent = {"text": TEXT, "name": "Петя", "wants_letter": "on"}
    assert client.post(reverse("measures:propose"), sent).status_code == 302
    row = ImprovementProposal.objects.get()
    assert TEXT[:40] in client.get(reverse("measures:mine")).text
    client.force_login(clerk)
    steps = (
        ("register", {"public_text": "Поканите по-рано."}),
        ("answer", {"step": "accept", "words": ANSWER}),
        ("measure", {"text": "Образец", "owner_name": "Секретарят", "due_on": in_days(9)}),
    )
    for name, data in steps:
        address = reverse(f"measures:desk_{name}", args=[row.public_id])
        assert client.post(address, data).status_code == 302
        assert client.get(reverse("measures:desk_page", args=[row.public_id])).status_code == 200
    measure = Measure.objects.get()
    said = {"state": "done", "result": "Утвърден.", "result_url": "https://example.bg/a"}
    assert client.post(measure.get_absolute_url(), said).status_code == 302
    stranger = Client()
    for page in ("changed", "feed"):
        assert "Образец" in stranger.get(reverse(f"measures:{page}")).text
    shown = stranger.get(row.get_absolute_url()).text
    assert ANSWER in shown
    assert "Поканите по-рано." in shown
    assert "Петя" not in shown


@pytest.mark.parametrize(
    ("stage", "name", "data", "field"),
    [
        (make_proposal, "register", {"public_text": ""}, "public_text"),
        (make_proposal, "aside", {"reason": ""}, "reason"),
        (make_registered, "answer", {"step": "reject", "words": ""}, "words"),
        (make_answered, "measure", {"text": "Нещо", "due_on": "2020-01-01"}, "due_on"),
    ],
)
def test_what_is_refused_keeps_what_was_typed(
    desk: Client, stage: object, name: str, data: dict[str, str], field: str
) -> None:
    row = stage()  # type: ignore[operator]
    data = {"owner_name": "Секретарят", **data} if name == "measure" else data
    answer = desk.post(reverse(f"measures:desk_{name}", args=[row.public_id]), data)
    assert answer.status_code == 422
    assert f'id="id_{field}"' in answer.text
    assert "error-summary" in answer.text
    assert data.get("text", "") in answer.text


def test_what_came_from_a_partner_is_entered_with_its_analysis(desk: Client) -> None:
    wrong = {"source": "partner", "source_name": "Сдружение", "text": TEXT}
    address = reverse("measures:desk_new")
    assert desk.post(address, wrong).status_code == 422
    right = {**wrong, "analysis_url": "https://example.bg/analiz"}
    assert desk.post(address, right).status_code == 302
    assert ImprovementProposal.objects.get().source == "partner"


def test_what_is_not_registered_has_no_public_page() -> None:
    row = make_proposal()
    assert Client().get(row.get_absolute_url()).status_code == 404
    assert TEXT[:30] not in Client().get(reverse("measures:list")).text


def test_the_register_is_filtered_and_its_table_is_what_is_filtered(desk: Client) -> None:
    make_registered(text="Покани по-рано")
    make_registered(text="Стол за майки")
    address = reverse("measures:list")
    shown = Client().get(address, {"q": "Стол"}).text
    assert "Стол за майки" in shown
    assert "Покани по-рано" not in shown
    assert "Nothing was found" in desk.get(reverse("measures:desk"), {"late": "on"}).text


@pytest.mark.parametrize("name", ["list", "desk"])
@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({"q": "Покани"}, ["Покани по-рано"]),
        ({"source": "partner"}, ["Стол за майки"]),
        ({"stage": "review"}, ["Покани по-рано", "Стол за майки"]),
        ({"stage": "accepted"}, []),
    ],
)
def test_the_file_of_the_register_is_filtered_as_its_page(
    desk: Client, name: str, wanted: dict[str, str], found: list[str]
) -> None:
    make_registered(text="Покани по-рано")
    row = proposing.take_in(
        "Стол за майки",
        actor=make_keeper(),
        source="partner",
        source_name="Сдружение",
        analysis_url="https://a.bg/",
    )
    answering.register(row, actor=make_keeper(), public_text=row.text)
    address = reverse(f"measures:{name}")
    rows = json.loads(desk.get(address, {**wanted, "format": "json"}).getvalue())
    assert sorted(row["text"] for row in rows) == found


def test_what_is_late_and_the_measures_are_files_too(desk: Client) -> None:
    make_registered(text="Покани по-рано")
    make_measure(make_keeper(), text="=Образец")
    address = reverse("measures:desk")
    assert json.loads(desk.get(address, {"late": "on", "format": "json"}).getvalue()) == []
    for view, table in (("desk", "measures"), ("changed", "ahead")):
        asked = {"format": "csv", "table": table}
        text = desk.get(reverse(f"measures:{view}"), asked).getvalue().decode("utf-8-sig")
        head, *rows = text.splitlines()
        assert head.startswith("what is to be done,")
        assert [row.partition(",")[0] for row in rows] == ["'=Образец"]
    assert json.loads(desk.get(reverse("measures:changed"), {"format": "json"}).getvalue()) == []


FILES = ["?format=csv", "?format=csv&table=measures", "?format=csv&table=ahead"]


# With a query the page is made anew, else it would come from the shelf.
@pytest.mark.parametrize("asked", ["?page=1", *FILES])
@pytest.mark.parametrize("name", ["changed", "list", "desk", "mine"])
def test_a_list_of_twenty_costs_what_a_list_of_one_does(
    client: Client, clerk: User, name: str, asked: str
) -> None:
    client.force_login(clerk)
    keeper, address = make_keeper(), reverse(f"measures:{name}") + asked
    make_done(keeper)
    make_measure(keeper)
    make_proposal(clerk)
    client.get(address)
    before = queries_of(client, address)
    for _number in range(6):
        make_done(keeper)
        make_measure(keeper)
        make_proposal(clerk)
    assert queries_of(client, address) <= before
