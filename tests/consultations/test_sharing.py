"""The text and the picture to share: whole, in both languages, with nothing that is not public."""

from datetime import date
from io import BytesIO

import pytest
from django.test import Client
from django.utils.translation import override
from PIL import Image

from consultations import sharing
from consultations.models import Consultation
from tests.consultations.making import make_clerk, make_draft, make_open
from tests.fixtures_clock import Clock

pytestmark = pytest.mark.django_db

LONG = (
    "Наредба за изменение и допълнение на Наредбата за реда и условията за настаняване под наем и "
    "продажба на общински жилища и за определяне на местните такси и цени на услуги, приета с "
    "Решение № 215 от 2012 година на Общинския съвет, с приложения към нея, включително таблици и "
    "образци на заявления, декларации, договори и протоколи за предаване и приемане на жилището"
)
PAPER = (0xFB, 0xF8, 0xF1)


def pixels(content: bytes) -> Image.Image:
    image = Image.open(BytesIO(content))
    assert image.format == "PNG"
    return image.convert("RGB")


def colours(image: Image.Image, box: tuple[int, int, int, int]) -> set[object]:
    """The colours that occur in this part of the picture."""
    part = image.crop(box)
    return {colour for _count, colour in part.getcolors(part.width * part.height) or []}


@pytest.mark.parametrize("title", ["Наредба", LONG[:400], "Щ" * 400, "Наредба " * 50])
def test_every_title_stays_within_the_margins(title: str) -> None:
    consultation = Consultation(title=title, public_id="x", last_day=date(2026, 12, 7))
    image = pixels(sharing.picture(consultation, "bg"))
    assert image.size == (1200, 630)
    sides = [(0, 30, 60, 630), (1150, 30, 1200, 630), (0, 600, 1200, 630)]
    for side in sides:
        assert colours(image, side) == {PAPER}
    between = (0, sharing.TITLE_BOTTOM + 2, 1200, sharing.FOOT - 24)
    assert colours(image, between) == {PAPER}, "the title runs into the last line"
    assert len(colours(image, (60, sharing.TITLE_TOP, 1150, sharing.TITLE_BOTTOM))) > 1


def test_a_long_title_stands_there_whole() -> None:
    title = LONG[:330].strip()
    for size in sharing.TITLE_SIZES:
        lines = list(sharing._lines(title, sharing._font("Bold", size)))
        assert " ".join(lines) == title


def test_the_picture_speaks_the_readers_language() -> None:
    consultation = Consultation(
        title="Наредба", title_en="Ordinance", public_id="x", last_day=date(2026, 12, 7)
    )
    bulgarian, english = (sharing.picture(consultation, language) for language in ("bg", "en"))
    assert bulgarian != english
    assert bulgarian == sharing.picture(consultation, "bg")


def test_the_sentence_says_what_until_when_and_where() -> None:
    consultation = Consultation(
        title="Наредба", title_en="Ordinance", public_id="abc", last_day=date(2026, 12, 7)
    )
    with override("en"):
        assert sharing.sentence(consultation) == (
            "Ordinance. Opinions until 7 December 2026: http://testserver/en/consultations/abc/"
        )
    with override("bg"):
        said = sharing.sentence(consultation)
    assert said.startswith("Наредба. ")
    assert said.endswith("7 декември 2026 г.: http://testserver/consultations/abc/")


def test_before_publication_there_is_no_day_to_name() -> None:
    announced = Consultation(title="Наредба", public_id="abc")
    with override("bg"):
        assert sharing.sentence(announced) == "Наредба: http://testserver/consultations/abc/"
    assert pixels(sharing.picture(announced, "bg")).size == (1200, 630)


def test_the_picture_is_public_when_the_consultation_is(clock: Clock, client: Client) -> None:
    clerk = make_clerk()
    shown, hidden = make_open(clerk), make_draft(clerk)
    response = client.get(f"{shown.get_absolute_url()}card.png")
    assert response["Content-Type"] == "image/png"
    assert pixels(response.content).size == (1200, 630)
    assert "Set-Cookie" not in response
    assert client.get(f"/en{shown.get_absolute_url()}card.png").content != response.content
    assert client.get(f"{hidden.get_absolute_url()}card.png").status_code == 404
