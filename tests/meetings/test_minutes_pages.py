"""The pages and papers of minutes: written by the secretary, remarked by a member, read by all."""

import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pdfua
import pypdf
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from prestizh.documents.keeping import keep_made
from prestizh.documents.models import Rendition
from prestizh.documents.renditions import render_one
from prestizh.meetings.minutes import drafting, publishing, redacting, remarking
from prestizh.meetings.minutes.reminders import remind
from prestizh.meetings.models import Ground, Meeting, Minutes, PublishedCopy, Recording, Verdict
from prestizh.outbox.letters import make
from prestizh.outbox.models import Message
from tests.factories import make_user
from tests.fixtures_clock import Clock
from tests.meetings.held import Held, add_paper, draw_up, make_held, publish, send, sign
from tests.meetings.making import in_days

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("long_transaction", "patient_connection"),
]

PRIVATE = ("ЛИЧНО", "ЗАКРИТО", "Непубличен", "частно лице", "ТАЙНА-БЕЛЕЖКА", "ТАЕН-ОТГОВОР")


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def at(name: str, held: Held, *more: object) -> str:
    return reverse(f"minutes:{name}", args=[held.meeting.public_id, *more])


def now(held: Held) -> Minutes:
    found: Minutes = Minutes.objects.get(meeting=held.meeting)
    return found


def test_a_secretary_goes_from_the_agenda_to_the_published_minutes() -> None:
    held = make_held(remarks_days=0)
    secretary, chair = signed_in(held.secretary), signed_in(held.members[0])
    assert secretary.get(at("desk", held)).status_code == 200
    assert secretary.post(at("desk", held), {"chair": ""}).status_code == 422
    answer = secretary.post(at("desk", held), {"chair": held.chair.pk})
    assert answer.url == at("text", held)  # type: ignore[attr-defined]
    words = {"text": "Закрито в 18 ч.", "read": "1"}
    secretary.post(at("part", held, "closing"), words)
    marked = {"passage": "Иван Непубличен", "ground": "personal", "why": "частно лице"}
    secretary.post(at("left_out", held), marked)
    assert secretary.post(at("left_out", held), marked).status_code == 422
    secretary.post(at("sign", held), {"read": "2"})
    chair.post(at("sign", held), {"read": "2"})
    assert "заличен" in secretary.get(at("publish", held)).content.decode().lower()
    secretary.post(at("publish", held))
    assert now(held).stage == "published"
    page = Client().get(at("page", held)).content.decode()
    assert "Закрито в 18 ч." in page
    assert "[заличено: лични данни]" in page


def test_a_member_reads_remarks_and_is_answered() -> None:
    held = make_held()
    send(held)
    member, secretary = signed_in(held.members[1]), signed_in(held.secretary)
    item = held.items[0]
    assert member.post(at("draft", held), {"text": " "}).status_code == 422
    member.post(at("draft", held), {"text": "Казах, че парите не стигат.", "item": item.pk})
    made = now(held).remarks.get()
    assert "Казах, че парите не стигат." in secretary.get(at("remarks", held)).content.decode()
    refused = {"verdict": "left", "text": item.notes, "answer": ""}
    assert secretary.post(at("settle", held, made.pk), refused).status_code == 422
    taken = {"verdict": "taken", "text": f"{item.notes} Парите не стигат.", "answer": ""}
    secretary.post(at("settle", held, made.pk), taken)
    page = member.get(at("draft", held)).content.decode()
    assert "Парите не стигат." in page
    assert "риета в протокола" in page
    member.post(at("agree", held), {"read": "1"})
    assert not now(held).agreements.exists()
    member.post(at("agree", held), {"read": "2"})
    assert now(held).agreements.get().attendee == held.attendees[1]
    for nonsense in ("", "x", "²", "99999999999999"):
        assert member.post(at("agree", held), {"read": nonsense}).status_code == 302


