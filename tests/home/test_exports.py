"""What is shown as a list can be had as a file: the same rows, for the same eyes."""

import csv
import hashlib
import json
from io import BytesIO, StringIO
from typing import Any
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from consultations.models import Consultation, Proposal
from forums.bodies.models import Body
from prestizh.accounts.models import User
from prestizh.ledger.models import Entry
from prestizh.ui.exporting import KINDS
from tests.cast import Cast, client_of
from tests.consultations.making import make_draft, make_open, make_opinion
from tests.factories import make_user
from tests.forums.making import make_body, make_member

pytestmark = pytest.mark.django_db

EVERYBODYS = [
    "/consultations/", "/bodies/", "/calls/", "/direct/", "/meetings/", "/recommendations/",
    "/recommendations/unanswered/", "/gatherings/",
]  # fmt: skip
ADMINISTRATORS = ["/people/", "/people/organisations/all/", "/operation/", "/calls/desk/"]


def body_of(response: Any) -> bytes:
    assert response.status_code == 200, response.status_code
    return bytes(response.getvalue())


def rows_of(address: str, client: Client | None = None) -> list[dict[str, Any]]:
    joined = "&" if "?" in address else "?"
    content = body_of((client or Client()).get(f"{address}{joined}format=json"))
    found: list[dict[str, Any]] = json.loads(content)
    return found


def queries_of(address: str) -> int:
    client = Client()
    with CaptureQueriesContext(
        connection,
    ) as caught:
        body_of(client.get(address))
    return len(caught)


@pytest.fixture
def town(cast: Cast) -> tuple[Consultation, Body]:
    """A discussion with one opinion of three, and a body with two members."""
    consultation = make_open(cast.clerk, title="=Наредба за „пазарите“")
    make_opinion(consultation)
    body = make_body(cast.clerk)
    make_member(body)
    make_member(body)
    return consultation, body


