"""What gets into the post, and when it is there for the workers."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.transaction import TransactionManagementError
from django.utils import translation

from prestizh.ledger import clock
from prestizh.outbox import post
from prestizh.outbox.models import Message
from tests.factories import make_user
from tests.outbox.greeting import greet, own_connection


@pytest.mark.django_db
def test_the_same_key_is_one_message() -> None:
    first = greet(key="reminder:7")
    assert greet(key="reminder:7", to="other@example.org") == first
    assert Message.objects.count() == 1


@pytest.mark.django_db
def test_a_person_is_written_to_in_their_own_language() -> None:
    person = make_user(language="en")
    message = greet(person, language=None)
    assert (message.language, message.address, message.user) == ("en", "", person)


@pytest.mark.django_db
def test_a_stranger_is_written_to_in_the_language_of_the_page() -> None:
    with translation.override("en"):
        assert greet(language=None).language == "en"
    assert greet(language="fr").language == "bg"


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address", ["", "nobody", "a@b.org\nBcc: all@example.org", "a@b.org\r\nSubject: x", "a b@c.org"]
)
def test_what_is_no_address_is_not_taken(address: str) -> None:
    with pytest.raises(ValidationError):
        greet(address)


@pytest.mark.django_db
def test_a_kind_that_nobody_writes_is_not_taken() -> None:
    with transaction.atomic(), pytest.raises(ValueError, match=r"test\.unknown"):
        post.enqueue("test.unknown", key="k", to="a@example.org")


@pytest.mark.usefixtures("committed_db")
def test_it_belongs_inside_a_transaction() -> None:
    with pytest.raises(TransactionManagementError):
        post.enqueue("test.greeting", key="k", to="a@example.org")


@pytest.mark.usefixtures("committed_db")
def test_the_workers_are_woken_by_the_commit_and_only_then() -> None:
    with own_connection() as listener:
        listener.execute("LISTEN prestizh_work")

        def heard() -> int:
            return len(list(listener.notifies(timeout=0.3)))

        with transaction.atomic():
            greet()
            assert heard() == 0
        assert heard() == 1

        with transaction.atomic():
            greet()
            transaction.set_rollback(True)
        assert heard() == 0

        with transaction.atomic():
            tomorrow = clock.now() + timedelta(days=1)
            greet(due_at=tomorrow)
        assert heard() == 0
