"""The protocol of a selection on paper: drawn up with the result, public in part, never changed."""

from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pdfua
import pypdf
import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from forums.calls import applying, appointing, completing, deciding, objecting, selecting
from forums.calls.models import Application, Call, SelectionProtocol
from forums.calls.protocol.content import digest_of
from prestizh.accounts.models import Role
from prestizh.documents.models import Rendition
from prestizh.documents.renditions import render_one
from prestizh.ledger import clock as ledger_clock
from prestizh.ledger.record import entries
from prestizh.refusal import Refused
from prestizh.terms import sofia_day
from tests.cast import NAMES, Cast, client_of
from tests.factories import make_representation, make_user
from tests.fixtures_clock import Clock
from tests.forums.calls.making import (
    again,
    end_term,
    give,
    make_application,
    make_application_draft,
    make_call,
)
from tests.forums.making import make_body

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.usefixtures("long_transaction", "patient_connection"),
]
PRIVATE = {
    "candidate": "МАРКЕР-КАНДИДАТ",
    "phone": "МАРКЕР-ТЕЛЕФОН",
    "competence": "МАРКЕР-КОМПЕТЕНТНОСТ",
    "connections": "МАРКЕР-СВЪРЗАНОСТИ",
}
WON, LOST, SELECTOR, OBJECTED = "ИНТЕРЕС-ИЗБРАН", "ИНТЕРЕС-ЧУЖД", "ОЦЕНИТЕЛ-ИМЕ", "ВЪЗРАЖЕНИЕ-ТЕКСТ"
READS = frozenset({"clerk", "auditor", "secretary"})


@pytest.fixture
def decided(cast: Cast, clock: Clock) -> Call:
    """A call with its result: one selected, one not; a marker in everything private."""
    body = make_body(cast.clerk, secretary=cast.secretary)
    call = make_call(body, clerk=cast.clerk)
    won = make_application(call, make_representation(), interest=WON, **PRIVATE)
    lost = make_application(call, make_representation(), interest=LOST, **PRIVATE)
    late = make_application_draft(call, make_representation(), interest=LOST, **PRIVATE)
    end_term(call, clock)
    applying.submit(late, actor=late.applicant)
    completing.decide_late(late, actor=cast.clerk, is_admitted=False, reason="Без причина.")
    selecting.begin(call, actor=cast.clerk)
    for number, points in enumerate([{won: (9, 5), lost: (3, 3)}, {won: (8, 4), lost: (4, 2)}]):
        selecting.name_selector(call, actor=cast.clerk, name=f"{SELECTOR}-{number}")
        give(call, cast.clerk, points, number)
    selecting.judge(won, actor=cast.clerk, decision="selected", reasons="Мотиви на избора.")
    selecting.judge(lost, actor=cast.clerk, decision="not_selected", reasons="Мотиви на отказа.")
    deciding.decide(call, actor=cast.clerk)
    return again(call)


def lost_of(call: Call) -> Application:
    found: Application = call.applications.get(verdict__decision="not_selected")
    return found


def newest(call: Call) -> SelectionProtocol:
    found = call.protocols.first()
    assert found is not None
    return found


