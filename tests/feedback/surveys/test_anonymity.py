"""With the whole database and every log: no answer can be tied to a person, a code or an instant.

A survey is run through HTTP with commits that are real. Then all rows of all tables are read, with
the number of the transaction that wrote them (xmin) and their place on the disk (ctid), and all log
lines, and searched for whatever might lead from an answer to who gave it. Each search is tried on
something that it must find.
"""

import logging
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import pytest
from django.core import mail
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from feedback.surveys import codes, drafts, giving_out, tasks
from feedback.surveys.impersonal import cookie_of
from feedback.surveys.models import Code, Mode, Response, Survey
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.outbox import delivery
from prestizh.outbox.models import Message
from prestizh.ui.logs import StructuredFormatter
from tests.factories import make_user
from tests.feedback.surveys.making import host_of, make_body_of, make_clerk, make_open

PEOPLE = 12
ANSWERS = ("surveys_response", "surveys_openanswer")
INSTANT = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:\.\d+)?\+00(?::00)?")


@dataclass(frozen=True)
class Row:
    """A row as somebody with the whole database sees it."""

    table: str
    xmin: str
    ctid: str
    text: str


@dataclass
class Person:
    """Somebody who answered, and every trace that could lead to them."""

    user: User
    address: str
    word: str
    code: str = ""
    traces: list[str] = field(default_factory=list)
    began: datetime | None = None
    ended: datetime | None = None


def all_rows() -> list[Row]:
    """Every row of every table."""
    found = []
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = '60s'")
        for table in connection.introspection.table_names(cursor):
            quoted = connection.ops.quote_name(table)
            cursor.execute(f"SELECT xmin::text, ctid::text, to_jsonb(t)::text FROM {quoted} t")
            found += [Row(table, *row) for row in cursor.fetchall()]
    return found


def place_of(ctid: str) -> tuple[int, ...]:
    """Block and place within it, of PostgreSQL's „(0,1)“."""
    return tuple(int(part) for part in ctid.strip("()").split(","))


def sequences() -> dict[str, int | None]:
    """Where every sequence stands."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT schemaname || sequencename, last_value FROM pg_sequences")
        return dict(cursor.fetchall())


class Lines(logging.Handler):
    """Keeps the log as the portal writes it."""

    def __init__(self) -> None:
        super().__init__(logging.DEBUG)
        self.setFormatter(StructuredFormatter())
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(self.format(record))


@pytest.fixture
def log() -> Iterator[Lines]:
    """Every line that the portal logs, at the level at which it logs or below."""
    lines, root = Lines(), logging.getLogger()
    level = root.level
    root.addHandler(lines)
    root.setLevel(logging.DEBUG)
    try:
        yield lines
    finally:
        root.removeHandler(lines)
        root.setLevel(level)


# --- the searches ----------------------------------------------------------------------------


def holding(rows: list[Row], trace: str) -> list[Row]:
    """The rows in which this text stands."""
    return [row for row in rows if trace in row.text]


def leading_to(rows: list[Row], user: User) -> list[Row]:
    """The answers that name this person, by key or address."""
    return [
        row
        for row in rows
        if row.table in ANSWERS
        and (f'"person_id": {user.pk}' in row.text or user.email in row.text)
    ]


def written_beside(rows: list[Row]) -> dict[str, set[str]]:
    """By transaction that wrote an answer: the other tables that it wrote, the survey's own apart."""
    writers = {row.xmin for row in rows if row.table in ANSWERS}
    beside = defaultdict(set)
    for row in rows:
        if row.xmin in writers and row.table not in {*ANSWERS, "surveys_survey"}:
            beside[row.xmin].add(row.table)
    return dict(beside)


def written_alone(rows: list[Row]) -> list[Row]:
    """The responses that share their transaction with fewer than four others."""
    together = defaultdict(list)
    for row in rows:
        if row.table == "surveys_response":
            together[row.xmin].append(row)
    return [row for group in together.values() if len(group) < 5 for row in group]


def within(rows: list[Row], began: datetime, ended: datetime) -> list[Row]:
    """The rows that hold an instant of this span."""
    return [
        row
        for row in rows
        if any(
            began <= datetime.fromisoformat(text.replace(" ", "T")) <= ended
            for text in INSTANT.findall(row.text)
        )
    ]


# --- the survey ------------------------------------------------------------------------------


def run(number: int = PEOPLE, **more: Any) -> tuple[Survey, list[Person]]:
    """A survey with codes, answered by everybody invited, each from an address of their own."""
    with transaction.atomic():
        body = make_body_of(number)
        survey = make_open(make_clerk(), host=host_of(body), **more)
    delivery.deliver_due()
    people = []
    for place, letter in enumerate(list(mail.outbox), start=1):
        user = User.objects.get(email=letter.to[0])
        person = Person(user, f"198.51.100.{place}", f"Дума-на-{place}-ия")
        found = re.search(r"/code/(\w+)/", str(letter.body))
        person.code = found[1] if found else ""
        people.append(person)
    for person in people:
        send(survey, person)
    return survey, people


