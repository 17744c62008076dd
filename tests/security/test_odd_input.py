"""Odd, hostile and oversized input: nothing breaks, nothing runs, nothing typed is lost."""

import csv
import io
import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar
from pypdf import PdfReader

from consultations import answering, closing, confirming
from consultations.models import Decision, Opinion, ProposalKind
from consultations.models.opinion import MAXIMUM_CHARACTERS
from consultations.proposing import Item
from consultations.renditions import closing_report_page, receipt_pdf
from prestizh.accounts.models import Role
from prestizh.outbox.models import Message
from prestizh.outbox.rendering import mail_of
from prestizh.places.models import Municipality
from tests.consultations.making import article, make_open, make_opinion
from tests.factories import make_rendition, make_user
from tests.fixtures_clock import Clock
from tests.security.guests import OWN_PAGE, Guest, the_opinion

pytestmark = pytest.mark.django_db

# A bell, a vertical tab, an escape, marks of direction that turn what follows, an emoji of several
# signs, letters of other scripts, a sign outside the basic plane.
ODD = "Дворът\x07\x0b\x1b \u202eобърнат\u202c \u2066наред\u2069 👩‍👩‍👧‍👦 ﷽ 𝔘 e\u0301"
SCRIPT = "</textarea></script><script>alert('удар')</script><img src=x onerror=alert(1)>{{7*7}}"


def test_odd_characters_go_through_every_page_and_format(guest: Guest, clock: Clock) -> None:
    assert guest.write(kind="remark", reasons=ODD).status_code == 302
    assert guest.write(kind="add", text=ODD).status_code == 302
    assert guest.client.get(guest.address("basket")).status_code == 200
    sent = guest.send(name=f"Иван {ODD}"[:120], speaks_for="")
    assert sent.status_code == 302
    assert guest.client.get(sent.headers["Location"]).status_code == 200
    opinion = confirming.confirm_by_link(the_opinion())
    assert all(c.isprintable() for c in opinion.name)
    text = Client().get(guest.address("page")).content.decode()
    assert "👩‍👩‍👧‍👦" in text
    for turns in "\x07\x0b\x1b\u202e\u2066":
        assert turns not in text
    assert Client().get(guest.address("data")).json()["proposals"] == 2


@pytest.mark.parametrize("name", ["\u200b\u2060", "\x01\x02", "\u202e", " \u00ad "])
def test_a_name_of_which_nothing_is_seen_is_no_name(guest: Guest, name: str) -> None:
    guest.write()
    assert guest.send(name=name).status_code == 422
    assert not Opinion.objects.exists()


def test_exactly_the_limit_is_taken_and_one_more_is_said(guest: Guest) -> None:
    assert guest.write(reasons="я" * MAXIMUM_CHARACTERS).status_code == 302
    more = guest.write(reasons="ю" * (MAXIMUM_CHARACTERS + 1))
    assert more.status_code == 422
    assert "ю" * (MAXIMUM_CHARACTERS + 1) in more.content.decode(), "nothing typed is lost"
    assert guest.basket().items.count() == 1
    guest.send()
    assert len(the_opinion().proposals.get().reasons) == MAXIMUM_CHARACTERS


def test_nul_anywhere_is_a_plain_refusal(guest: Guest) -> None:
    guest.write()
    addresses = [
        "/consultations/%00/",
        "/en/consultations/%00/",
        "/consultations/opinion/%00/",
        "/consultations/receipt/%00/",
        "/consultations/confirm/%00/",
        "/follow/end/%00/",
        "/account/oidc/x%00/login/",
        guest.address("proposals", "x").replace("/x/", "/%00/"),
    ]
    for address in addresses:
        assert guest.client.get(address).status_code == 404, address
    for query in ("q", "page", "topic", "state", "scope", "next"):
        for page in ("/consultations/", "/follow/", "/account/login/"):
            assert guest.client.get(f"{page}?{query}=%00").status_code == 200
    for cookie in ("basket", "session", "csrf", "messages", "trusted"):
        cookies = {"Cookie": f'{cookie}="a\\000b"', **OWN_PAGE}
        for address in (guest.address("basket"), guest.address("page"), "/account/login/"):
            answer = Client().get(address, headers=cookies)
            assert answer.status_code == 200, (cookie, address)
        typed = {"kind": "remark", "reasons": "Със странна бисквитка."}
        answer = Client().post(guest.address("basket_add"), typed, headers=cookies)
        assert answer.status_code == 302, cookie
    for field in ("provision", "kind", "reasons"):
        assert guest.write(**{field: "a\0b"}).status_code in {400, 422}, field
    for field in ("name", "email", "speaks_for", "submission", "capacity"):
        assert guest.send(**{field: "a\0b"}).status_code == 422, field


