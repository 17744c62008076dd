"""Lists of the desks and of feedback as files: in every format, for the same eyes, run nowhere."""

import csv
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from io import BytesIO, StringIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from consultations.models import Consultation, ProposalKind
from consultations.proposing import Item
from feedback.questionnaires.beginning import begin
from feedback.reports.asking import ask
from feedback.reports.models import ParticipationReport
from feedback.reports.scheduling import schedule
from forums.bodies.models import Body
from prestizh.accounts.models import Role
from prestizh.ledger import clock
from prestizh.outbox.models import Message
from prestizh.ui.exporting import KINDS
from tests.cast import Cast, client_of
from tests.consultations.making import article, make_draft, make_open, make_opinion
from tests.counting import queries_of
from tests.factories import make_message, make_rendition, make_topic, make_unit, make_user
from tests.feedback.measures.making import make_measure, make_proposal
from tests.feedback.results.making import make_published
from tests.feedback.surveys.making import make_open as make_open_survey
from tests.forums.direct.making import make_answered, make_noted
from tests.forums.making import make_body
from tests.forums.recommendations.making import make_draft as make_recommendation
from tests.meetings.making import make_planned

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("long_transaction")]

DANGEROUS = "=cmd|' /C calc'!A0"
PERIODS = [(date(2020 + number, 1, 1), date(2020 + number, 12, 31)) for number in range(6)]


@dataclass(frozen=True)
class Listed:
    """A list: its address, who of the cast reads it, and what makes one row more of it.

    `dangerous` says in which column a person's words stand, if there is one.
    """

    address: str
    who: str
    make: Callable[[Cast], object]
    dangerous: str = ""


def report_of(cast: Cast) -> ParticipationReport:
    """One more report, of the next period that there is none of."""
    first, last = PERIODS[ParticipationReport.objects.count()]
    return ask(actor=cast.administrator, first_day=first, last_day=last)


def published_report(cast: Cast) -> None:
    """The same, shown to everybody."""
    report = ParticipationReport.objects.filter(pk=report_of(cast).pk)
    report.update(published_at=clock.now(), published_by=cast.administrator)


def scheduled(cast: Cast) -> object:
    """A report that is made regularly, for one unit more."""
    people = [cast.administrator]
    return schedule(actor=cast.administrator, every="quarter", recipients=people, unit=make_unit())


LISTS = [
    Listed(
        "/consultations/desk/", "clerk", lambda c: make_draft(c.clerk, title=DANGEROUS), "title"
    ),
    Listed(
        "/consultations/desk/?whose=mine",
        "clerk",
        lambda c: make_draft(c.clerk, title=DANGEROUS),
        "title",
    ),
    Listed("/direct/desk/", "clerk", lambda c: make_noted(clerk=c.clerk, title=DANGEROUS), "title"),
    Listed("/direct/desk/", "clerk", lambda c: make_answered(title=DANGEROUS), "title"),
    Listed(
        "/recommendations/desk/",
        "clerk",
        lambda c: make_recommendation(actor=c.clerk, title=DANGEROUS),
        "title",
    ),
    Listed("/bodies/desk/", "clerk", lambda c: make_body(c.clerk, name=DANGEROUS), "name"),
    Listed("/surveys/desk/", "clerk", lambda c: make_open_survey(c.clerk)),
    Listed("/surveys/", "stranger", lambda c: make_open_survey(c.clerk)),
    Listed("/surveys/results/desk/", "clerk", lambda c: make_open_survey(c.clerk)),
    Listed("/surveys/results/", "stranger", lambda c: make_published(c.clerk, 12)),
    Listed(
        "/questionnaires/",
        "clerk",
        lambda c: begin(actor=c.clerk, title=DANGEROUS),
        "questionnaire",
    ),
    Listed("/participation/desk/", "administrator", report_of),
    Listed("/participation/", "stranger", published_report),
    Listed("/participation/desk/schedules/", "administrator", scheduled),
    Listed(
        "/changed/mine/",
        "participant",
        lambda c: make_proposal(c.participant, text=DANGEROUS + " и още"),
        "text",
    ),
    Listed(
        "/desk/overview/",
        "administrator",
        lambda c: make_measure(c.clerk, text=DANGEROUS, due_on=clock.today()),
        "title",
    ),
    Listed("/meetings/desk/", "clerk", lambda c: make_planned()),
    Listed("/operation/", "administrator", lambda c: make_message(error=DANGEROUS), "error"),
    Listed(
        "/operation/?table=failing",
        "administrator",
        lambda c: make_message(error=DANGEROUS, state=Message.State.WAITING),
        "error",
    ),
    Listed(
        "/operation/?table=documents",
        "administrator",
        lambda c: make_rendition(error=DANGEROUS),
        "error",
    ),
    Listed(
        "/places/manage/topics/",
        "administrator",
        lambda c: make_topic(name_bg=DANGEROUS),
        "name_bg",
    ),
    Listed(
        "/places/manage/units/",
        "administrator",
        lambda c: make_unit(name_bg=DANGEROUS),
        "name_bg",
    ),
]
EACH = pytest.mark.parametrize("listed", LISTS, ids=lambda one: f"{one.address}")


def asked(address: str, kind: str) -> str:
    return f"{address}{'&' if '?' in address else '?'}format={kind}"


