"""A file that came with a proposal is public as long as its proposal is, and not a moment before."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from consultations import confirming, withdrawing
from consultations.models import Opinion, ProposalKind
from consultations.proposing import Item
from prestizh.documents.keeping import keep
from prestizh.documents.models import Document
from tests.consultations.making import make_opinion
from tests.factories import make_user
from tests.security.guests import Guest, the_opinion

pytestmark = pytest.mark.django_db
WORDS = "Приложение към предложението.".encode()


def status_of(document: Document) -> int:
    return Client().get(document.get_absolute_url()).status_code


def with_file(guest: Guest) -> Opinion:
    document = keep(WORDS, name="приложение.txt", actor=None)
    items = [Item(ProposalKind.REMARK, None, "", "Вижте файла.", document)]
    return make_opinion(guest.consultation, items=items)


def file_of(opinion: Opinion) -> Document:
    document = opinion.proposals.get().file
    assert document is not None
    return document


def test_what_awaits_confirmation_is_not_served(guest: Guest) -> None:
    opinion = with_file(guest)
    assert status_of(file_of(opinion)) == 404
    confirming.confirm_by_link(opinion)
    assert status_of(file_of(opinion)) == 200


def test_what_was_set_aside_is_not_served(guest: Guest) -> None:
    opinion = with_file(guest)
    confirming.disown(opinion)
    assert status_of(file_of(opinion)) == 404


def test_what_was_withdrawn_is_not_served_any_more(guest: Guest) -> None:
    opinion = confirming.confirm_by_link(with_file(guest))
    assert status_of(file_of(opinion)) == 200
    withdrawing.withdraw(opinion, actor=None)
    assert status_of(file_of(opinion)) == 404


def test_the_file_goes_on_with_the_opinion_that_replaces_its_first(guest: Guest) -> None:
    opinion = confirming.confirm_by_link(with_file(guest))
    document = file_of(opinion)
    items = [Item(ProposalKind.REMARK, None, "", "Същият файл.", document)]
    later = make_opinion(guest.consultation, items=items, replaces=opinion)
    assert status_of(document) == 200
    confirming.confirm_by_link(later)
    assert status_of(document) == 200
    withdrawing.withdraw(later, actor=None)
    opinion.refresh_from_db()
    assert not opinion.proposals.get().counts
    assert status_of(document) == 404


def test_by_http_with_an_account_it_is_public_at_once(guest: Guest) -> None:
    author = make_user()
    guest.client.force_login(author)
    upload = SimpleUploadedFile("Схема.txt", WORDS, "text/plain")
    assert guest.write(file=upload).status_code == 302
    kept = guest.basket().items.get().file
    assert kept is not None
    assert status_of(kept) == 404
    assert guest.client.get(kept.get_absolute_url()).status_code == 200
    guest.send()
    answer = Client().get(file_of(the_opinion()).get_absolute_url())
    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