def test_numbers_and_headers_beyond_all_measure_do_no_harm(guest: Guest) -> None:
    huge = 10**18
    pages = [
        f"/consultations/?page={huge}",
        f"/consultations/?page=-{huge}&topic={huge * huge}&settlement=-1&state=nonsense",
        f"/consultations/?q={'а' * 3000}",
        f"{guest.address('proposals', 'whole')}?page={huge}",
        f"/follow/?scope=topic:{huge * huge}",
    ]
    for address in pages:
        assert guest.client.get(address).status_code == 200, address
    absent = [
        guest.address("basket_edit", huge * huge),
        f"/people/{huge * huge}/",
        f"/consultations/{'x' * 5000}/",
        f"/consultations/opinion/{huge}-{huge}/",
    ]
    for address in absent:
        assert guest.client.get(address).status_code == 404, address
    headers = {
        "Accept-Language": "bg;q=0.1," * 20_000,
        "Accept-Encoding": "br," * 20_000,
        "If-None-Match": '"x",' * 20_000,
        "Cookie": "; ".join(f"c{number}=x" for number in range(2000)),
    }
    for name, value in headers.items():
        answer = Client().get(guest.address("page"), headers={name: value})
        assert answer.status_code == 200, name
        assert answer.headers["Content-Language"] == "bg"


def test_too_much_is_said_and_nothing_is_done(guest: Guest) -> None:
    body = "я" * 5_000_000
    for address, name in (
        (guest.address("basket_add"), "reasons"),
        ("/follow/", "address"),
        ("/account/login/", "login"),
        (guest.address("send"), "name"),
    ):
        answer = guest.client.post(address, {name: body}, headers=OWN_PAGE)
        assert answer.status_code == 413, address
        assert "413" in answer.content.decode() or "голям" in answer.content.decode().lower()
    many = {f"f{number}": "" for number in range(3000)}
    assert guest.client.post("/follow/", many, headers=OWN_PAGE).status_code == 400


def test_a_body_in_no_character_set_is_read_as_utf_8(guest: Guest) -> None:
    """Python knows codecs that turn bytes into bytes; named as a charset they ended in a 500."""
    for charset in ("hex", "rot13", "utf-7", "idna", "nonsense", "zlib"):
        answer = guest.client.generic(
            "POST",
            guest.address("basket_add"),
            "kind=remark&reasons=%D0%B0",
            content_type=f"application/x-www-form-urlencoded; charset={charset}",
            headers=OWN_PAGE,
        )
        assert answer.status_code in {302, 400}, charset


@pytest.fixture
def attacked(guest: Guest, clock: Clock) -> Guest:
    """A consultation whose every text tries to run something, from draft to closing report."""
    clerk = make_user(Role.CLERK, display_name=SCRIPT[:120])
    texts = dict.fromkeys(
        (
            *("title", "title_en", "summary", "summary_en", "sponsor", "drafter", "contact"),
            *("reason_causes", "reason_aims", "reason_means", "reason_results", "reason_eu"),
            *("affected_groups", "short_term_reason"),
        ),
        SCRIPT,
    )
    consultation = make_open(clerk, **texts)
    place = article(consultation)
    items = [
        Item(ProposalKind.REMARK, None, "", SCRIPT),
        Item(ProposalKind.REWORD, place, SCRIPT, SCRIPT),
        Item(ProposalKind.ADD, place, SCRIPT, SCRIPT),
    ]
    identity_name = f"=cmd|{SCRIPT}"[:120]
    author = make_user(display_name=identity_name)
    opinion = make_opinion(consultation, author, items=items)
    assert consultation.closes_at
    clock.step_to(consultation.closes_at + timedelta(hours=1))
    for proposal in opinion.proposals.all():
        answering.answer(
            proposal, actor=clerk, decision=Decision.REJECTED, reasons=SCRIPT, unit=None
        )
    consultation.refresh_from_db()
    closing.close(consultation, actor=clerk, introduction=SCRIPT)
    consultation.refresh_from_db()
    return Guest(consultation)