@pytest.mark.parametrize("language", ["", "/en"])
@pytest.mark.parametrize("address", EVERYBODYS)
def test_every_public_list_is_given_in_every_format(
    town: object, address: str, language: str
) -> None:
    for kind, media_type in KINDS.items():
        response = Client().get(f"{language}{address}?format={kind}")
        assert body_of(response)
        assert response["Content-Type"] == media_type
        assert response["Content-Disposition"].startswith("attachment")
        assert response["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("address", EVERYBODYS)
def test_a_format_that_there_is_not_is_absent(address: str) -> None:
    assert Client().get(f"{address}?format=exe").status_code == 404


def test_the_file_has_its_name_in_cyrillic_with_the_day(town: object) -> None:
    said = unquote(Client().get("/consultations/?format=xlsx")["Content-Disposition"])
    assert "Консултации 20" in said
    assert said.endswith(".xlsx")


def test_what_is_filtered_is_what_is_exported(cast: Cast) -> None:
    make_open(cast.clerk, title="Наредба за пазарите")
    make_open(cast.clerk, title="Наредба за водите")
    make_draft(cast.clerk, title="Наредба за пазарите, чернова")
    assert [row["title"] for row in rows_of("/consultations/?q=пазарите")] == [
        "Наредба за пазарите"
    ]
    assert len(rows_of("/consultations/")) == 2
    assert rows_of("/consultations/?q=няма+такава") == []


def test_an_export_has_all_rows_and_not_one_page(cast: Cast) -> None:
    for number in range(23):
        make_open(cast.clerk, title=f"Наредба {number}")
    page = Client().get("/consultations/").context["page"]
    assert len(rows_of("/consultations/")) == page.paginator.count == 23


def test_a_title_that_begins_a_formula_runs_nowhere(town: object) -> None:
    content = body_of(Client().get("/consultations/?format=csv")).decode("utf-8-sig")
    _head, row = csv.reader(StringIO(content, newline=""))
    assert row[1] == "'=Наредба за „пазарите“"
    sheet = load_workbook(BytesIO(body_of(Client().get("/consultations/?format=xlsx")))).active
    assert sheet is not None
    assert sheet["B2"].value == "=Наредба за „пазарите“"
    assert (sheet["B2"].data_type, sheet["B2"].quotePrefix) == ("s", True)


def test_the_members_of_a_body_are_given_as_its_page_shows_them(
    town: tuple[Consultation, Body],
) -> None:
    _consultation, body = town
    rows = rows_of(body.get_absolute_url())
    assert [row["name"] for row in rows] == [one.name for one in body.memberships.order_by("pk")]


def hidden_author(consultation: Consultation) -> User:
    """Somebody who wrote and wished to be shown by initials."""
    author = make_user(display_name="Радослава Скритева", email="skriteva@example.org")
    opinion = make_opinion(consultation, author)
    assert opinion.proposals.exists()
    return author


def proposals_address(consultation: Consultation) -> str:
    proposal = Proposal.objects.filter(consultation=consultation, counts=True).first()
    assert proposal is not None
    anchor = proposal.provision.own_block.anchor if proposal.provision else "whole"
    return f"{consultation.get_absolute_url()}proposals/{anchor}/"


def test_authors_are_named_as_they_chose(cast: Cast) -> None:
    consultation = make_open(cast.clerk)
    author = hidden_author(consultation)
    opinion = consultation.opinions.get(author=author)
    text = body_of(Client().get(proposals_address(consultation) + "?format=csv")).decode()
    assert opinion.proposals.first().reference in text  # type: ignore[union-attr]
    assert author.email not in text
    desk = f"/consultations/desk/{consultation.public_id}/"
    for address in (f"{desk}opinions/?show=all&format=csv", f"{desk}answers/?format=csv"):
        text = body_of(client_of(cast, "clerk").get(address)).decode()
        assert opinion.reference in text
        assert author.email not in text
        assert opinion.phone == "" or opinion.phone not in text


def test_staff_lists_are_files_for_those_who_see_them_and_absent_for_others(cast: Cast) -> None:
    for address in ADMINISTRATORS:
        for kind in KINDS:
            assert Client().get(f"{address}?format={kind}").status_code == 404
    for address in ADMINISTRATORS[:3]:
        for kind in KINDS:
            body_of(client_of(cast, "administrator").get(f"{address}?format={kind}"))
    text = body_of(client_of(cast, "administrator").get("/people/?format=csv")).decode()
    assert cast.clerk.display_name in text
    assert cast.clerk.email not in text


def test_an_export_costs_the_same_with_one_row_and_with_many(cast: Cast) -> None:
    consultation = make_open(cast.clerk)
    make_opinion(consultation, make_user())
    address = proposals_address(consultation)
    files = [f"{one}?format={kind}" for one in ("/consultations/", address) for kind in KINDS]
    once = [queries_of(file) for file in files]
    for _number in range(12):
        make_opinion(consultation, make_user())
        make_open(cast.clerk)
    assert [queries_of(file) for file in files] == once


def full(consultation: Consultation, query: str = "") -> str:
    return f"/exports/proposals/{consultation.public_id}/{query}"


REASON = "Адм. дело 14/2026 на Административен съд Хасково"


def test_the_export_with_all_names_is_recorded_with_its_digest(cast: Cast) -> None:
    consultation = make_open(cast.clerk)
    author = hidden_author(consultation)
    client = client_of(cast, "administrator")
    response = client.post(
        full(consultation, "?article=whole&state="), {"reason": REASON, "extension": "csv"}
    )
    content = body_of(response)
    head, *rows = csv.reader(StringIO(content.decode("utf-8-sig"), newline=""))
    entry = Entry.objects.filter(subject=consultation.subject).order_by("-number")[0]
    assert entry.kind == "export.taken"
    fields = {one.field: one.value for one in entry.values.all()}
    assert fields["what"] == "proposals"
    assert fields["rows"] == str(len(rows))
    assert fields["sha256"] == hashlib.sha256(content).hexdigest()
    assert fields["reason"] == REASON
    assert fields["filter"] == "article=whole&state="
    assert str(cast.administrator.pk) in fields["actor"]
    everything = body_of(client.post(full(consultation), {"reason": REASON, "extension": "csv"}))
    assert author.email in everything.decode()
    assert len(head) == 18


@pytest.mark.parametrize("reason", ["", "  ", "така", "a b c d e f"])
def test_no_names_are_given_without_a_reason(cast: Cast, reason: str) -> None:
    consultation = make_open(cast.clerk)
    before = Entry.objects.count()
    response = client_of(cast, "auditor").post(
        full(consultation), {"reason": reason, "extension": "xlsx"}
    )
    assert response.status_code == 422
    assert Entry.objects.count() == before


@pytest.mark.parametrize("who", ["stranger", "participant", "clerk", "moderator", "secretary"])
def test_for_everybody_else_there_is_no_export_with_names(cast: Cast, who: str) -> None:
    consultation = make_open(cast.clerk)
    client = client_of(cast, who)
    for address in (full(consultation), "/exports/people/all/"):
        assert client.get(address).status_code == 404
        said = client.post(address, {"reason": REASON, "extension": "csv"})
        assert said.status_code in {403, 404}


@pytest.mark.parametrize(
    "address", ["/exports/people/some/", "/exports/secrets/all/", "/exports/proposals/none/"]
)
def test_what_there_is_not_is_absent(cast: Cast, address: str) -> None:
    assert client_of(cast, "administrator").get(address).status_code == 404


def test_only_who_may_take_names_sees_the_way_to_them(cast: Cast) -> None:
    administrator = client_of(cast, "administrator").get("/people/?role=clerk").content.decode()
    assert 'href="/exports/people/all/?role=clerk"' in administrator
    taken = body_of(
        client_of(cast, "administrator").post(
            "/exports/people/all/?role=clerk", {"reason": REASON, "extension": "json"}
        )
    )
    assert [row["email"] for row in json.loads(taken)] == [cast.clerk.email]
