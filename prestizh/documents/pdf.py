"""PDFs with tags, language, page numbers and the Bulgarian letterforms, made of a template."""

import json
import re
from collections.abc import Mapping
from typing import Any

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from prestizh.documents import sandbox
from prestizh.documents.confined import Failure
from prestizh.refusal import Refused, Sentence

MAKER = "prestizh.documents.confined.pdf"
# Controls have no glyph; with one of them a font loses the table by which its text is read.
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ufffe\uffff\ud800-\udfff]")
SECONDS = 60
MEGABYTES = 1024


class NotMade(Refused):
    """The PDF can't be made, and trying again will not help: the sentence says what will."""


def available() -> bool:
    """Whether this machine has what PDFs need. Takes about a second: not for a page."""
    try:
        render("<p>1</p>", title="1", language="en")
    except NotMade:
        return False
    return True


def page(
    template: str, context: Mapping[str, Any], *, title: Sentence, language: str
) -> tuple[str, str]:
    """The HTML of a PDF and its title in `language`; the template extends `pdf/base.html`.

    The base template takes from the context: `running_title` (at the head of every page, else
    the title), `made_at` (an instant), `record_root` (hexadecimal; stands at the foot).
    """
    with translation.override(language):
        words = str(title)
        html = render_to_string(template, {**context, "title": words, "language": language})
    return html, words


def render(html: str, *, title: str, language: str) -> bytes:
    """The PDF of `html`, made in the sandbox. Raises `NotMade`, or `Failure` when it broke down."""
    written, named = UNWRITABLE.sub("", html), UNWRITABLE.sub("", title)
    order = json.dumps({"html": written, "title": named, "language": language})
    try:
        return sandbox.run(MAKER, order.encode(), seconds=SECONDS, megabytes=MEGABYTES)
    except Failure as failure:
        raise NotMade(reason(failure)) from failure


def reason(failure: Failure) -> str:
    """What to tell the person, and what will help."""
    if failure.code == "unavailable":
        return _(
            "PDF files can't be made on this server, because libraries are missing. Install "
            "libpango-1.0-0, libpangoft2-1.0-0 and libharfbuzz-subset0, then have the document "
            "made again."
        )
    if failure.code in {"time", "memory"}:
        return _(
            "The document is too large for one PDF: making it went past the limits of time or "
            "memory. Take the Word file or the table instead."
        )
    return _("The PDF could not be made: the program that makes it broke down.")
