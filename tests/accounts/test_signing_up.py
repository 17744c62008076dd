"""Making an account, coming in, and the first administrator."""

import re
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django import Settings

from prestizh.accounts.adapter import AccountAdapter
from prestizh.accounts.models import Role, User
from prestizh.accounts.network import UNKNOWN, client_ip, network_of
from prestizh.outbox.models import Message
from tests.cast import PASSWORD, Cast

NEW = {
    "email": "Nova@Example.bg",
    "password1": "една дълга парола",
    "display_name": "  Нова\u202e   Участничка ",
    "language": "en",
}


def test_an_account_has_its_name_and_language(db: None) -> None:
    answer = Client().post(reverse("account_signup"), NEW)
    assert answer.status_code == 302, answer.context["form"].errors
    person = User.objects.get()
    assert (person.email, person.display_name, person.language) == (
        "nova@example.bg",
        "Нова Участничка",
        "en",
    )


def test_the_address_is_confirmed_by_a_mail_in_the_post(db: None) -> None:
    Client().post(reverse("account_signup"), NEW)
    assert Message.objects.filter(kind="account.confirm").count() == 1


def test_whether_an_account_exists_is_not_told(cast: Cast) -> None:
    known = Client().post(reverse("account_signup"), {**NEW, "email": cast.clerk.email})
    unknown = Client().post(reverse("account_signup"), NEW)
    assert (known.status_code, known.headers["Location"]) == (
        unknown.status_code,
        unknown.headers["Location"],
    )
    for email in (cast.clerk.email, "nobody@example.bg"):
        answer = Client().post(reverse("account_reset_password"), {"email": email})
        assert answer.headers["Location"] == reverse("account_reset_password_done")


@pytest.mark.parametrize("name", ["", "   ", "\u200b\u202e"])
def test_a_name_that_nobody_sees_is_refused(db: None, name: str) -> None:
    answer = Client().post(reverse("account_signup"), {**NEW, "display_name": name})
    assert "display_name" in answer.context["form"].errors


@pytest.mark.parametrize(
    ("wanted", "safe"),
    [
        ("/desk/", True),
        ("/en/people/me/?a=1", True),
        ("//evil.example/", False),
        ("https://evil.example/", False),
        ("http://testserver/desk/", False),
        ("/\\evil.example", False),
        ("javascript:alert(1)", False),
    ],
)
def test_after_signing_in_only_addresses_of_our_own(cast: Cast, wanted: str, safe: bool) -> None:
    assert AccountAdapter(RequestFactory().get("/")).is_safe_url(wanted) is safe
    given = {"login": cast.participant.email, "password": PASSWORD, "next": wanted}
    answer = Client().post(reverse("account_login"), given)
    assert answer.headers["Location"] == (wanted if safe else reverse("home:desk"))


@pytest.mark.parametrize(
    ("proxies", "told", "client"),
    [
        (0, "9.9.9.9", "10.0.0.1"),
        (1, "9.9.9.9", "9.9.9.9"),
        (1, "1.1.1.1, 9.9.9.9", "9.9.9.9"),
        (2, "1.1.1.1, 9.9.9.9, 10.0.0.2", "9.9.9.9"),
        (2, "9.9.9.9", "10.0.0.1"),
        (1, "nonsense", UNKNOWN),
        (1, "", UNKNOWN),
    ],
)
def test_only_our_own_proxies_are_believed(
    settings: Settings, proxies: int, told: str, client: str
) -> None:
    settings.TRUSTED_PROXIES = proxies
    request = RequestFactory().get("/", REMOTE_ADDR="10.0.0.1", HTTP_X_FORWARDED_FOR=told)
    assert client_ip(request) == client


def test_one_customer_s_ipv6_addresses_are_one_network() -> None:
    first = RequestFactory().get("/", REMOTE_ADDR="2001:db8:1:2:3:4:5:6")
    second = RequestFactory().get("/", REMOTE_ADDR="2001:db8:1:2::9")
    assert network_of(first) == network_of(second) == "2001:db8:1:2::/64"


def test_the_first_administrator_sets_a_password_by_a_link_that_works_once(db: None) -> None:
    said = StringIO()
    call_command("make_administrator", "Kmet@example.bg", stdout=said)
    person = User.objects.get()
    assert person.roles == {Role.ADMINISTRATOR}
    found = re.search(r"http://testserver(/\S+)", said.getvalue())
    assert found
    client = Client()
    form = client.get(found[1], follow=True)
    password = "съвсем нова парола"
    client.post(form.request["PATH_INFO"], {"password1": password, "password2": password})
    assert User.objects.get().check_password(password)
    again = Client().get(found[1], follow=True)
    assert "form" not in again.context or again.context.get("token_fail")


def test_an_account_that_is_there_gets_the_role(cast: Cast) -> None:
    call_command("make_administrator", cast.participant.email, stdout=StringIO())
    assert Role.ADMINISTRATOR in User.objects.get(pk=cast.participant.pk).roles
    with pytest.raises(CommandError):
        call_command("make_administrator", cast.participant.email, stdout=StringIO())
    with pytest.raises(CommandError):
        call_command("make_administrator", "no address", stdout=StringIO())


def test_the_profile_changes_name_and_language(cast: Cast) -> None:
    client = Client()
    client.force_login(cast.participant)
    address = reverse("accounts:profile")
    client.post(address, {"display_name": "Петя П.", "language": "en"})
    person = User.objects.get(pk=cast.participant.pk)
    assert (person.display_name, person.language) == ("Петя П.", "en")
    answer = client.post(address, {"display_name": " ", "language": "en"})
    assert answer.status_code == 200
    assert User.objects.get(pk=cast.participant.pk).display_name == "Петя П."
