"""WeasyPrint with the bundled fonts and style, and with words for signs that no font here has.

Importing this module needs Pango: `pdf` does so only when there is a PDF to make.
"""

import gc
import re
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pydyf  # type: ignore[import-untyped]
import weasyprint
from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from weasyprint.urls import URLFetcher, URLFetcherResponse

STATIC = Path(__file__).resolve().parents[3] / "static"
FONTS = STATIC / "fonts"
# The whole world that a PDF may be made of.
BUNDLED = {
    "prestizh:document.css": (STATIC / "pdf" / "document.css", "text/css"),
    "prestizh:SofiaSans-Regular.ttf": (FONTS / "SofiaSans-Regular.ttf", "font/ttf"),
    "prestizh:SofiaSans-Bold.ttf": (FONTS / "SofiaSans-Bold.ttf", "font/ttf"),
    "prestizh:SofiaSans-Italic.ttf": (FONTS / "SofiaSans-Italic.ttf", "font/ttf"),
}
STYLE = '<html lang="en"><title>1</title><link rel="stylesheet" href="prestizh:document.css">'
# Signs without a shape of their own; some only change the one before.
SHAPELESS = {"Cf", "Cc", "Zs", "Zl", "Zp"}
TAG = re.compile(r"(<[^>]*>)")
# More signs in a row than any word or digest has; an entity is one sign.
ENDLESS = re.compile(r"(?:&\#?\w+;|[^\s&<>]){90}")
JOINERS = {0x200D: None, 0xFE0E: None, 0xFE0F: None}


def page_references(pdf: pydyf.PDF) -> tuple[bytes, ...]:
    """The references of all pages, made anew only when there are more of them.

    pydyf makes them for every tagged line of text, which grows with the square of the pages: a
    tenth of the whole time at 300.
    """
    pages = pdf.pages["Kids"][::3]
    known: tuple[bytes, ...] = getattr(pdf, "known_references", ())
    if len(known) != len(pages):
        known = pdf.known_references = tuple(f"{number} 0 R".encode() for number in pages)
    return known


pydyf.PDF.page_references = property(page_references)


class Bundled(URLFetcher):  # type: ignore[misc]
    """Gives what is bundled and opens nothing else, not even a file or a data: address."""

    def fetch(self, url: str, headers: object = None) -> URLFetcherResponse:
        if url not in BUNDLED:
            msg = "only the bundled fonts and styles may be used"
            raise ValueError(msg)
        path, media_type = BUNDLED[url]
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": media_type})


def printed(html: str) -> bytes:
    """The PDF of `html`, tagged."""
    missing = without_shape(html)
    if missing:
        html = html.translate({**JOINERS, **{ord(sign): said(sign) for sign in missing}})
    with without_collecting():
        laid_out = document(breakable(html))
    # Not compressed: the mending reads every page again and writes the whole compressed.
    made: bytes = laid_out.write_pdf(pdf_variant="pdf/ua-1", uncompressed_pdf=True)
    return made


@contextmanager
def without_collecting() -> Iterator[None]:
    """Let the layout make its millions of boxes without looking through them for garbage.

    There is hardly any until it is done, and looking took a fifth of the time of a long report.
    """
    gc.disable()
    try:
        yield
    finally:
        gc.enable()
        gc.collect()


def breakable(html: str) -> str:
    """`html` in which a word without end may break: laying it out takes a minute otherwise."""
    pieces = TAG.split(html)
    pieces[::2] = [ENDLESS.sub("\\g<0>\u200b", text) for text in pieces[::2]]
    return "".join(pieces)


def document(html: str) -> weasyprint.Document:
    """The laid out pages."""
    return weasyprint.HTML(string=html, base_url=None, url_fetcher=Bundled()).render(
        pdf_variant="pdf/ua-1"
    )


def without_shape(html: str) -> set[str]:
    """The signs in `html` that neither our font nor any font of this machine can draw.

    Such a sign would be an empty box, which PDF/UA forbids and which makes the whole text of the
    page unreadable to some programs. What our font lacks is tried out in a small document.
    """
    with TTFont(FONTS / "SofiaSans-Regular.ttf", lazy=True) as font:
        ours = set(font.getBestCmap())
    unusual = [
        sign
        for sign in sorted(set(html))
        if ord(sign) not in ours and unicodedata.category(sign) not in SHAPELESS
    ]
    if not unusual:
        return set()
    trial = document(STYLE + "".join(f"<p>{sign}</p>" for sign in unusual))
    trial.write_pdf(pdf_variant="pdf/ua-1")
    missing = {codepoint for font in trial.fonts.values() for codepoint in font.missing}
    return {sign for sign in unusual if ord(sign) in missing}


def said(sign: str) -> str:
    """A sign in words: „[grinning face]“; a letter of an unknown script by its number."""
    name = unicodedata.name(sign, "")
    if name and unicodedata.category(sign).startswith("S"):
        return f"[{name.lower()}]"
    return f"[U+{ord(sign):04X}]"
