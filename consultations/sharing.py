"""What is ready to be shared: a short text, and a picture for networks and notice boards."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from PIL import Image, ImageDraw, ImageFont

from consultations.models import Consultation
from prestizh.outbox.links import absolute
from prestizh.places.models import Municipality, in_language
from prestizh.ui.dates import day_text

# Pixels: the size that networks show whole.
WIDTH, HEIGHT, MARGIN = 1200, 630, 72
TITLE_TOP, TITLE_BOTTOM, FOOT = 190, 480, 512
PAPER, INK, GREEN, QUIET = "#fbf8f1", "#17231d", "#0b5d3b", "#4c5a53"
FONTS = Path(settings.BASE_DIR) / "static" / "fonts"
# The title is as large as it can be and still stand there whole.
TITLE_SIZES = (68, 60, 52, 46, 40, 36)
LINE = 1.22  # height of a line in sizes of its letters


def sentence(consultation: Consultation) -> str:
    """The text to share: what it is, until when, where. Stays true after the end, too."""
    link = absolute(consultation.get_absolute_url())
    title = in_language(consultation.title, consultation.title_en)
    if consultation.last_day is None:
        return f"{title}: {link}"
    return _("%(title)s. Opinions until %(day)s: %(link)s") % {
        "title": title,
        "day": day_text(consultation.last_day, "date"),
        "link": link,
    }


def picture(consultation: Consultation, language: str) -> bytes:
    """A PNG with the municipality, the title, the last day and the portal's address."""
    with override(language):
        municipality = str(Municipality.objects.get())
        title = in_language(consultation.title, consultation.title_en)
        head, foot = _("Public consultation"), _last_line(consultation)
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, 20), fill=GREEN)
    draw.text(
        (MARGIN, 64), _shortened(municipality, _font("Regular", 32)), QUIET, _font("Regular", 32)
    )
    draw.text((MARGIN, 112), head, GREEN, _font("Bold", 38))
    _draw_title(draw, title)
    draw.line((MARGIN, FOOT - 20, WIDTH - MARGIN, FOOT - 20), fill=GREEN, width=3)
    draw.text((MARGIN, FOOT), foot, INK, _font("Bold", 38))
    site = urlsplit(settings.SITE_URL).netloc
    draw.text((WIDTH - MARGIN, HEIGHT - 40), site, QUIET, _font("Regular", 28), anchor="rs")
    content = BytesIO()
    image.save(content, "PNG", optimize=True)
    return content.getvalue()


def _draw_title(draw: ImageDraw.ImageDraw, title: str) -> None:
    for size in TITLE_SIZES:
        font, height = _font("Bold", size), round(size * LINE)
        lines, room = list(_lines(title, font)), (TITLE_BOTTOM - TITLE_TOP) // height
        if len(lines) <= room:
            break
    if len(lines) > room:
        lines = [*lines[: room - 1], _shortened(f"{lines[room - 1]}…", font)]
    for number, line in enumerate(lines):
        draw.text((MARGIN, TITLE_TOP + number * height), line, INK, font)


def _lines(text: str, font: ImageFont.FreeTypeFont) -> Iterator[str]:
    """The text in lines that are as wide as the picture allows; an endless word is cut."""
    line = ""
    for word in text.split():
        longer = f"{line} {word}".strip()
        if line and font.getlength(longer) > WIDTH - 2 * MARGIN:
            yield line
            longer = word
        line = _shortened(longer, font)
    if line:
        yield line


def _shortened(text: str, font: ImageFont.FreeTypeFont) -> str:
    """The text, cut with an ellipsis where it is wider than the picture allows."""
    if font.getlength(text) <= WIDTH - 2 * MARGIN:
        return text
    kept = text
    while kept and font.getlength(f"{kept}…") > WIDTH - 2 * MARGIN:
        kept = kept[:-1]
    return f"{kept.rstrip(' .,;:„“')}…"


def _last_line(consultation: Consultation) -> str:
    if consultation.last_day is None:
        return _("Coming up")
    return _("Opinions until %s") % day_text(consultation.last_day, "date")


def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"SofiaSans-{weight}.ttf", size)
