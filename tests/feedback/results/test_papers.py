"""The PDF of results: tagged, every picture with its words, in both languages."""

from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pypdf
import pytest

from feedback.results.models import Publication
from feedback.results.papers import page_of
from prestizh.accounts.models import User
from prestizh.documents import pdf
from tests.feedback.results.making import make_published


@contextmanager
def figures_of(content: bytes) -> Iterator[list[Any]]:
    """The pictures in the tree of tags; they live as long as the PDF is open."""
    with pikepdf.open(BytesIO(content)) as found:
        yield [
            one
            for one in found.objects
            if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]


def paper(found: Publication, language: str) -> bytes:
    html, title = page_of(found, language)
    return pdf.render(html, title=title, language=language)


@pytest.mark.parametrize(
    ("language", "said"),
    [("bg", "Нагоре е важността"), ("en", "Importance upwards")],
)
def test_the_paper_keeps_the_rules_and_says_what_its_pictures_show(
    clerk: User, tmp_path: Path, language: str, said: str
) -> None:
    content = paper(make_published(clerk), language)
    path = tmp_path / "results.pdf"
    path.write_bytes(content)
    assert not pdfua.validate(str(path)).findings
    with figures_of(content) as figures:
        told = [str(one.get("/Alt", "")) for one in figures]
    assert len(told) > 10
    assert "" not in told
    assert any(words.startswith(said) for words in told)
    # The bar of a statement says its numbers, which stand beside it as text, too.
    bar = next(words for words in told if "%)" in words)
    text = " ".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    assert bar.split(";")[0].replace("\N{NO-BREAK SPACE}", " ") in " ".join(text.split())
