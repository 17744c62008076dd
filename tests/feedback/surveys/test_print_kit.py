"""Poster and form: asked for at the desk, made by the worker, read aloud in the right order."""

from io import BytesIO
from pathlib import Path

import pdfua
import pikepdf
import pypdf
import pytest
import segno
from django.test import Client
from django.urls import reverse

from feedback.surveys import giving_out, print_kit
from feedback.surveys.models import Survey
from prestizh.accounts.models import User
from prestizh.documents.models import Rendition
from prestizh.documents.renditions import render_one
from prestizh.outbox.links import absolute
from prestizh.refusal import Refused
from tests.documents.test_pdf import elements
from tests.feedback.surveys.making import make_clerk, make_open, make_prepared

pytestmark = pytest.mark.django_db


def signed_in(person: User) -> Client:
    browser = Client()
    browser.force_login(person)
    return browser


def printed(survey: Survey, kind: str) -> bytes:
    """The finished PDF."""
    row = print_kit.print_out(survey, kind, "bg")
    while render_one():
        pass
    row.refresh_from_db()
    assert row.document is not None, row.error
    return row.document.open()


def words_of(content: bytes) -> str:
    reader = pypdf.PdfReader(BytesIO(content))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


@pytest.mark.usefixtures("patient_connection")
def test_the_form_asks_every_question_and_keeps_the_rules_of_accessible_papers(
    tmp_path: Path,
) -> None:
    survey = make_open()
    content = printed(survey, print_kit.FORM)
    words = words_of(content)
    for question in survey.version.asks.questions():
        assert question.words.bg in words
    assert "4. Доколко бихте препоръчали участие?" in words
    assert "не мога да преценя" in words.lower()
    # What takes an answer back on a screen is no box on paper.
    assert "без отговор" not in words
    paper = tmp_path / "form.pdf"
    paper.write_bytes(content)
    assert not pdfua.validate(str(paper)).findings


@pytest.mark.usefixtures("patient_connection")
def test_the_poster_is_one_page_with_a_code_that_is_described() -> None:
    survey = make_open()
    content = printed(survey, print_kit.POSTER)
    address = absolute(survey.get_absolute_url())
    assert len(pypdf.PdfReader(BytesIO(content)).pages) == 1
    assert address in words_of(content).replace(" ", "")
    with pikepdf.open(BytesIO(content)) as found:
        (figure,) = elements(found, "/Figure")
        assert address in str(figure.Alt)


def test_the_drawn_squares_are_those_of_the_code() -> None:
    address = "https://example.bg/surveys/abc/"
    drawn = print_kit.drawn(address)
    code = segno.make(address, error="m", micro=False)
    dark = sum(map(sum, code.matrix))
    assert drawn.path.count("z") == dark
    # Four light squares on each side (ISO/IEC 18004), so the first dark one stands at 4, 4.
    assert drawn.path.startswith("M4 4h1")
    assert drawn.size == len(code.matrix) + 8


def test_the_desk_asks_for_it_once_for_each_last_day() -> None:
    clerk = make_clerk()
    survey = make_open(clerk)
    client = signed_in(clerk)
    address = reverse("surveys:print_out", args=[survey.public_id, "poster"])
    first = client.post(address)
    assert first.headers["Location"] == client.post(address).headers["Location"]
    assert Rendition.objects.filter(kind=print_kit.POSTER).count() == 1
    unknown = reverse("surveys:print_out", args=[survey.public_id, "flag"])
    assert client.post(unknown).status_code == 404


def test_what_is_not_open_is_not_printed() -> None:
    clerk = make_clerk()
    prepared = make_prepared(clerk)
    with pytest.raises(Refused, match="докато анкетата е отворена"):
        print_kit.print_out(prepared, print_kit.FORM, "bg")
    closed = giving_out.close(make_open(clerk), actor=clerk)
    refused = signed_in(clerk).post(
        reverse("surveys:print_out", args=[closed.public_id, "form"]), follow=True
    )
    assert "докато анкетата е отворена" in refused.content.decode()
    assert not Rendition.objects.exists()