def test_only_the_chair_reads_the_draft_before_it_is_sent_and_strangers_never() -> None:
    held = make_held()
    draw_up(held)
    assert signed_in(held.members[0]).get(at("draft", held)).status_code == 200
    for person in (*held.members[1:], make_user()):
        assert signed_in(person).get(at("draft", held)).status_code == 404
        assert signed_in(person).get(at("desk", held)).status_code == 404
    drafting.send_for_remarks(now(held), actor=held.secretary)
    assert signed_in(held.members[2]).get(at("draft", held)).status_code == 200
    assert Client().get(at("draft", held)).status_code == 404
    assert signed_in(make_user()).get(at("sign", held)).status_code == 404


def test_what_was_typed_stays_when_somebody_else_changed_the_part() -> None:
    held = make_held()
    minutes = draw_up(held)
    secretary = signed_in(held.secretary)
    part = f"item-{held.items[0].pk}"
    drafting.revise(minutes, actor=held.secretary, part=part, text="На другия", read=1)
    answer = secretary.post(at("part", held, part), {"text": "Моят текст", "read": "1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Моят текст" in page
    assert "На другия" in page


def test_the_page_says_when_minutes_are_due_and_that_they_are_late(clock: Clock) -> None:
    held = make_held(minutes_days=5)
    assert "остават" in Client().get(at("page", held)).content.decode()
    clock.step(timedelta(days=30))
    assert "закъснява" in Client().get(at("page", held)).content.decode()
    for language in ("bg", "en"):
        with translation.override(language):
            address = at("page", held)
        assert Client().get(address).status_code == 200


def test_minutes_of_a_meeting_nobody_reads_about_are_not_public() -> None:
    hidden = publish(make_held(remarks_days=0, host_is_public=False)).meeting
    for name in ("page", "data", "pdf", "docx"):
        assert Client().get(reverse(f"minutes:{name}", args=[hidden.public_id])).status_code == 404


def leaky() -> Held:
    """Published minutes with something private in every field that may hold it."""
    held = make_held(remarks_days=3)
    scan = keep_made(b"%PDF-1.7", name="a.pdf", media_type="application/pdf", actor=None)
    add_paper(held.meeting, held.secretary, title="ЛИЧНО-ЛИСТ", document=scan, is_private=True)
    Meeting.objects.filter(pk=held.meeting.pk).update(link="https://x.example/%D0%9B%D0%98")
    held.meeting.attendees.update(reply_note="ЛИЧНО-ОТГОВОР")
    minutes = send(held)
    redacting.leave_out(
        minutes,
        actor=held.secretary,
        passage="Иван Непубличен",
        ground=Ground.PERSONAL,
        why="частно лице",
    )
    made = remarking.remark(minutes, actor=held.members[0], text="ТАЙНА-БЕЛЕЖКА")
    remarking.settle(made, actor=held.secretary, verdict=Verdict.LEFT, answer="ТАЕН-ОТГОВОР")
    for member in held.members[:2]:
        remarking.agree(minutes, actor=member, read=1)
    sign(held, minutes)
    publishing.publish(minutes, actor=held.secretary)
    return held


def test_nothing_private_is_on_any_public_page_or_paper(tmp_path: Path) -> None:
    held = leaky()
    made_only("minutes.pdf", "minutes.docx", "minutes_full.docx")
    copy = PublishedCopy.objects.get()
    pages = {
        name: Client().get(reverse(f"minutes:{name}", args=[held.meeting.public_id]))
        for name in ("page", "data", "pdf", "docx")
    }
    papers = {name: body_of(pages[name]) for name in ("pdf", "docx")}
    texts = {
        "page": pages["page"].content.decode(),
        "data": pages["data"].content.decode(),
        "pdf": text_of(papers["pdf"]),
        "docx": docx_text(papers["docx"]),
        "record": Client()
        .get(reverse("ledger:chain", args=[held.meeting.subject]))
        .content.decode(),
    }
    for name, text in texts.items():
        found = [mark for mark in PRIVATE if mark in text]
        assert not found, (name, found)
    for name in ("page", "pdf", "docx"):
        assert "заличено: лични данни" in texts[name]
        assert "Подкрепя плана за младежта" in texts[name]
    assert copy.digest in texts["pdf"].replace(" ", "")
    assert not pdf_faults(papers["pdf"], tmp_path)
    full = Rendition.objects.get(kind="minutes_full.docx").document
    assert full is not None
    assert full.public_since is None
    assert "Непубличен" in docx_text(full.open())
    assert Client().get(full.get_absolute_url()).status_code == 404


def made_only(*kinds: str) -> None:
    """Let the worker make these papers; each PDF takes seconds."""
    Rendition.objects.exclude(kind__in=kinds).delete()
    while render_one():
        pass


def body_of(response: Any) -> bytes:
    return b"".join(response.streaming_content) if response.streaming else response.content


def text_of(content: bytes) -> str:
    reader = pypdf.PdfReader(BytesIO(content))
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in reader.pages))


