"""What everybody reads of direct participation, and what only the clerk does."""

import csv
import io
import json
from datetime import datetime, time, timedelta
from xml.etree import ElementTree

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from icalendar import Calendar

from forums.direct import noting
from forums.direct.forms.steps import WAYS
from forums.direct.kinds import Kind
from forums.direct.models import Initiative
from prestizh.accounts.models import Role, User
from prestizh.terms import SOFIA
from tests.counting import queries_of
from tests.factories import make_settlement, make_user
from tests.forums.direct.making import (
    EGN,
    ago,
    make_announced_assembly,
    make_answered,
    make_checked,
    make_gathering,
    make_held,
    make_noted,
    make_tabled,
)

pytestmark = pytest.mark.django_db


def text_of(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return str(answer.getvalue().decode())


@pytest.fixture
def clerk() -> User:
    return make_user(Role.CLERK)


@pytest.fixture
def desk(clerk: User) -> Client:
    client = Client()
    client.force_login(clerk)
    return client


def test_the_register_says_where_it_is_empty_and_how_one_begins() -> None:
    assert "Регистърът още е празен" in text_of("/direct/")
    assert "How one begins" in text_of("/en/direct/")


def test_the_threshold_is_said_as_a_sentence_and_drawn_as_a_bar(clerk: User) -> None:
    row = make_gathering(Kind.REFERENDUM, voters=10_600)
    noting.count(row, actor=clerk, signatures=412)
    for page in (text_of("/direct/"), text_of(row.get_absolute_url())):
        assert "събрани 412 подписа от нужни 530" in page
        assert '<progress max="530" value="412"' in page


def test_the_register_is_filtered_by_words_form_state_and_place() -> None:
    village = make_settlement()
    make_noted(title="Парк", settlement=village)
    make_announced_assembly(title="Чешма")
    for query, shown, hidden in (
        ("q=парк", "Парк", "Чешма"),
        ("kind=assembly", "Чешма", "Парк"),
        (f"settlement={village.pk}", "Парк", "Чешма"),
    ):
        page = text_of(f"/direct/?{query}")
        assert f">{shown}</a>" in page
        assert f">{hidden}</a>" not in page
    assert ">Парк</a>" not in text_of("/direct/?state=ended")


def test_lateness_is_said_openly() -> None:
    late, in_time = make_tabled(on=ago(110), tabled=60), make_tabled(title="Навреме", tabled=3)
    for address in (late.get_absolute_url(), "/direct/?q=парк"):
        page = text_of(address)
        assert "дни закъснение" in page
        assert "чл. 52, ал. 2–3" in page
    assert "закъснение" not in text_of(in_time.get_absolute_url())


def test_where_the_day_is_set_it_is_said_before_the_terms() -> None:
    row = make_announced_assembly(5)
    for address in (row.get_absolute_url(), "/direct/"):
        page = text_of(address)
        assert "Провежда се на" in page
        assert "18:30" in page
        assert "читалището" in page


def test_a_name_is_shown_only_where_the_person_agreed(clerk: User) -> None:
    row = make_noted()
    noting.add_member(row, actor=clerk, name="Тихомир Скритев")
    noting.add_member(row, actor=clerk, name="Явор Съгласиев", agreed=True)
    for address in (
        row.get_absolute_url(),
        "/direct/",
        "/direct/register.json",
        "/direct/register.csv",
        "/direct/feed.atom",
        f"/direct/{row.public_id}/terms/",
    ):
        assert "Скритев" not in text_of(address)
    assert "Явор Съгласиев" in text_of(row.get_absolute_url())


def test_the_terms_page_explains_every_term_with_its_articles() -> None:
    row = make_checked()
    page = text_of(f"/direct/{row.public_id}/terms/")
    assert "чл. 30, ал. 1 ЗПУГДВМС" in page
    assert "не се брои" in page
    assert "Спрял е за 9 дни" in page


def test_the_rules_page_has_every_procedure_with_its_articles() -> None:
    page = text_of("/direct/how-it-works/")
    for law in ("чл. 27, ал. 1, т. 3", "чл. 48, ал. 2", "чл. 57, ал. 7", "чл. 27, ал. 3"):
        assert law in page


def test_the_calendar_and_its_file_hold_the_days_to_come() -> None:
    row = make_announced_assembly(5)
    assert row.holds_on is not None
    assert str(row) in text_of("/direct/calendar/")
    for address in ("/direct/calendar.ics", f"/direct/{row.public_id}/dates.ics"):
        events = Calendar.from_ical(text_of(address)).walk("VEVENT")
        begins = datetime.combine(row.holds_on, time(18, 30), tzinfo=SOFIA)
        assert begins in [event.decoded("dtstart") for event in events]
        assert len({str(event["uid"]) for event in events}) == len(events)


def test_the_register_is_given_as_csv_json_and_atom() -> None:
    row = make_answered()
    lines = list(
        csv.reader(io.StringIO(text_of("/direct/register.csv").lstrip("\ufeff")), delimiter=",")
    )
    assert len(lines) >= 2
    (entry,) = json.loads(text_of("/direct/register.json"))["entries"]
    assert (entry["number"], entry["answer"]["outcome"]) == (row.reference, "partly")
    feed = ElementTree.fromstring(text_of("/direct/feed.atom"))  # noqa: S314 - our own
    assert len(feed.findall("{http://www.w3.org/2005/Atom}entry")) == 1


@pytest.mark.parametrize("address", ["/direct/", "/direct/calendar/", "/direct/register.json"])
def test_a_list_costs_the_same_with_one_entry_and_with_many(address: str) -> None:
    make_answered()
    make_announced_assembly()
    make_checked()
    once = queries_of(Client(), address + "?q=")
    for _number in range(5):
        make_answered()
        make_announced_assembly()
        make_checked()
    assert queries_of(Client(), address + "?q=") == once


def test_the_desk_costs_the_same_with_one_entry_and_with_many(desk: Client) -> None:
    make_tabled()
    once = queries_of(desk, "/direct/desk/")
    for _number in range(6):
        make_tabled()
    assert queries_of(desk, "/direct/desk/") == once


NEW = {
    "initiator": "mayor",
    "title": "Ремонт на чешмата",
    "question": "Да се ремонтира чешмата на площада.",
    "voters": "400",
    "inhabitants": "600",
}


def test_a_clerk_enters_an_assembly_and_sets_its_day(desk: Client) -> None:
    on = ago(1)
    answer = desk.post("/direct/desk/new/assembly/", {**NEW, "on": on.isoformat()})
    row = Initiative.objects.get()
    assert answer.status_code == 302
    assert row.clerk_id
    day = on + timedelta(days=20)
    address = f"/direct/desk/{row.public_id}/step/call/"
    sent = {
        "on": on.isoformat(),
        "act": "Заповед № 5",
        "holds_on": day.isoformat(),
        "holds_at": "18:30",
        "place": "Читалището",
    }
    early = {**sent, "holds_on": (on + timedelta(days=10)).isoformat()}
    refused = desk.post(address, early)
    assert refused.status_code == 422
    assert "Читалището" in refused.content.decode()
    assert desk.post(address, sent).status_code == 302
    row.refresh_from_db()
    assert (row.stage, row.holds_on) == ("called", day)
    assert desk.get(address).status_code == 404
    assert "Читалището" in text_of(row.get_absolute_url())


@pytest.mark.parametrize(
    "field",
    ["title", "title_en", "question", "question_en", "reasons", "quarter", "contact", "act"],
)
def test_no_field_of_the_form_takes_an_egn_and_the_sentence_stands_beside_it(
    desk: Client, field: str
) -> None:
    sent = {**NEW, "on": ago(1).isoformat(), field: f"от лице {EGN}"}
    answer = desk.post("/direct/desk/new/assembly/", sent)
    assert answer.status_code == 422
    assert "Това прилича на ЕГН" in answer.context["form"].errors[field][0]
    assert not Initiative.objects.exists()


def test_no_file_name_takes_an_egn(desk: Client) -> None:
    file = SimpleUploadedFile(f"протокол {EGN}.txt", "протокол".encode())
    sent = {**NEW, "on": ago(1).isoformat(), "file": file}
    answer = desk.post("/direct/desk/new/assembly/", sent)
    assert answer.status_code == 422
    assert "ЕГН" in answer.context["form"].errors["file"][0]


def test_every_way_of_the_desk_has_a_page_where_it_is_lawful(desk: Client) -> None:
    shown = set()
    for row in (
        make_noted(),
        make_gathering(),
        make_tabled(Kind.REFERENDUM),
        make_checked(),
        make_announced_assembly(),
        make_held(),
    ):
        page = desk.get(f"/direct/desk/{row.public_id}/")
        for way in page.context["next_ways"]:
            shown.add(way.slug)
            assert desk.get(f"/direct/desk/{row.public_id}/step/{way.slug}/").status_code == 200
    assert shown == set(WAYS) - {"mend"}


def test_the_clerk_corrects_an_entry_and_notes_days_names_and_measures(desk: Client) -> None:
    row = make_noted()
    base = f"/direct/desk/{row.public_id}/"
    known = {
        "title": "По-точно име",
        "question": row.question,
        "addressee": "mayor",
        "voters": "531",
        "founders": "64",
        "committee_size": "5",
        "contact": row.contact,
    }
    assert desk.post(f"{base}facts/", known).status_code == 302
    assert desk.post(f"{base}days/", {"told_on": ago(2).isoformat()}).status_code == 302
    assert desk.post(f"{base}committee/", {"name": "Радка Паркова"}).status_code == 302
    row.refresh_from_db()
    assert (row.title, row.voters, row.told_on) == ("По-точно име", 531, ago(2))
    member = row.committee.get()
    assert desk.post(f"{base}committee/{member.pk}/out/").status_code == 302
    assert not row.committee.exists()
    answered = make_answered()
    base = f"/direct/desk/{answered.public_id}/"
    sent = {"text": "Ограда", "owner": "Отдел", "due_on": ago(-20).isoformat()}
    assert desk.post(f"{base}measures/", sent).status_code == 302
    measure = answered.measures.get()
    done = {"on": ago(0).isoformat(), "how": "Поставена е."}
    assert desk.post(f"{base}measures/{measure.pk}/", done).status_code == 302
    assert "Поставена е." in text_of(answered.get_absolute_url())
