"""A clerk prepares a draft: facts, text, files."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from docx import Document as WordDocument

from consultations.models import Consultation
from prestizh.accounts.models import User
from tests.consultations.making import TEXT, make_draft, make_open

pytestmark = pytest.mark.django_db

FACTS = {
    "title": "Наредба за двора",
    "kind": "ordinance",
    "drafter_kind": "mayor",
    "term_days": "30",
}


def address(name: str, *args: object) -> str:
    return reverse(f"consultations:{name}", args=args)


@pytest.fixture
def desk(client: Client, clerk: User) -> Client:
    client.force_login(clerk)
    return client


@pytest.fixture
def draft(clerk: User) -> Consultation:
    return make_draft(clerk)


def word_file(text: str) -> SimpleUploadedFile:
    document = WordDocument()
    for line in text.splitlines():
        document.add_paragraph(line)
    out = BytesIO()
    document.save(out)
    return SimpleUploadedFile("проект.docx", out.getvalue())


def test_a_clerk_begins_a_draft_with_its_title(desk: Client, clerk: User) -> None:
    given = {"title": "Наредба за двора", "kind": "ordinance", "drafter_kind": "mayor"}
    answer = desk.post(address("desk_new"), given)
    begun = Consultation.objects.get()
    assert answer.url == address("desk_facts", begun.public_id)  # type: ignore[attr-defined]
    assert (begun.title, begun.clerk) == ("Наредба за двора", clerk)


def test_a_draft_without_a_title_is_not_begun(desk: Client) -> None:
    answer = desk.post(address("desk_new"), {"kind": "ordinance", "drafter_kind": "mayor"})
    assert answer.status_code == 422
    assert not Consultation.objects.exists()


def test_the_facts_are_saved(desk: Client, draft: Consultation) -> None:
    given = {**FACTS, "reason_aims": "Ред.", "planned_on": "07.12.2026"}
    assert desk.post(address("desk_facts", draft.public_id), given).status_code == 302
    draft.refresh_from_db()
    assert (draft.title, draft.reason_aims) == ("Наредба за двора", "Ред.")
    assert str(draft.planned_on) == "2026-12-07"


def test_the_signed_reasons_are_kept_beside_the_facts(desk: Client, draft: Consultation) -> None:
    file = SimpleUploadedFile("мотиви.txt", "Мотиви към проекта.".encode())
    url = address("desk_facts", draft.public_id)
    assert desk.post(url, {**FACTS, "reasons_file": file}).status_code == 302
    draft.refresh_from_db()
    assert draft.reasons_file is not None
    assert draft.reasons_file.public_since is None
    assert desk.post(url, FACTS).status_code == 302
    draft.refresh_from_db()
    assert draft.reasons_file is not None


def test_what_was_typed_is_kept_when_a_file_is_refused(desk: Client, draft: Consultation) -> None:
    file = SimpleUploadedFile("мотиви.pdf", b"MZ\x90\x00 a program")
    given = {**FACTS, "reason_causes": "Дълго писани причини.", "reasons_file": file}
    answer = desk.post(address("desk_facts", draft.public_id), given)
    assert answer.status_code == 422
    assert "Дълго писани причини." in answer.content.decode()
    draft.refresh_from_db()
    assert draft.reason_causes == "Дворът е мръсен."


def test_a_pasted_text_becomes_articles(desk: Client, draft: Consultation) -> None:
    text = "НАРЕДБА\nза реда\nЧл. 1. Редът е ред.\nЧл. 3. Няма друг.\n"
    url = address("desk_text", draft.public_id)
    assert desk.post(url, {"text": text, "act": "text"}).status_code == 302
    assert draft.provisions.filter(is_block=True).count() == 2
    page = desk.get(url).content.decode()
    # The structure and the doubt about the number that was skipped are shown.
    assert "Редът е ред." in page
    assert page.count("doubts") == 1


def test_a_word_file_becomes_articles(desk: Client, draft: Consultation) -> None:
    url = address("desk_text", draft.public_id)
    answer = desk.post(url, {"file": word_file(TEXT), "text": "", "act": "file"})
    assert answer.status_code == 302
    assert [str(row) for row in draft.provisions.filter(kind="article")] == [
        "Чл. 1.",
        "Чл. 2.",
        "Чл. 3.",
    ]


def test_the_typed_text_is_kept_when_the_file_is_refused(desk: Client, draft: Consultation) -> None:
    file = SimpleUploadedFile("проект.docx", b"PK\x03\x04 this is no Word file")
    given = {"file": file, "text": "Чл. 1. Недовършено.", "act": "file"}
    answer = desk.post(address("desk_text", draft.public_id), given)
    assert answer.status_code == 422
    assert "Чл. 1. Недовършено." in answer.content.decode()
    draft.refresh_from_db()
    assert draft.source_text.startswith("НАРЕДБА")


def test_a_file_without_a_text_leaves_the_text_as_it_was(desk: Client, draft: Consultation) -> None:
    given = {"file": word_file(""), "text": "", "act": "file"}
    answer = desk.post(address("desk_text", draft.public_id), given)
    assert answer.status_code == 422
    draft.refresh_from_db()
    assert draft.source_text.startswith("НАРЕДБА")


def test_without_a_file_or_a_text_the_page_says_what_to_do(
    desk: Client, draft: Consultation
) -> None:
    url = address("desk_text", draft.public_id)
    for act in ("file", "text"):
        answer = desk.post(url, {"text": "", "act": act})
        assert answer.status_code == 422
        assert "error-summary" in answer.content.decode()


@pytest.mark.slow
def test_a_text_of_a_megabyte_is_read(desk: Client, draft: Consultation) -> None:
    lines = (f"Чл. {n}. {'Всеки пази двора чист. ' * 17}" for n in range(1, 2600))
    text = "\n".join(lines)[:1_000_000]
    answer = desk.post(address("desk_text", draft.public_id), {"text": text, "act": "text"})
    assert answer.status_code == 302
    assert draft.provisions.filter(kind="article").count() > 2000


def test_a_text_of_more_than_a_million_characters_is_refused_in_words(
    desk: Client, draft: Consultation
) -> None:
    url = address("desk_text", draft.public_id)
    answer = desk.post(url, {"text": "a" * 1_000_001, "act": "text"})
    assert answer.status_code == 422
    assert "error-summary" in answer.content.decode()


def test_more_than_two_megabytes_are_refused_in_words(desk: Client, draft: Consultation) -> None:
    url = address("desk_text", draft.public_id)
    answer = desk.post(url, {"text": "ж" * 1_100_000, "act": "text"})
    assert answer.status_code == 413
    assert "<h1" in answer.content.decode()


def test_a_file_is_attached_and_taken_away(desk: Client, draft: Consultation) -> None:
    file = SimpleUploadedFile("таблица.txt", b"1 2 3")
    url = address("desk_files", draft.public_id)
    assert desk.post(url, {"title": "Таблица", "file": file}).status_code == 302
    attached = draft.attachments.get()
    assert "Таблица" in desk.get(url).content.decode()
    away = address("desk_detach", draft.public_id, attached.pk)
    assert desk.get(away).status_code == 405
    desk.post(away)
    assert not draft.attachments.filter(removed_at=None).exists()


def test_a_published_draft_is_not_changed(desk: Client, clerk: User) -> None:
    published = make_open(clerk)
    for name, given in (
        ("desk_facts", FACTS),
        ("desk_text", {"text": "Чл. 1. Друго.", "act": "text"}),
    ):
        url = address(name, published.public_id)
        answer = desk.post(url, given, follow=True)
        assert answer.redirect_chain[0][0] == address("desk_page", published.public_id)
    published.refresh_from_db()
    assert published.title == "Наредба за чистотата на двора"
    assert published.source_text.startswith("НАРЕДБА")


def test_the_preview_shows_the_draft_as_it_will_be_and_writes_nothing(
    desk: Client, draft: Consultation
) -> None:
    page = desk.get(address("desk_preview", draft.public_id)).content.decode()
    for said in ("Дворът се мете всяка седмица.", "Една метла.", "Кметът"):
        assert said in page
    assert draft.fragments.count() == 0
    assert desk.get(draft.get_absolute_url()).status_code == 404