def taken(client: Client, address: str, kind: str = "json") -> bytes:
    answer = client.get(asked(address, kind))
    assert answer.status_code == 200, (address, answer.status_code)
    assert answer["Content-Type"] == KINDS[kind]
    return bytes(answer.getvalue())


def rows_of(client: Client, address: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(taken(client, address))
    return found


@EACH
def test_a_list_is_a_file_for_who_sees_it_and_costs_the_same_with_many(
    cast: Cast, listed: Listed
) -> None:
    listed.make(cast)
    client = client_of(cast, listed.who)
    before = len(rows_of(client, listed.address))
    costs = [queries_of(client, asked(listed.address, kind)) for kind in KINDS]
    for _number in range(3):
        listed.make(cast)
    assert len(rows_of(client, listed.address)) == before + 3
    assert [queries_of(client, asked(listed.address, kind)) for kind in KINDS] <= costs
    page = client.get(listed.address).content.decode()
    for kind in KINDS:
        assert f"format={kind}" in page
    if listed.who not in ("stranger", "participant"):
        for other in ("stranger", "participant"):
            assert client_of(cast, other).get(asked(listed.address, "csv")).status_code == 404
    assert client.get(asked(listed.address, "exe")).status_code == 404


@pytest.mark.parametrize(
    "listed", [one for one in LISTS if one.dangerous], ids=lambda one: f"{one.address}"
)
def test_words_that_begin_a_formula_are_words_in_every_file(cast: Cast, listed: Listed) -> None:
    listed.make(cast)
    client = client_of(cast, listed.who)
    row = next(
        row
        for row in rows_of(client, listed.address)
        if str(row[listed.dangerous]).startswith(DANGEROUS)
    )
    place = list(row).index(listed.dangerous)
    text = taken(client, listed.address, "csv").decode("utf-8-sig")
    _head, *rows = csv.reader(StringIO(text, newline=""))
    assert [one[place] for one in rows].count(f"'{row[listed.dangerous]}") == 1
    assert not [cell for one in rows for cell in one if cell.startswith(("=", "+", "@"))]
    sheet = load_workbook(BytesIO(taken(client, listed.address, "xlsx"))).active
    assert sheet is not None
    cells = [cell for line in sheet.iter_rows(min_row=2) for cell in line]
    assert row[listed.dangerous] in [cell.value for cell in cells]
    assert "f" not in {cell.data_type for cell in cells}
    assert b"table:formula" not in taken(client, listed.address, "ods")


def test_whose_drafts_are_shown_is_whose_are_exported(cast: Cast) -> None:
    make_draft(cast.clerk, title="Моя чернова")
    make_draft(make_user(Role.CLERK), title="Чужда чернова")
    client = client_of(cast, "clerk")
    assert len(rows_of(client, "/consultations/desk/")) == 2
    mine = rows_of(client, "/consultations/desk/?whose=mine")
    assert [row["title"] for row in mine] == ["Моя чернова"]


def proposed(consultation: Consultation) -> str:
    """Two proposals of one opinion: new words for чл. 2, a question on чл. 3; the list's address."""
    make_opinion(
        consultation,
        make_user(display_name="Иван Иванов"),
        items=[
            Item(ProposalKind.REWORD, article(consultation, 2), DANGEROUS, "За да е чист."),
            Item(ProposalKind.QUESTION, article(consultation, 3), "", "Кой го почиства?"),
        ],
    )
    return f"{consultation.get_absolute_url()}proposals/"


def test_all_proposals_of_a_discussion_are_filtered_and_exported_alike(cast: Cast) -> None:
    consultation = make_open(cast.clerk)
    address = proposed(consultation)
    assert f'href="{address}"' in Client().get(consultation.get_absolute_url()).content.decode()
    assert len(rows_of(Client(), address)) == 2
    for wanted, text in (
        ("?kind=reword", DANGEROUS),
        (f"?article={article(consultation, 2).anchor}", DANGEROUS),
        (f"?article={article(consultation, 3).anchor}&kind=question", ""),
    ):
        assert [row["text"] for row in rows_of(Client(), address + wanted)] == [text]
        assert Client().get(address + wanted).context["page"].paginator.count == 1
    assert rows_of(Client(), f"{address}?kind=delete") == []
    assert len(rows_of(Client(), f"{address}?kind=none&article=none")) == 2
    assert f"'{DANGEROUS}" in taken(Client(), address, "csv").decode()
    assert DANGEROUS in Client().get(address).context["page"][0].text


def test_all_proposals_cost_the_same_with_many(cast: Cast) -> None:
    consultation = make_open(cast.clerk)
    address = proposed(consultation)
    costs = [queries_of(Client(), one) for one in (address, asked(address, "xlsx"))]
    for _number in range(4):
        proposed(consultation)
    assert [queries_of(Client(), one) for one in (address, asked(address, "xlsx"))] == costs


def test_proposals_of_a_draft_are_nobodys_yet(cast: Cast) -> None:
    draft = make_draft(cast.clerk)
    assert Client().get(f"{draft.get_absolute_url()}proposals/").status_code == 404


def test_the_desk_of_a_body_gives_its_own_recommendations(cast: Cast) -> None:
    body: Body = make_body(cast.clerk)
    make_recommendation(body, cast.clerk)
    make_recommendation(make_body(cast.clerk, name="Друг съвет"), cast.clerk)
    client = client_of(cast, "clerk")
    rows = rows_of(client, f"/recommendations/desk/body/{body.public_id}/")
    assert [row["body"] for row in rows] == [str(body)]