def docx_text(content: bytes) -> str:
    paper = docx.Document(BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(line.text for line in paper.paragraphs), *cells])


def pdf_faults(content: bytes, folder: Path) -> list[Any]:
    """What a checker of PDF/UA finds."""
    paper = folder / "minutes.pdf"
    paper.write_bytes(content)
    return list(pdfua.validate(str(paper)).findings)


def test_the_word_file_has_headings_and_tables() -> None:
    held = make_held(remarks_days=0)
    publish(held)
    made_only("minutes.docx")
    made = Rendition.objects.get(kind="minutes.docx").document
    assert made is not None
    paper = docx.Document(BytesIO(made.open()))
    headings = [
        line.text
        for line in paper.paragraphs
        if line.style is not None and line.style.name == "Heading 2"
    ]
    assert headings == ["1. План за младежта за 2027 г.", "2. Стипендия на ученик"]
    assert [cell.text for cell in paper.tables[0].rows[0].cells] == [
        "Член",
        "От името на",
        "Присъствие",
    ]


def test_lists_cost_the_same_with_one_remark_and_with_twenty() -> None:
    held = make_held()
    minutes = send(held)
    member, secretary = signed_in(held.members[0]), signed_in(held.secretary)
    costs = []
    for number in (1, 19):
        for _one in range(number):
            remarking.remark(minutes, actor=held.members[1], text="Бележка", item=held.items[0])
        for client, name in ((member, "draft"), (secretary, "remarks")):
            client.get(at(name, held))
            with CaptureQueriesContext(connection) as captured:
                assert client.get(at(name, held)).status_code == 200
            costs.append(len(captured))
    assert costs[:2] == costs[2:]


def test_the_secretary_is_reminded_once_of_each_day_and_the_letters_are_made(
    clock: Clock,
) -> None:
    clock.step_to(in_days(1, "12:00"))  # an hour ago must not be yesterday
    held = make_held(minutes_days=5)
    for _day in range(20):
        remind()
        remind()
        clock.step(timedelta(days=1))
    rows = Message.objects.filter(kind="minutes.due").order_by("pk")
    which = [row.context["which"] for row in rows]
    assert which == ["before-3", "before-1", "late-0", "late-1"]
    assert {row.user_id for row in rows} == {held.secretary.pk}
    assert make(rows[0]) is None
    publish_late(held)
    remind()
    assert rows.count() == 4


def publish_late(held: Held) -> None:
    drafting_now = send(held)
    for member in held.members[:2]:
        remarking.agree(drafting_now, actor=member, read=1)
    sign(held, drafting_now)
    publishing.publish(drafting_now, actor=held.secretary)


def test_a_recording_stands_on_the_page_with_the_consent() -> None:
    held = make_held(remarks_days=0)
    publish(held)
    secretary = signed_in(held.secretary)
    link = {"kind": "recording", "url": "https://video.example.bg/7", "consent": "Обявено."}
    assert secretary.post(at("recording", held), {**link, "url": "javascript:x"}).status_code == 422
    secretary.post(at("recording", held), link)
    assert "https://video.example.bg/7" in Client().get(at("page", held)).content.decode()
    secretary.post(at("unlink", held, Recording.objects.get().pk))
    assert "https://video.example.bg/7" not in Client().get(at("page", held)).content.decode()
