"""What is ready to be shared: a short text, and a picture for networks and notice boards."""

from io import BytesIO
from pathlib import Path
from textwrap import wrap

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override
from PIL import Image, ImageDraw, ImageFont

from consultations.models import Consultation
from prestizh.outbox.links import absolute
from prestizh.ui.dates import day_text

WIDTH, HEIGHT, MARGIN = 1200, 630, 72  # pixels, the size that networks show whole
PAPER, INK, GREEN = "#fbf8f1", "#17231d", "#0b5d3b"
FONTS = Path(settings.BASE_DIR) / "static" / "fonts"
TITLE_LINE, TITLE_LINES = 40, 5


def sentence(consultation: Consultation) -> str:
    """The text to share: what it is, until when, where. In the active language."""
    link = absolute(consultation.get_absolute_url())
    if consultation.last_day is None:
        return f"{consultation.title}. {link}"
    return _("%(title)s. You can write until %(day)s: %(link)s") % {
        "title": consultation.title,
        "day": day_text(consultation.last_day, "date"),
        "link": link,
    }


def picture(consultation: Consultation, language: str) -> bytes:
    """A PNG with the title and the last day, in the portal's type and colours."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, WIDTH, 16), fill=GREEN)
    with override(language):
        head, foot = _("Public consultation"), _last_line(consultation)
    draw.text((MARGIN, 72), head, GREEN, _font("Bold", 34))
    top = 140
    for line in _title_lines(consultation.title):
        draw.text((MARGIN, top), line, INK, _font("Bold", 50))
        top += 64
    draw.text((MARGIN, HEIGHT - 110), foot, INK, _font("Regular", 36))
    content = BytesIO()
    image.save(content, "PNG", optimize=True)
    return content.getvalue()


def _title_lines(title: str) -> list[str]:
    lines = wrap(title, TITLE_LINE)
    if len(lines) > TITLE_LINES:
        lines = [*lines[: TITLE_LINES - 1], lines[TITLE_LINES - 1].rstrip(".,") + "…"]
    return lines


def _last_line(consultation: Consultation) -> str:
    if consultation.last_day is None:
        return _("Coming up")
    return _("Write until %s") % day_text(consultation.last_day, "date")


def _font(weight: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / f"SofiaSans-{weight}.ttf", size)
