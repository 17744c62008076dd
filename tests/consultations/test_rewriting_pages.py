"""After an upgrade the pages are rendered anew, and nothing else changes."""

import pytest
from django.core.management import call_command
from django.test import Client

from consultations.models import Fragment
from prestizh.ledger.models import Entry
from tests.consultations.making import make_clerk, make_open, make_opinion
from tests.factories import make_user
from tests.fixtures_clock import Clock

pytestmark = pytest.mark.django_db


def test_pages_are_rendered_anew(clock: Clock, capsys: pytest.CaptureFixture[str]) -> None:
    consultation = make_open(make_clerk())
    make_opinion(consultation, make_user())
    before = Client().get(consultation.get_absolute_url()).content
    entries = Entry.objects.count()
    Fragment.objects.update(html="old")
    call_command("rewrite_pages")
    assert "1 consultations" in capsys.readouterr().out
    assert Client().get(consultation.get_absolute_url()).content == before
    assert Entry.objects.count() == entries
