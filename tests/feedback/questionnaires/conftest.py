"""Sentences in English where a test reads them."""

from collections.abc import Iterator

import pytest
from django.utils.translation import override


@pytest.fixture
def english() -> Iterator[None]:
    """The test reads sentences in English."""
    with override("en"):
        yield
