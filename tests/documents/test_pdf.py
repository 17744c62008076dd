"""PDFs read aloud well, look the same everywhere, and reach nothing outside."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from io import BytesIO
from pathlib import Path
from typing import Any

import pdfua
import pikepdf
import pypdf
import pytest
import weasyprint
from django.template import engines

from prestizh.documents import pdf, sandbox
from prestizh.documents.confined import Failure

ROOT = "0123456789abcdef" * 4
BODY = (
    "<h1>Справка</h1><table><caption>Решения</caption><thead><tr><th>Решение</th><th>Брой</th>"
    "</tr></thead><tbody>{rows}</tbody></table><p class='words'>{words}</p>"
)


def paper(body: str, **context: Any) -> str:
    """HTML from the base template of all papers."""
    template = engines["django"].from_string(
        '{% extends "pdf/base.html" %}{% block content %}' + body + "{% endblock %}"
    )
    return template.render({"language": "bg", "title": "Справка", **context})


def made(body: str, **context: Any) -> bytes:
    return pdf.render(paper(body, **context), title="Справка за проекта", language="bg")


def words_of(content: bytes) -> list[str]:
    """The text of each page with simple blanks."""
    reader = pypdf.PdfReader(BytesIO(content))
    return [re.sub(r"\s+", " ", page.extract_text()) for page in reader.pages]


@pytest.fixture(scope="module")
def report() -> bytes:
    rows = "".join(f"<tr><th scope='row'>Ред {n}</th><td>{n}</td></tr>" for n in range(90))
    return made(BODY.format(rows=rows, words="Щъркелът, ѝ и „кавички“."), record_root=ROOT)


@contextmanager
def opened(content: bytes) -> Iterator[pikepdf.Pdf]:
    """The PDF; what is found in it lives as long as it is open."""
    with pikepdf.open(BytesIO(content)) as found:
        yield found


def elements(found: pikepdf.Pdf, kind: str) -> list[Any]:
    """The elements of one kind in the structure tree."""
    these: list[Any] = []
    waiting = list(found.Root.StructTreeRoot.K)
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Dictionary):
            these += [element] if element.get("/S") == kind else []
            waiting.extend(element.get("/K", []))
    return these


def test_the_text_is_right_and_so_are_the_numbers_of_the_pages(report: bytes) -> None:
    pages = words_of(report)
    assert len(pages) > 1
    assert "Справка" in pages[0]
    assert "Щъркелът, ѝ и „кавички“." in pages[-1]
    for number, page in enumerate(pages, 1):
        assert re.search(rf"\b{number} \w+ {len(pages)}\b", page)
        assert ROOT in page
        # The head of the table stands on every page that the table is on.
        assert "Решение" in page


def test_it_says_its_language_and_title_and_is_tagged(report: bytes) -> None:
    with opened(report) as found:
        assert found.Root.Lang == "bg"
        assert found.Root.MarkInfo.Marked
        assert found.docinfo["/Title"] == "Справка за проекта"
        assert found.Root.ViewerPreferences.DisplayDocTitle
        with found.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
        assert len(elements(found, "/H1")) == 1
        assert len(elements(found, "/Table")) >= 1


def test_heads_of_tables_say_what_they_head(report: bytes) -> None:
    with opened(report) as found:
        scopes = {str(element.A.Scope) for element in elements(found, "/TH")}
        assert scopes == {"/Column", "/Row"}
        names = found.Root.StructTreeRoot.IDTree.Kids[0].Names
        named = {bytes(names[place]) for place in range(0, len(names), 2)}
        used = {bytes(one) for cell in elements(found, "/TD") for one in cell.A.Headers}
        assert used
        assert used <= named


def test_the_rules_that_a_program_can_check_are_kept(report: bytes, tmp_path: Path) -> None:
    paper = tmp_path / "report.pdf"
    paper.write_bytes(report)
    assert not pdfua.validate(str(paper)).findings


def test_what_is_repeated_on_every_page_is_no_part_of_the_text(report: bytes) -> None:
    with opened(report) as found:
        numbers = found.Root.StructTreeRoot.ParentTree.Nums
        for place, page in enumerate(found.pages):
            used = {int(n) for n in re.findall(rb"/MCID (\d+)", page.Contents.read_bytes())}
            told = {n for n, element in enumerate(numbers[2 * place + 1]) if element is not None}
            assert used == told


def test_its_font_is_embedded_and_has_the_bulgarian_letters(report: bytes) -> None:
    with opened(report) as found:
        fonts = [font for font in found.objects if _is(font, "/FontDescriptor")]
        assert fonts
        assert all("Sofia-Sans" in str(font.FontName) and "/FontFile2" in font for font in fonts)


def _is(thing: Any, kind: str) -> bool:
    return isinstance(thing, pikepdf.Dictionary) and thing.get("/Type") == kind


def test_marks_and_endless_words_break_nothing() -> None:
    words = words_of(made("<p class='words'>\u202eобратно\u202c " + "ж" * 20_000 + " край</p>"))
    assert len(words) > 1
    assert "край" in words[-1]


def test_a_sign_that_no_font_has_is_said_in_words() -> None:
    words = words_of(made("<p class='words'>Добре \U0001fae8\ufe0f и \U00013000 край</p>"))[0]
    assert "Добре" in words
    assert "край" in words
    assert "[U+13000]" in words


class Door(BaseHTTPRequestHandler):
    """Notes who came."""

    visitors: list[str] = []

    def do_GET(self) -> None:
        self.visitors.append(self.path)
        self.send_response(200)
        self.end_headers()
        self.wfile.write(b"p { color: red }")

    def log_message(self, *args: Any) -> None:
        """Say nothing."""


@pytest.fixture
def door() -> Iterator[str]:
    """A server that notes its visitors; gives its address."""
    server = HTTPServer(("127.0.0.1", 0), Door)
    Door.visitors.clear()
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


LEAKS = (
    "<img src='{url}/img'>",
    "<link rel='stylesheet' href='{url}/css'>",
    "<style>@import '{url}/import'; body {{ background: url({url}/background) }}</style>",
    "<style>@font-face {{ font-family: x; src: url({url}/font) }} p {{ font-family: x }}</style>",
    "<link rel='attachment' href='{url}/attachment'>",
    "<a rel='attachment' href='{url}/a'>a</a>",
    "<object data='{url}/object'></object><embed src='{url}/embed'>",
    "<svg width='9' height='9'><image href='{url}/svg' width='9' height='9'/></svg>",
    "<svg width='9' height='9'><use href='{url}/use#a'/></svg>",
    "<ul style='list-style-image: url({url}/list)'><li>a</ul>",
    "<p style='border-image: url({url}/border) 1'>a</p>",
)


@pytest.mark.parametrize("where", ["net", "file"])
def test_nothing_outside_is_fetched(
    where: str, door: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    secret = tmp_path_factory.mktemp("secret") / "secret.txt"
    secret.write_text("marker-of-a-secret")
    url = door if where == "net" else secret.as_uri() + "?"
    content = made("".join(leak.format(url=url) for leak in LEAKS) + "<p>текст</p>")
    assert not Door.visitors
    assert "текст" in words_of(content)[0]
    with opened(content) as found:
        assert not found.attachments
        for thing in found.objects:
            if isinstance(thing, pikepdf.Stream):
                assert b"marker-of-a-secret" not in thing.read_bytes()


def test_control_without_the_fetcher_the_same_page_calls_out(door: str) -> None:
    weasyprint.HTML(string=LEAKS[0].format(url=door)).write_pdf()
    assert Door.visitors


def test_a_page_that_needs_too_much_ends_as_a_refusal() -> None:
    order = b'{"html": "<p>' + b"a <b>b</b> " * 60_000 + b'</p>", "title": "x", "language": "bg"}'
    with pytest.raises(Failure) as failed:
        sandbox.run(pdf.MAKER, order, seconds=2, megabytes=1024)
    assert failed.value.code in {"time", "memory"}


def test_a_server_without_pango_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    failure = Failure("unavailable", "cannot load library 'libpango-1.0-0'")
    assert "libpango-1.0-0" in pdf.reason(failure)
    assert "Word" in pdf.reason(Failure("time"))
    assert pdf.reason(Failure("crash"))
