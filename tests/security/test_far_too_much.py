"""A gigabyte is refused before it is read: by the number that the request announces."""

import re
import socket
from urllib.parse import urlsplit

import pytest
from django.test import Client

from prestizh.local.starting import CHECKOUT
from prestizh.ui.oddities import MOST_SENT
from tests.running import Portal

GIGABYTE = 1_000_000_000


def test_what_is_announced_as_too_much_is_refused_in_the_language_of_the_page() -> None:
    for address, words in (("/surveys/", "е твърде голямо"), ("/en/surveys/", "is too large")):
        refused = Client().post(address, CONTENT_LENGTH=str(MOST_SENT + 1))
        assert refused.status_code == 413
        assert words in refused.content.decode()


@pytest.mark.parametrize("odd", ["", "-5", "many", "٣"])
@pytest.mark.django_db
def test_an_odd_number_breaks_nothing(odd: str) -> None:
    assert Client().get("/robots.txt", CONTENT_LENGTH=odd).status_code == 200


def test_the_proxy_has_the_same_limit() -> None:
    for path in ("docker-compose.yml", "docs/deploy/systemd/Caddyfile"):
        told = re.findall(r"max_size (\d+)MB", (CHECKOUT / path).read_text())
        assert [int(size) * 1_000_000 for size in told] == [MOST_SENT]


@pytest.mark.slow
def test_the_running_portal_answers_before_the_gigabyte_has_come(portal: Portal) -> None:
    """Its beginning is sent; the answer doesn't wait for the rest."""
    address = urlsplit(portal.base_url)
    head = (
        f"POST /surveys/abc/answer/1/ HTTP/1.1\r\nHost: {address.netloc}\r\n"
        f"Content-Type: multipart/form-data; boundary=x\r\nContent-Length: {GIGABYTE}\r\n\r\n"
    )
    begun = '--x\r\nContent-Disposition: form-data; name="q-scan"; filename="a.pdf"\r\n\r\n'
    with socket.create_connection((address.hostname or "", address.port or 80), 30) as line:
        line.sendall(head.encode() + begun.encode())
        line.settimeout(30)
        answer = line.recv(4096)
    assert answer.startswith(b"HTTP/1.1 413")
