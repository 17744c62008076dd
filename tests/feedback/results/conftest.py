"""Each test begins to count the answers of an hour anew, and reads sentences in English."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override

from feedback.surveys import pace


@pytest.fixture(autouse=True)
def _fresh_pace() -> None:
    pace.forget()


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with override("en"):
        yield
