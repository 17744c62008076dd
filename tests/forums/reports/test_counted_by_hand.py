"""A year counted by hand, beside what the report says of it: page, PDF, Word and CSV alike."""

import csv
import re
import uuid
from datetime import date, datetime, timedelta
from io import BytesIO, StringIO

import docx
import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override
from pypdf import PdfReader

from consultations.models import Capacity, ProposalKind
from consultations.proposing import Identity, Item, submit
from forums.bodies import founding, seating
from forums.bodies.models import Body
from forums.gatherings import framing
from forums.reports.content import Content, counted, read
from forums.reports.models import YearlyReport
from forums.reports.papers import page_of, word_of
from forums.reports.publishing import publish
from forums.reports.words import attendance, deviations, facts, tables
from prestizh.accounts.models import User
from prestizh.documents import pdf
from prestizh.meetings import attending, closing, opening
from prestizh.places.models import Municipality
from prestizh.terms import SOFIA
from tests.consultations.making import article, make_open
from tests.fixtures_clock import Clock
from tests.forums.gatherings.making import make_session, make_working
from tests.forums.making import make_body, make_clerk, make_member, make_secretary
from tests.forums.recommendations.making import make_answer, make_sent
from tests.meetings import making as meetings

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("long_transaction")]
ONE_DAY = timedelta(days=1)


def at(year: int, month: int, day: int) -> datetime:
    return datetime(year, month, day, 10, tzinfo=SOFIA)


def make_quotas(secretary: User) -> Body:
    """Three seats of organisations and two of the council, all taken."""
    body = make_body(secretary=secretary, meetings_per_year=4)
    seating.add_seats(body, actor=make_clerk(), category="councillors", number=2)
    ngo, council = body.seats.get(category="ngo"), body.seats.get(category="councillors")
    for number, seat in enumerate((ngo, ngo, ngo, council, council), start=1):
        make_member(body, seat=seat, name=f"Член {number}")
    return body


def sit(clock: Clock, body: Body, *there: int) -> None:
    """A meeting three weeks ahead, at which these of the roll are, counted from zero."""
    meeting, secretary = meetings.make_convened(body), meetings.keeper(body)
    clock.step_to(meeting.starts_at)
    roll = meetings.attendees(meeting)
    for number in there:
        attending.note_presence(roll[number], actor=secretary, presence="present")
    closing.close(opening.open_meeting(meeting, actor=secretary), actor=secretary)


def speak(body: Body, secretary: User) -> None:
    consultation = make_open(make_clerk())
    identity = Identity(
        name="Соня Секретарева",
        capacity=Capacity.INSTITUTION,
        speaks_for=body.name,
        spoken_by=body.public_id,
        decided="протокол № 3",
    )
    item = Item(ProposalKind.REMARK, article(consultation), "", "Да се чуят младите.")
    submit(consultation, actor=secretary, identity=identity, items=[item], key=uuid.uuid4())


@pytest.fixture
def body(clock: Clock) -> Body:
    """A year of one body, from its first day on; what is asserted below is counted from this by hand.

    Meetings: 5 of 5 came; then two of organisations and one of the council. Recommendations: answered after 10, 30
    and 91 days (the last late, refused), one never. Two opinions.
    """
    clock.step_to(at(2030, 1, 1))
    Municipality.objects.get_or_create()
    secretary = make_secretary()
    found = make_quotas(secretary)
    sit(clock, found, 0, 1, 2, 3, 4)
    sit(clock, found, 0, 1, 3)
    for _time in range(2):
        speak(found, secretary)
    sent = [make_sent(found, secretary) for _number in range(4)]
    clock.step(10 * ONE_DAY)
    make_answer(sent[0], outcome="accepted")
    clock.step(20 * ONE_DAY)
    make_answer(sent[1], outcome="partly")
    clock.step(61 * ONE_DAY)
    make_answer(sent[2], outcome="rejected")
    clock.step_to(at(2031, 1, 15))
    return found


