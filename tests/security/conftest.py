"""The consultation that is attacked."""

import pytest

from consultations.models import Consultation
from tests.consultations.making import make_clerk, make_open
from tests.fixtures_clock import Clock
from tests.security.guests import Guest


@pytest.fixture
def open_one(clock: Clock) -> Consultation:
    return make_open(make_clerk())


@pytest.fixture
def guest(open_one: Consultation) -> Guest:
    return Guest(open_one)
