"""Each test begins to count the answers of an hour anew."""

import pytest

from feedback.surveys import pace


@pytest.fixture(autouse=True)
def _fresh_pace() -> None:
    pace.forget()