def words_of(pdf: bytes) -> str:
    """The text of all pages of a PDF, its lines joined."""
    pages = pypdf.PdfReader(BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def found_in(pdf: bytes, directory: Path) -> list[Any]:
    """What the checker of PDF/UA finds."""
    path = directory / "protocol.pdf"
    path.write_bytes(pdf)
    return list(pdfua.validate(str(path)).findings)


def words_of_word(content: bytes) -> str:
    paper = docx.Document(BytesIO(content))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def made(kind: str) -> bytes:
    """The newest paper of this kind, made by the worker."""
    waiting, now = Rendition.objects.filter(state=Rendition.State.WAITING), ledger_clock.now()
    # The others take seconds each, and are not looked at.
    waiting.exclude(kind=kind).update(next_attempt_at=now + timedelta(days=400))
    waiting.filter(kind=kind).update(next_attempt_at=now)
    while render_one():
        pass
    rendition = Rendition.objects.filter(kind=kind).latest("pk")
    assert rendition.document is not None, rendition.error
    content: bytes = rendition.document.open()
    return content


def test_the_result_brings_a_protocol_whose_digests_stand_in_the_record(decided: Call) -> None:
    found = newest(decided)
    assert found.number == 1
    assert found.digest == digest_of(found.content)
    assert found.shown_digest == digest_of(found.shown)
    [entry] = [one for one in entries(decided.body.subject) if one.kind == "call.protocol_drawn_up"]
    assert entry.number == found.record_number
    shown = str(entry.shown())
    assert found.digest in shown
    assert found.shown_digest in shown


def test_the_content_holds_the_points_of_everybody_with_their_means(decided: Call) -> None:
    [seat] = newest(decided).content["seats"]
    won, lost, late = seat["applications"]
    assert won["points_given"] == [[9, 8], [5, 4]]
    assert won["means"] == ["8.50", "4.50"]
    assert (won["place"], won["points"]) == (1, "13.00")
    assert (lost["place"], lost["decision"]) == (2, "not_selected")
    assert (late["lateness"], late["means"]) == ("not_admitted", [])


def test_anybody_can_count_the_digest_of_the_public_protocol_again(decided: Call) -> None:
    answer = Client().get(reverse("calls:data", args=[decided.public_id]))
    said = answer.json()["protocol"]
    assert digest_of(said["content"]) == said["digest"] == newest(decided).shown_digest
    for secret in (*PRIVATE.values(), LOST, SELECTOR):
        assert secret not in answer.content.decode()


def test_what_is_shown_has_the_reasons_of_all_and_nothing_private(decided: Call) -> None:
    shown = str(newest(decided).shown)
    assert "Мотиви на отказа." in shown
    assert WON in shown
    for secret in (*PRIVATE.values(), LOST, SELECTOR):
        assert secret not in shown
    assert lost_of(decided).shown_as in shown, "who was not selected is named by the organisation"


def test_the_public_pdf_is_tagged_and_says_the_policy_and_no_more(
    decided: Call, tmp_path: Path
) -> None:
    content = made("selection_protocol.pdf")
    assert found_in(content, tmp_path) == []
    text = words_of(content)
    for said in ("Протокол от подбора", "Мотиви на избора.", "Мотиви на отказа.", WON, "13,00"):
        assert said in text
    assert newest(decided).shown_digest in text.replace(" ", "")
    assert "Това е публичният екземпляр." in text
    for secret in (*PRIVATE.values(), LOST, SELECTOR):
        assert secret not in text


def test_the_public_word_file_says_the_same(decided: Call) -> None:
    text = words_of_word(made("selection_protocol.docx"))
    for said in ("Протокол от подбора", "Мотиви на избора.", "Мотиви на отказа.", WON, "13,00"):
        assert said in text
    for secret in (*PRIVATE.values(), LOST, SELECTOR):
        assert secret not in text


def test_the_full_papers_name_selectors_and_points_and_are_not_public(
    decided: Call, tmp_path: Path
) -> None:
    pdf, word = made("selection_protocol_full.pdf"), made("selection_protocol_full.docx")
    assert found_in(pdf, tmp_path) == []
    for text in (words_of(pdf), words_of_word(word)):
        assert f"{SELECTOR}-0" in text
        assert "9, 8" in text
        assert PRIVATE["candidate"] in text
        for secret in ("phone", "competence", "connections"):
            assert PRIVATE[secret] not in text, "the protocol needs none of it"
        assert LOST not in text
    rows = Rendition.objects.filter(
        kind__startswith="selection_protocol_full", document__isnull=False
    )
    assert rows.count() == 2
    assert all(row.document and row.document.public_since is None for row in rows)


def test_everybody_gets_the_public_paper_and_those_in_charge_the_full_one(
    decided: Call, cast: Cast
) -> None:
    public = reverse("calls:protocol", args=[decided.public_id, "docx"])
    full = reverse("calls:desk_protocol", args=[decided.public_id, "docx"])
    page = reverse("calls:page", args=[decided.public_id])
    assert Client().get(public).status_code == 302, "the worker has not made it yet"
    made("selection_protocol.docx")
    made("selection_protocol_full.docx")
    document = Rendition.objects.get(kind="selection_protocol_full.docx").document
    assert document is not None
    bare = reverse("documents:file", args=[document.public_id])
    assert public in Client().get(page).content.decode()
    for who in NAMES:
        client = client_of(cast, who)
        assert client.get(public).status_code == 200, who
        assert client.get(full).status_code == (200 if who in READS else 404), who
        if who in {"stranger", "participant", "representative"}:
            assert client.get(bare).status_code == 404, who
    other = make_user(Role.SECRETARY)
    make_body(cast.clerk, secretary=other, name="Друг съвет")
    client = Client()
    client.force_login(other)
    assert client.get(full).status_code == 404


@pytest.mark.parametrize("extension", ["exe", "html", "pdf.docx"])
def test_a_paper_of_another_kind_is_not_found(decided: Call, extension: str) -> None:
    address = reverse("calls:protocol", args=[decided.public_id, extension])
    assert Client().get(address).status_code == 404


def test_before_the_result_there_is_no_protocol(cast: Cast) -> None:
    call = make_call(make_body(cast.clerk), clerk=cast.clerk)
    for name in ("protocol", "desk_protocol"):
        address = reverse(f"calls:{name}", args=[call.public_id, "pdf"])
        assert client_of(cast, "clerk").get(address).status_code == 404
    assert not SelectionProtocol.objects.exists()


def test_an_upheld_objection_and_the_final_result_bring_new_editions(
    decided: Call, cast: Cast, clock: Clock
) -> None:
    lost = lost_of(decided)
    objection = objecting.make_objection(lost, actor=lost.applicant, text=OBJECTED)
    objecting.answer(objection, actor=cast.clerk, outcome="upheld", reasons="ОТГОВОР-ТЕКСТ")
    objecting.change_verdict(
        lost, actor=cast.clerk, decision="reserve", reasons="Мотиви след възражение."
    )
    second = newest(decided)
    assert second.number == 2
    changed = second.shown["seats"][0]["applications"][1]
    assert (changed["decision"], changed["is_revised"]) == ("reserve", True)
    [told] = changed["objections"]
    assert (told["outcome"], told["text"], told["answer"]) == ("upheld", "", "")
    assert changed["interest"] == LOST, "on the reserve list the interest is public"
    call = again(decided)
    assert call.objections_close_at is not None
    clock.step_to(call.objections_close_at)
    deciding.finish(call, actor=cast.clerk)
    third = newest(decided)
    assert third.number == 3
    assert third.shown["finished_at"]
    text = words_of_word(made("selection_protocol_full.docx"))
    for said in (OBJECTED, "ОТГОВОР-ТЕКСТ", "променено след възражение", "окончателен"):
        assert said in text
    public = words_of_word(made("selection_protocol.docx"))
    assert OBJECTED not in public
    assert "ОТГОВОР-ТЕКСТ" not in public
    assert "уважено" in public


def test_a_protocol_is_never_changed_nor_taken_away(decided: Call) -> None:
    rows = SelectionProtocol.objects.filter(call=decided)
    for change in (lambda: rows.update(number=9), lambda: rows.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            change()
    assert newest(decided).number == 1


def test_points_given_in_a_call_with_nobody_selected_are_shown_as_well(
    cast: Cast, clock: Clock
) -> None:
    call = make_call(make_body(cast.clerk), clerk=cast.clerk)
    end_term(call, clock)
    selecting.begin(call, actor=cast.clerk)
    deciding.decide(call, actor=cast.clerk)
    assert "Никой не е кандидатствал" in words_of_word(made("selection_protocol.docx"))


def test_who_has_no_decision_is_not_appointed(decided: Call, cast: Cast, clock: Clock) -> None:
    assert decided.objections_close_at is not None
    clock.step_to(decided.objections_close_at)
    deciding.finish(decided, actor=cast.clerk)
    late = decided.applications.get(verdict=None)
    with pytest.raises(Refused, match="избран"):
        appointing.appoint(late, actor=cast.clerk, act="Заповед", on=sofia_day(clock.now()))