def assert_plain(text: str, where: str) -> None:
    """No tag of ours was opened by what people wrote, and no template ran on it."""
    for tag in ("<script>alert", "<img src=x", "</textarea></script>"):
        assert tag not in text, where
    assert "{{7*7}}" in text, where


def test_script_in_every_text_is_plain_text_everywhere(attacked: Guest) -> None:
    opinion = Opinion.objects.get(consultation=attacked.consultation)
    pages = [
        attacked.address("page"),
        attacked.address("proposals", "whole"),
        attacked.address("proposals", article(attacked.consultation).anchor),
        reverse("consultations:opinion", args=[opinion.reference]),
        "/consultations/",
        "/consultations/feed.atom",
        "/",
    ]
    for page in pages:
        for address in (page, f"/en{page}"):
            answer = Client().get(address)
            assert answer.status_code == 200, address
            assert_plain(answer.content.decode(), address)
    desk = Client()
    desk.force_login(attacked.consultation.clerk)
    for name in ("desk_page", "desk_answers", "desk_opinions", "desk_signed", "desk_outcome"):
        assert_plain(desk.get(attacked.address(name)).content.decode(), name)
    author = Client()
    author.force_login(opinion.author)  # type: ignore[arg-type]
    receipt = reverse("consultations:receipt", args=[opinion.receipt_id])
    for address in (receipt, "/desk/", "/people/me/"):
        assert "<script>alert" not in author.get(address).content.decode()


def test_script_in_every_text_is_plain_text_in_every_format(attacked: Guest) -> None:
    consultation = attacked.consultation
    table = Client().get(attacked.address("report_csv"))
    rows = list(csv.reader(io.StringIO(table.getvalue().decode("utf-8-sig"))))
    assert len(rows) == 4
    assert not [cell for row in rows for cell in row if cell[:1] in "=+-@" and cell]
    assert Client().get(attacked.address("report_json")).json()["lines"][0]["answer"] == SCRIPT
    assert Client().get(attacked.address("data")).json()["title"] == SCRIPT
    for kind in ("report_json", "data"):
        answer = Client().get(attacked.address(kind))
        assert answer.headers["Content-Type"].startswith("application/json")
    feed = ET.fromstring(Client().get("/consultations/feed.atom").content)  # noqa: S314 (our own)
    titles = [found.text for found in feed.iter("{http://www.w3.org/2005/Atom}title")]
    assert SCRIPT in titles
    term = Calendar.from_ical(Client().get(attacked.address("calendar")).content)
    assert len(term.walk("VEVENT")) == 1
    html, _title = closing_report_page(consultation.report, Municipality.objects.get(), "bg")
    assert_plain(html, "pdf")


def test_script_in_every_text_is_plain_text_in_mails(attacked: Guest, clock: Clock) -> None:
    made = [mail for message in Message.objects.all() if (mail := mail_of(message, clock.now()))]
    assert {mail.alternatives[0][1] for mail in made} == {"text/html"}
    assert len(made) >= 2
    for mail in made:
        html = str(mail.alternatives[0][0])
        assert "<script>alert" not in html
        assert "<img src=x" not in html
        assert "\n" not in str(mail.subject)


@pytest.mark.slow
def test_odd_characters_and_scripts_go_onto_paper(guest: Guest) -> None:
    """The paper is made, with every piece that a reader needs on it."""
    items = [Item(ProposalKind.REMARK, None, "", f"{SCRIPT} {text}") for text in (ODD, "﷽" * 500)]
    opinion = make_opinion(guest.consultation, make_user(), items=items)
    rendition = make_rendition(kind="receipt.pdf", subject=opinion.receipt_id)
    made = receipt_pdf(rendition, lambda _done, _total: None)
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(made.content)).pages)
    assert opinion.reference in text
    assert "alert(" in text
    assert not made.public


def test_control_the_oracle_sees_a_script() -> None:
    with pytest.raises(AssertionError):
        assert_plain(SCRIPT, "unescaped")


def test_a_clerks_control_characters_break_no_feed(guest: Guest) -> None:
    clerk = make_user(Role.CLERK)
    make_open(clerk, title="Наредба\x0b за\x08 двора", summary="Кратко\x01.")
    for address in ("/consultations/feed.atom", "/sitemap.xml"):
        answer = Client().get(address)
        assert answer.status_code == 200
        ET.fromstring(answer.content)  # noqa: S314 (our own)
