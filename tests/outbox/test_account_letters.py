"""Mails about accounts: their links are made on delivery, nothing secret is ever stored."""

import json
import re
from typing import Any

import pytest
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from django.test import Client

from prestizh.accounts.letters import NOTICES, enqueue_account_mail
from prestizh.accounts.models import User
from prestizh.outbox import delivery
from prestizh.outbox.models import Message
from tests.factories import make_user
from tests.outbox.greeting import part
from tests.running import MailServer

pytestmark = pytest.mark.django_db


@pytest.fixture
def person() -> User:
    return make_user(password="a good long password")


def kept() -> str:
    """Everything that the rows of the post hold."""
    return json.dumps(list(Message.objects.values()), default=str, ensure_ascii=False)


def sent(smtp_server: MailServer) -> str:
    """The text of the one mail that left."""
    delivery.deliver_due()
    (mail,) = smtp_server.messages
    assert part(mail, "html")
    return part(mail)


def path_in(text: str) -> str:
    found = re.search(r"http://testserver(/\S+)", text)
    assert found
    return found[1]


def test_the_link_for_a_new_password_is_not_stored_and_works(
    client: Client, person: User, smtp_server: MailServer
) -> None:
    secret = "http://testserver/account/password/reset/key/1-abc-def/"
    context: dict[str, Any] = {"user": person, "password_reset_url": secret, "key": "abc-def"}
    enqueue_account_mail("account/email/password_reset_key", person.email, context)
    assert "abc-def" not in kept()
    path = path_in(sent(smtp_server))
    page = client.get(path, follow=True)
    assert page.status_code == 200
    assert "password1" in page.content.decode()


def test_a_closed_account_gets_no_link(person: User, smtp_server: MailServer) -> None:
    enqueue_account_mail("account/email/password_reset_key", person.email, {"user": person})
    person.is_active = False
    person.save()
    delivery.deliver_due()
    assert smtp_server.messages == []


def test_the_link_that_confirms_an_address(person: User, smtp_server: MailServer) -> None:
    address = EmailAddress.objects.create(user=person, email=person.email, primary=True)
    context = {"user": person, "key": EmailConfirmationHMAC(address).key}
    enqueue_account_mail("account/email/email_confirmation_signup", person.email, context)
    assert context["key"] not in kept()
    key = path_in(sent(smtp_server)).rstrip("/").rpartition("/")[2]
    confirmation = EmailConfirmationHMAC.from_key(key)
    assert confirmation is not None
    assert confirmation.email_address == address


def test_a_confirmed_address_is_not_asked_again(person: User, smtp_server: MailServer) -> None:
    address = EmailAddress.objects.create(user=person, email=person.email, primary=True)
    enqueue_account_mail("account/email/email_confirmation", person.email, {"user": person})
    address.verified = True
    address.save()
    delivery.deliver_due()
    assert smtp_server.messages == []


@pytest.mark.parametrize("prefix", ["account_already_exists", "unknown_account"])
def test_strangers_are_told_how_it_stands(prefix: str, smtp_server: MailServer) -> None:
    enqueue_account_mail(f"account/email/{prefix}", "who@example.org", {"signup_url": "x"})
    assert "http://testserver/account/" in sent(smtp_server)


@pytest.mark.parametrize("prefix", [*NOTICES, "account/email/login_code"])
def test_every_notice_of_allauth_has_words(
    prefix: str, person: User, smtp_server: MailServer
) -> None:
    """The last stands for one that a later allauth brings."""
    facts = {
        "from_email": "old@example.org",
        "to_email": "new@example.org",
        "deleted_email": "old@example.org",
        "provider": "е-Автентикация",
        "ip": "192.0.2.1",
        "user_agent": "Browser",
    }
    enqueue_account_mail(prefix, person.email, facts)
    text = sent(smtp_server)
    assert "%(" not in text
    assert "192.0.2.1" not in text + kept()


def test_a_code_is_refused(person: User) -> None:
    with pytest.raises(ValueError, match="code"):
        enqueue_account_mail("account/email/login_code", person.email, {"code": "123456"})


def test_signing_up_puts_a_mail_into_the_post_whether_or_not_the_account_exists(
    person: User,
) -> None:
    EmailAddress.objects.create(user=person, email=person.email, primary=True, verified=True)
    pages = []
    for email in (person.email, "new@example.org"):
        form = {
            "email": email,
            "display_name": "Мария",
            "password1": "correct horse battery",
            "language": "bg",
        }
        answer = Client().post("/account/signup/", form)
        pages.append((answer.status_code, answer.headers.get("Location")))
    assert pages[0] == pages[1]
    assert sorted(Message.objects.values_list("kind", flat=True)) == [
        "account.confirm",
        "account.exists",
    ]
