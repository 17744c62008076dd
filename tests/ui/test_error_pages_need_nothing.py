"""The pages of error appear without a database, a session or a context."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory
from django.utils import translation

from prestizh.ui import errors

View = Callable[[HttpRequest], HttpResponse]
PAGES: list[tuple[View, int]] = [
    (errors.bad_request, 400),
    (errors.forbidden, 403),
    (errors.csrf_failure, 403),
    (errors.not_found, 404),
    (errors.content_too_large, 413),
    (errors.too_many_requests, 429),
    (errors.server_error, 500),
    (errors.unavailable, 503),
]


@pytest.mark.parametrize("language", ["bg", "en"])
@pytest.mark.parametrize(("view", "status"), PAGES)
def test_each_page_is_whole_and_kept_by_nobody(view: View, status: int, language: str) -> None:
    """No database mark: pytest-django would fail the test at the first query."""
    with translation.override(language):
        response = view(RequestFactory().get("/"))
    page = response.content.decode()
    assert response.status_code == status
    assert response["Cache-Control"] == "no-store"
    assert f'<html lang="{language}">' in page
    assert page.count("<h1>") == 1
    assert str(status) in page
    assert "csrfmiddlewaretoken" not in page


@pytest.mark.parametrize("view", [errors.too_many_requests, errors.unavailable])
def test_the_pages_of_waiting_say_for_how_long(view: View) -> None:
    assert int(view(RequestFactory().get("/"))["Retry-After"]) > 0
