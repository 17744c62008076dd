"""What pages of one thing show as rows, as files: the same rows, for the same eyes, at one cost."""

import csv
import json
from io import StringIO
from typing import Any

import pytest
from django.test import Client

from prestizh.ui.exporting import KINDS
from tests.cast import Cast, client_of
from tests.counting import queries_of
from tests.feedback.surveys.making import make_version
from tests.fixtures_clock import Clock
from tests.forums.calls.making import give, make_decided, make_selecting
from tests.forums.gatherings.making import (
    make_open_tables,
    make_session,
    make_table_forum,
    make_working,
)
from tests.forums.making import make_body, make_member
from tests.forums.workspaces import making as room
from tests.home.pages_with_rows import DANGEROUS, PAGES, Within
from tests.meetings.making import make_convened, make_sitting_body

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("long_transaction")]


def asked(address: str, kind: str, table: str = "") -> str:
    return f"{address}?{f'table={table}&' if table else ''}format={kind}"


def taken(client: Client, address: str, kind: str = "json", table: str = "") -> bytes:
    answer = client.get(asked(address, kind, table))
    assert answer.status_code == 200, (address, answer.status_code)
    assert answer["Content-Type"] == KINDS[kind]
    return bytes(answer.getvalue())


def rows_of(client: Client, address: str, table: str = "") -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(taken(client, address, table=table))
    return found


@pytest.mark.parametrize("within", PAGES, ids=lambda one: f"{one.name}")
def test_rows_of_a_page_are_files_for_who_sees_it_and_cost_the_same_with_many(
    cast: Cast, within: Within
) -> None:
    address, more = within.begin(cast)
    more()
    client = client_of(cast, within.who)
    before = len(rows_of(client, address, within.table))
    costs = [queries_of(client, asked(address, kind, within.table)) for kind in KINDS]
    more(), more()
    assert len(rows_of(client, address, within.table)) == before + 2
    assert [queries_of(client, asked(address, kind, within.table)) for kind in KINDS] <= costs
    page = client.get(address).content.decode()
    for kind in KINDS:
        link = asked("", kind, within.table).replace("&", "&amp;")
        assert f'href="{link}"' in page, link
    assert client.get(asked(address, "exe", within.table)).status_code == 404
    if within.who in ("clerk", "secretary", "administrator"):
        for other in ("stranger", "participant"):
            answer = client_of(cast, other).get(asked(address, "csv", within.table))
            assert answer.status_code == 404, other


def test_whose_tasks_are_shown_is_whose_are_exported(cast: Cast) -> None:
    workspace = room.make_room(secretary=cast.secretary)
    member = room.member_of(workspace, cast.participant)
    room.make_task(workspace, cast.secretary, owner=cast.secretary, title="Моя")
    room.make_task(workspace, cast.secretary, owner=member, title=DANGEROUS)
    client, address = client_of(cast, "secretary"), room.address(workspace, "tasks")
    assert len(rows_of(client, address)) == 2
    answer = client.get(f"{address}?whose=mine&format=json")
    assert [row["title"] for row in json.loads(answer.getvalue())] == ["Моя"]
    assert f"'{DANGEROUS}" in taken(client, address, "csv").decode()


def test_a_seat_in_which_nobody_sits_is_a_row_of_its_own(cast: Cast) -> None:
    body = make_body(cast.clerk)
    client, address = client_of(cast, "clerk"), f"/bodies/desk/{body.public_id}/seats/"
    (row,) = rows_of(client, address)
    assert (row["seats"], row["free"], row["name"]) == (9, 9, "")
    make_member(body, name="Иван Иванов")
    (row,) = rows_of(client, address)
    assert (row["seats"], row["free"], row["name"]) == (9, 8, "Иван Иванов")


def test_the_tables_of_a_forum_are_exported_with_those_who_wait_at_the_desk_alone(
    cast: Cast,
) -> None:
    public = f"/gatherings/{make_open_tables(cast.clerk).body.public_id}/"
    assert "waiting" not in rows_of(Client(), public)[0]
    forum = make_table_forum(cast.clerk)
    for page in ("desk/", "desk/tables/"):
        address = f"/gatherings/{forum.body.public_id}/{page}"
        rows = rows_of(client_of(cast, "clerk"), address)
        assert len(rows) == forum.tables.count()
        assert rows[0]["waiting"] == 0
        assert Client().get(asked(address, "csv")).status_code == 404


def test_the_attendance_of_a_session_is_the_same_for_everybody(cast: Cast) -> None:
    session = make_session(make_working(cast.clerk), cast.clerk)
    public = f"/gatherings/{session.forum.body.public_id}/sessions/1/"
    desk = f"/gatherings/{session.forum.body.public_id}/desk/sessions/1/"
    rows = rows_of(Client(), public, "attendance")
    assert [row["present"] for row in rows] == [3] * 8
    assert rows == rows_of(client_of(cast, "clerk"), desk, "attendance")


def test_the_ranking_is_a_file_for_who_selects_and_the_result_for_everybody(
    cast: Cast, clock: Clock
) -> None:
    call, sent = make_selecting(cast.clerk, clock)
    give(call, cast.clerk, {one: (5 + place, 3) for place, one in enumerate(sent)})
    address = f"/calls/desk/{call.public_id}/selection/"
    client = client_of(cast, "clerk")
    rows = rows_of(client, address)
    assert [row["place"] for row in rows] == [1, 2, 3]
    assert [row["reference"] for row in rows] == [one.reference for one in reversed(sent)]
    costs = queries_of(client, asked(address, "csv"))
    assert costs <= queries_of(client, address)
    for other in ("stranger", "participant", "representative"):
        assert client_of(cast, other).get(asked(address, "csv")).status_code == 404
    # Before it is published there is no result, so there is no file of it: the page comes.
    assert "text/html" in Client().get(asked(call.get_absolute_url(), "csv"))["Content-Type"]


def test_the_published_result_names_nobody_who_applied_in_their_own_name(
    cast: Cast, clock: Clock
) -> None:
    call, sent = make_decided(cast.clerk, clock)
    page = Client().get(call.get_absolute_url()).content.decode()
    assert 'href="?format=xlsx"' in page
    text = taken(Client(), call.get_absolute_url(), "csv").decode("utf-8-sig")
    _head, *rows = csv.reader(StringIO(text, newline=""))
    assert len(rows) == len(sent)
    for one in sent:
        assert one.applicant.email not in text
        assert one.organisation_id is not None or one.candidate not in text


def test_the_roll_of_a_meeting_is_a_file_without_why_somebody_stays_away(cast: Cast) -> None:
    body = make_sitting_body(secretary=cast.secretary)
    meeting = make_convened(body)
    one = meeting.attendees.first()
    assert one is not None
    meeting.attendees.filter(pk=one.pk).update(reply="no", reply_note="В болница съм.")
    address = f"/meetings/{meeting.public_id}/desk/"
    client = client_of(cast, "secretary")
    rows = rows_of(client, address)
    assert len(rows) == meeting.attendees.count()
    assert "В болница" in client.get(address).content.decode()
    assert "В болница" not in json.dumps(rows, ensure_ascii=False)
    assert client_of(cast, "participant").get(asked(address, "csv")).status_code == 404


def test_the_versions_of_a_questionnaire_are_a_file_with_their_digests(cast: Cast) -> None:
    version = make_version()
    address = f"/questionnaires/{version.questionnaire.public_id}/"
    (row,) = rows_of(client_of(cast, "clerk"), address)
    assert (row["version"], row["digest"]) == (1, version.digest)
