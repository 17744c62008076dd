"""The pages that explain, and what machines ask for."""

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation

from consultations.stages import MOVES
from prestizh.home.markdown import rendered
from prestizh.places import editing
from tests.cast import Cast, client_of
from tests.consultations.making import make_draft, make_open


def test_the_procedure_page_shows_the_whole_table(cast: Cast) -> None:
    page = Client().get(reverse("home:procedure")).content.decode()
    with translation.override("bg"):
        for move in MOVES:
            assert str(move.ground) in page


def test_until_it_is_described_the_desk_invites_an_administrator(cast: Cast) -> None:
    settings = f'<a href="{reverse("places:settings")}">'
    administrator, clerk = client_of(cast, "administrator"), client_of(cast, "clerk")
    assert settings in administrator.get(reverse("home:desk")).content.decode()
    assert settings not in clerk.get(reverse("home:desk")).content.decode()
    editing.describe(actor=cast.administrator, name_bg="Община Хасково", about_bg="За портала.")
    assert settings not in administrator.get(reverse("home:desk")).content.decode()


def test_the_about_page_is_in_the_reader_s_language(cast: Cast) -> None:
    editing.describe(
        actor=cast.administrator, name_bg="Община Хасково", about_bg="На български", about_en="Also"
    )
    assert "На български" in Client().get(reverse("home:about")).content.decode()
    assert "Also" in Client().get("/en/about/").content.decode()


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "[x](javascript:alert(1))",
        "[x](data:text/html;base64,AAAA)",
        "![x](https://evil.example/x.png)",
        "<svg onload=alert(1)>",
    ],
)
def test_markdown_carries_no_script_and_no_picture(text: str) -> None:
    html = rendered(text)
    assert "<script" not in html
    assert "<img" not in html
    assert "<svg" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html


def test_markdown_knows_its_place_below_the_title() -> None:
    html = rendered("# А\n\n## Б\n\n### В\n\n- едно\n- две")
    assert "<h2>А</h2>" in html
    assert "<h3>Б</h3>" in html
    assert "<h4>В</h4>" in html
    assert "<h1" not in html
    assert "<h2>Б</h2>" in rendered("## Б\n\n### В")


def test_robots_and_the_map_say_what_is_public(cast: Cast) -> None:
    opened, draft = make_open(cast.clerk), make_draft(cast.clerk)
    robots = Client().get("/robots.txt")
    assert robots.headers["Content-Type"].startswith("text/plain")
    assert b"Sitemap: http://testserver/sitemap.xml" in robots.content
    assert b"Disallow: /account/" in robots.content
    sitemap = Client().get("/sitemap.xml").content.decode()
    assert f"http://testserver{opened.get_absolute_url()}" in sitemap
    assert f"http://testserver/en{opened.get_absolute_url()}" in sitemap
    assert draft.public_id not in sitemap


def test_a_weakness_is_reported_to_the_municipality(cast: Cast) -> None:
    assert Client().get("/.well-known/security.txt").status_code == 404
    editing.describe(
        actor=cast.administrator, name_bg="Община Хасково", email="obshtina@example.bg"
    )
    answer = Client().get("/.well-known/security.txt")
    assert b"Contact: mailto:obshtina@example.bg" in answer.content
    assert b"Expires: " in answer.content
