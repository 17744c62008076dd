"""A line of the log is one JSON object with the request's id, and nobody's address is in it."""

import io
import json
import logging
from collections.abc import Iterator
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from pytest_django import Settings

from prestizh.ui import logs
from prestizh.ui.envelope import Envelope

ADDRESSES = ("maria.петрова+1@example.bg", "203.0.113.9", "2001:db8::7", "::1")


@pytest.fixture
def written(settings: Settings) -> Iterator[io.StringIO]:
    """What the logs of a package write, through the formatter that the settings name."""
    assert (
        settings.LOGGING["formatters"]["structured"]["()"] == "prestizh.ui.logs.StructuredFormatter"
    )
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(logs.StructuredFormatter())
    logger = logging.getLogger("prestizh.test")
    logger.addHandler(handler)
    try:
        yield stream
    finally:
        logger.removeHandler(handler)


def view(request: HttpRequest) -> HttpResponse:
    """Fails and logs it, with everything that must not be told."""
    try:
        raise ValueError("Key (email)=(" + ") already exists\n(".join(ADDRESSES))
    except ValueError:
        told = ", ".join(ADDRESSES)
        logging.getLogger("prestizh.test").exception("Came from %s at 15:39:22", told)
    return HttpResponse("")


def line_of(written: io.StringIO) -> Any:
    """The one line that was written."""
    (line,) = written.getvalue().splitlines()
    return json.loads(line)


def test_a_line_is_one_json_object_with_the_id_of_its_request(written: io.StringIO) -> None:
    answer = Envelope(view)(RequestFactory().get("/", headers={"X-Request-ID": "from-the-proxy-1"}))
    line = line_of(written)
    assert line["request_id"] == answer.headers["X-Request-ID"] == "from-the-proxy-1"
    assert (line["level"], line["logger"]) == ("error", "prestizh.test")
    assert line["timestamp"].endswith("Z")
    assert "ValueError" in line["exception"]


def test_a_line_tells_no_mail_address_and_no_ip(
    written: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    Envelope(view)(RequestFactory().get("/", REMOTE_ADDR=ADDRESSES[1]))
    assert not [address for address in ADDRESSES if address in written.getvalue()]
    # What only looks like an address stays.
    assert "15:39:22" in line_of(written)["event"]

    # Without the mask the same line tells them all.
    monkeypatch.setattr(logs, "without_addresses", str)
    written.truncate(0)
    Envelope(view)(RequestFactory().get("/"))
    assert all(address in written.getvalue() for address in ADDRESSES)


@pytest.mark.parametrize("given", ["", "short", "a b c d e f g h", "x" * 65, "1\n{forged-line}"])
def test_an_id_that_is_no_id_is_replaced(given: str) -> None:
    request = RequestFactory().get("/", headers={"X-Request-ID": given})
    made = Envelope(lambda _request: HttpResponse(""))(request).headers["X-Request-ID"]
    assert made != given
    assert len(made) == 32


def test_the_id_of_one_request_is_not_told_with_the_next(written: io.StringIO) -> None:
    Envelope(lambda _request: HttpResponse(""))(RequestFactory().get("/"))
    logging.getLogger("prestizh.test").warning("Between two requests.")
    assert "request_id" not in line_of(written)