def send(survey: Survey, person: Person) -> None:
    """Sign in, come by the letter, make a mistake, answer and send."""
    browser = Client(headers={"sec-fetch-site": "same-origin"}, REMOTE_ADDR=person.address)
    browser.force_login(person.user)
    session = browser.cookies["session"].value
    person.began = clock.now()
    if person.code:
        browser.get(reverse("surveys:code", args=[survey.public_id, person.code]))
    first = reverse("surveys:screen", args=[survey.public_id, 1])
    given = {"q-satisfied-overall": "4", "q-satisfied-voice": "5", "q-came": "yes"}
    assert browser.post(first, {"q-came": "yes", "_shown": "satisfied came"}).status_code == 422
    browser.post(first, {**given, "_shown": "satisfied came"})
    held = browser.cookies[cookie_of(survey)].value
    last = reverse("surveys:screen", args=[survey.public_id, 3])
    browser.post(last, {"q-better": person.word, "_shown": "recommend better"})
    sent = browser.post(reverse("surveys:send", args=[survey.public_id]))
    assert sent.headers["Location"] == reverse("surveys:thanks", args=[survey.public_id])
    person.ended = clock.now()
    person.traces = [held, drafts.key_of(held), person.address]
    if person.code:
        person.traces += [person.code, codes.digest(person.code)]
    assert session not in held


def test_no_search_of_the_database_and_the_logs_leads_from_an_answer_to_a_person(
    committed_db: str, log: Lines
) -> None:
    survey, people = run()
    rows = all_rows()
    answers = [row for row in rows if row.table == "surveys_response"]
    assert len(answers) == PEOPLE
    for person in people:
        assert leading_to(rows, person.user) == []
        for trace in person.traces:
            assert holding(rows, trace) == []
        assert person.began is not None
        assert person.ended is not None
        assert within(rows, person.began, person.ended) == []
    # No transaction wrote an answer and anything else, or fewer than five answers.
    assert written_beside(rows) == {}
    assert written_alone(rows) == []
    # Nothing on the disk is in the order in which it came.
    words = [row for row in rows if row.table == "surveys_openanswer"]
    by_place = sorted(words, key=lambda row: place_of(row.ctid))
    came = [person.word for person in people]
    assert [word for row in by_place for word in came if word in row.text] != came
    # The logs: nothing of the answering pages, nothing of a person.
    told = "\n".join(log.lines)
    assert f"/surveys/{survey.public_id}" not in told
    for person in people:
        assert not [trace for trace in (*person.traces, person.word) if trace in told]


def test_it_stays_so_after_the_beat_and_the_end(committed_db: str, log: Lines) -> None:
    survey, people = run()
    tasks.tick()
    giving_out.close(survey, actor=make_clerk())
    rows = all_rows()
    assert written_alone(rows) == []
    for person in people:
        assert leading_to(rows, person.user) == []
        assert not [row for trace in person.traces for row in holding(rows, trace)]
    record = [row.text for row in rows if row.table.startswith("ledger_")]
    assert not [row for row in record for person in people if person.word in row]
    assert not Code.objects.exists()


def test_an_answer_moves_no_sequence(committed_db: str) -> None:
    with transaction.atomic():
        survey = make_open()
    browser = Client(headers={"sec-fetch-site": "same-origin"})
    before = sequences()
    given = {"q-satisfied-overall": "4", "q-satisfied-voice": "5", "_shown": "satisfied came"}
    browser.post(reverse("surveys:screen", args=[survey.public_id, 1]), given)
    browser.post(reverse("surveys:send", args=[survey.public_id]))
    assert Response.objects.count() == 1
    assert sequences() == before


def test_a_code_in_an_address_that_is_not_found_is_in_no_log(committed_db: str, log: Lines) -> None:
    code = codes.new_code()
    assert Client().get(reverse("surveys:code", args=["nothing", code])).status_code == 404
    told = "\n".join(log.lines)
    assert "[answering]" in told
    assert code not in told


# --- what the searches must find -------------------------------------------------------------


def test_the_same_search_finds_who_answered_where_answers_carry_names(committed_db: str) -> None:
    _survey, people = run(6, mode=Mode.IDENTIFIED)
    rows = all_rows()
    for person in people:
        (found,) = [row for row in leading_to(rows, person.user) if "answers" in row.text]
        assert f'"person_id": {person.user.pk}' in found.text
    assert len(written_alone(rows)) == 6


def test_the_search_finds_a_code_that_was_not_used_yet(committed_db: str) -> None:
    with transaction.atomic():
        make_open(host=host_of(make_body_of(10)))
    delivery.deliver_due()
    found = re.search(r"/code/(\w+)/", str(mail.outbox[0].body))
    assert found is not None
    rows = all_rows()
    (row,) = holding(rows, codes.digest(found[1]))
    assert row.table == "surveys_code"
    # But even then nothing ties it to the letter: all codes were written at once, before any.
    letters = {one.xmin for one in rows if one.table == Message._meta.db_table}
    assert {one.xmin for one in rows if one.table == "surveys_code"} == {row.xmin}
    assert row.xmin not in letters
    assert holding(rows, found[1]) == []


def test_the_searches_find_what_a_careless_writer_leaves(committed_db: str) -> None:
    with transaction.atomic():
        survey = make_open()
    month = clock.today().replace(day=1)
    began = clock.now()
    with transaction.atomic():
        Response.objects.create(survey=survey, answers={}, channel="online", month=month)
        make_user(email="careless@example.bg", last_login=clock.now())
    rows = all_rows()
    assert any("accounts_user" in tables for tables in written_beside(rows).values())
    assert len(written_alone(rows)) == 1
    assert within(rows, began, clock.now())
    assert holding(rows, "careless@example.bg")
