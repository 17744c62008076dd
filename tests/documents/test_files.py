"""A file reaches those who may read it, and never runs in their browser."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from prestizh.accounts.models import Role, User
from prestizh.documents.keeping import keep, publish
from prestizh.documents.models import Document
from prestizh.documents.storage import DatabaseStorage
from prestizh.ledger import clock
from tests.factories import make_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def author() -> User:
    return make_user()


@pytest.fixture
def document(author: User) -> Document:
    return keep(b"text", name="Проект за наредба.txt", actor=author)


def test_before_it_is_public_only_its_author_and_the_staff_see_it(
    document: Document, author: User
) -> None:
    def sees(user: User | AnonymousUser) -> bool:
        return Document.objects.visible_to(user).exists()

    assert sees(author)
    assert all(sees(make_user(role)) for role in (Role.CLERK, Role.MODERATOR, Role.AUDITOR))
    assert not sees(make_user())
    assert not sees(make_user(Role.ADMINISTRATOR))
    assert not sees(AnonymousUser())


def test_a_file_of_a_guest_is_nobodys_own(document: Document) -> None:
    guest = keep(b"other", name="a.txt", actor=None)
    assert guest not in Document.objects.visible_to(AnonymousUser())
    assert guest not in Document.objects.visible_to(make_user())


@pytest.mark.parametrize("prefix", ["", "/en"])
def test_hidden_and_absent_files_answer_alike(
    client: Client, document: Document, prefix: str
) -> None:
    hidden = client.get(prefix + f"/files/{document.public_id}/")
    absent = client.get(prefix + "/files/abcdefghjkmnpqrs/")
    assert (hidden.status_code, absent.status_code) == (404, 404)
    assert hidden.content == absent.content


def test_a_public_file_is_an_attachment_and_nothing_else(
    client: Client, document: Document
) -> None:
    publish(document, clock.now())
    answer = client.get(document.get_absolute_url())
    assert answer.content == b"text"
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert "no-cache" in answer["Cache-Control"]
    again = client.get(document.get_absolute_url(), headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    assert not answer.cookies


def test_a_file_that_becomes_public_later_is_not_public_yet(
    client: Client, document: Document
) -> None:
    now = clock.now()
    publish(document, now.replace(year=now.year + 1))
    assert client.get(document.get_absolute_url()).status_code == 404


def test_only_reading_is_allowed(client: Client, document: Document) -> None:
    assert client.post(document.get_absolute_url()).status_code == 405


def test_the_database_is_an_ordinary_storage() -> None:
    storage = DatabaseStorage()
    name = storage.save("any/name.bin", ContentFile(b"\x00bytes"))
    assert storage.save("other", ContentFile(b"\x00bytes")) == name
    assert storage.exists(name)
    assert storage.size(name) == 6
    with storage.open(name) as file:
        assert file.read() == b"\x00bytes"
    storage.delete(name)
    assert not storage.exists(name)
    with pytest.raises(FileNotFoundError):
        storage.open(name)
    with pytest.raises(ValueError, match="read"):
        default_storage.open(name, "wb")