BY_HAND = {
    "prescribed": 4,
    "expected": 4,
    "held": 2,
    "in_writing": 0,
    "not_held": 0,
    "minutes_published": 0,
    "minutes_missing": 2,
    "opinions": 2,
    "recommended": 4,
    "answered": 3,
    "taken_up": 2,
    "share_taken_up": 50,
    "late_answers": 1,
    "unanswered": 1,
    "answer_days": 30.0,
    "from_day": "2030-01-01",
    "counted_until": "2030-12-31",
}
# Of 3 of organisations at 2 meetings: 3 and 2 came; of 2 of the council 2 and 1.
QUOTAS = {"ngo": (6, 5, 83), "councillors": (4, 3, 75)}


def counts_of(content: Content) -> dict[str, object]:
    return {name: getattr(content, name) for name in BY_HAND}


def test_the_report_says_what_was_counted_by_hand(body: Body) -> None:
    content = counted(body, 2030, date(2031, 1, 15))

    assert counts_of(content) == BY_HAND
    found = {one.category: (one.invited, one.came, one.percent) for one in content.attendance}
    assert found == QUOTAS


def test_page_pdf_word_and_csv_say_the_same(body: Body, client: Client) -> None:
    report: YearlyReport = publish(body, actor=meetings.keeper(body), year=2030)
    with override("bg"):
        content = read(report.content)
        quotas = [(name, str(a), str(b), f"{c} %") for name, a, b, c in attendance(content)]
        said: list[tuple[str, ...]] = [*facts(content), *quotas]
        sentences = deviations(content)
    html, title = page_of(report, "bg")
    read_pdf = PdfReader(BytesIO(pdf.render(html, title=title, language="bg")))
    paper = _plain("\n".join(page.extract_text() for page in read_pdf.pages))
    word = docx.Document(BytesIO(word_of(report, "bg")))
    cells = [[cell.text for cell in row.cells] for one in word.tables for row in one.rows]
    page = client.get(reverse("reports:page", args=[body.public_id, 2030])).content.decode()
    file = client.get(reverse("reports:csv", args=[body.public_id, 2030])).getvalue()
    table = list(csv.reader(StringIO(file.decode("utf-8-sig"))))

    assert len(said) >= 18
    for line in said:
        assert _plain("".join(line)).lower() in paper.lower()
        assert list(line) in cells
        assert len(line) > 2 or list(line) in table
        assert all(value in page for value in line[1:])
    assert sentences
    for sentence in sentences:
        assert sentence in page
        assert _plain(sentence) in paper


def _plain(words: str) -> str:
    """Without spaces and soft hyphens, which lines of a page break by."""
    return re.sub(r"[\s\u00ad\u200b]+", "", words)


def test_of_a_part_of_a_year_only_that_part_is_asked_for(clock: Clock) -> None:
    clock.step_to(at(2030, 12, 5))
    late = make_body(secretary=make_secretary(), meetings_per_year=4)
    clock.step_to(at(2031, 1, 15))

    content = counted(late, 2030, date(2031, 1, 15))

    assert (content.prescribed, content.expected, content.held) == (4, 0, 0)
    assert deviations(content) == []


def test_after_its_end_nothing_is_counted(clock: Clock) -> None:
    clock.step_to(at(2030, 1, 1))
    body = make_body(secretary=make_secretary(), meetings_per_year=12)
    clock.step_to(at(2030, 6, 30))
    founding.end(body, actor=make_clerk(), reason="Решение № 5")
    clock.step_to(at(2030, 9, 1))

    content = counted(Body.objects.get(pk=body.pk), 2030, date(2030, 9, 1))

    assert (content.counted_until, content.expected) == ("2030-06-30", 5)


def test_a_forum_reports_its_sessions_and_how_full_its_tables_were(clock: Clock) -> None:
    clock.step_to(at(2030, 2, 1))
    clerk = make_clerk()
    forum = make_working(clerk)
    make_session(forum, clerk)
    clock.step(2 * ONE_DAY)
    make_session(forum, clerk, absent=(1,))
    framing.end(forum, actor=clerk)

    content = counted(forum.body, 2030, date(2031, 1, 15))

    assert (content.held, content.sessions, content.gathered) == (0, 2, 2)
    # Three of four places at each session; the first table was absent at the second.
    assert tables(content)[0][1:] == (8, 3, 38)
    assert tables(content)[1][1:] == (8, 6, 75)
    assert len(content.tables) == 8
    assert read(content.frozen()) == content
