"""Who has a role shows a second factor; weighty acts ask for it anew."""

import time

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from prestizh.accounts import recovery
from prestizh.accounts.models import User
from prestizh.accounts.second_factor import PROOF_LASTS, fresh_proof
from prestizh.refusal import Refused
from tests.authenticator import code_of
from tests.cast import PASSWORD, Cast, client_of
from tests.consultations.making import make_draft

SECRET = generate_totp_secret()


def code(*, steps: int = 0) -> str:
    """What the person's app shows now, or so many half minutes later."""
    return code_of(SECRET, steps=steps)


@pytest.fixture
def factors_wanted(settings: Settings) -> None:
    settings.STAFF_SECOND_FACTOR = True


def with_factor(person: User) -> User:
    """The person, with an authenticator app whose secret is `SECRET`."""
    TOTP.activate(person, SECRET)
    return person


def signed_in(person: User, client: Client | None = None, *, answer_to_trust: str = "no") -> Client:
    """A client that went through the sign-in form with the password, and the code if asked."""
    client = client or Client()
    answer = client.post(
        reverse("account_login"), {"login": person.email, "password": PASSWORD}, follow=True
    )
    if answer.request["PATH_INFO"] == reverse("mfa_authenticate"):
        client.post(reverse("mfa_authenticate"), {"code": code()})
        client.post(reverse("mfa_trust"), {"action": answer_to_trust})
    return client


@pytest.mark.usefixtures("factors_wanted")
def test_without_a_factor_staff_can_do_nothing_but_make_one(cast: Cast) -> None:
    client = client_of(cast, "clerk")
    for name in ("home:desk", "home:front", "accounts:profile", "account_email"):
        answer = client.get(reverse(name))
        assert answer.status_code == 302, name
        assert answer.headers["Location"].startswith(reverse("mfa_index")), name
    assert client.get(reverse("mfa_index")).status_code == 200


@pytest.mark.usefixtures("factors_wanted")
def test_nothing_is_posted_without_a_factor(cast: Cast) -> None:
    client = client_of(cast, "administrator")
    client.post(reverse("accounts:grant", args=[cast.participant.pk]), {"role": "clerk"})
    assert User.objects.get(pk=cast.participant.pk).roles == frozenset()


@pytest.mark.usefixtures("factors_wanted")
def test_a_participant_needs_none(cast: Cast) -> None:
    assert client_of(cast, "participant").get(reverse("home:desk")).status_code == 200


def test_in_the_demo_nobody_needs_one(cast: Cast) -> None:
    assert client_of(cast, "clerk").get(reverse("home:desk")).status_code == 200


@pytest.mark.usefixtures("factors_wanted")
def test_a_session_from_before_the_factor_must_show_it(cast: Cast) -> None:
    client = client_of(cast, "clerk")
    with_factor(cast.clerk)
    answer = client.get(reverse("home:desk"))
    assert answer.headers["Location"].startswith(reverse("mfa_reauthenticate"))
    # The password alone would open this one.
    removal = client.get(reverse("mfa_deactivate_totp"))
    assert removal.headers["Location"].startswith(reverse("mfa_reauthenticate"))
    client.post(reverse("mfa_reauthenticate"), {"code": code()})
    assert client.get(reverse("home:desk")).status_code == 200


@pytest.mark.usefixtures("factors_wanted")
def test_who_signs_in_with_a_code_comes_to_the_desk(cast: Cast) -> None:
    client = signed_in(with_factor(cast.clerk))
    assert client.get(reverse("home:desk")).status_code == 200


@pytest.mark.usefixtures("factors_wanted")
def test_a_trusted_browser_is_not_asked_again(cast: Cast) -> None:
    client = signed_in(with_factor(cast.clerk), answer_to_trust="trust")
    client.post(reverse("account_logout"))
    assert client.get(reverse("home:desk")).status_code == 302
    again = client.post(reverse("account_login"), {"login": cast.clerk.email, "password": PASSWORD})
    assert again.headers["Location"] == reverse("home:desk")
    assert client.get(reverse("home:desk")).status_code == 200


@pytest.mark.usefixtures("factors_wanted")
def test_a_code_works_once_in_any_spelling(cast: Cast) -> None:
    signed_in(with_factor(cast.clerk))
    client = Client()
    client.post(reverse("account_login"), {"login": cast.clerk.email, "password": PASSWORD})
    spaced = f"{code()[:3]} {code()[3:]}"
    answer = client.post(reverse("mfa_authenticate"), {"code": spaced})
    assert answer.status_code == 200
    assert client.get(reverse("home:desk")).status_code == 302


@pytest.mark.usefixtures("factors_wanted")
@pytest.mark.parametrize(("steps", "status"), [(-1, 200), (0, 200), (1, 200), (-3, 302), (3, 302)])
def test_a_code_holds_a_step_before_and_after(cast: Cast, steps: int, status: int) -> None:
    client = client_of(cast, "clerk")
    with_factor(cast.clerk)
    client.post(reverse("mfa_reauthenticate"), {"code": code(steps=steps)})
    assert client.get(reverse("home:desk")).status_code == status


@pytest.mark.usefixtures("factors_wanted")
def test_a_code_works_once_though_it_still_holds(cast: Cast) -> None:
    shown = code()
    client = client_of(cast, "clerk")
    with_factor(cast.clerk)
    client.post(reverse("mfa_reauthenticate"), {"code": shown})
    # allauth's own memory ends after one step, before the code does.
    cache.delete(f"allauth.mfa.totp.used?user={cast.clerk.pk}&code={shown}")
    other = client_of(cast, "clerk")
    other.post(reverse("mfa_reauthenticate"), {"code": shown})
    assert other.get(reverse("home:desk")).status_code == 302


def test_the_secret_is_not_readable_in_the_database(cast: Cast) -> None:
    with_factor(cast.clerk)
    assert SECRET not in str(Authenticator.objects.get(user_id=cast.clerk.pk).data)


@fresh_proof
def weighty(request: HttpRequest) -> HttpResponse:
    """A view that asks for a new proof."""
    return HttpResponse("done")


def asked_by(person: User, records: list[dict[str, object]]) -> HttpResponse:
    """What `weighty` says to `person` in a session with these proofs."""
    client = Client()
    client.force_login(person)
    session = client.session
    session["account_authentication_methods"] = records
    session["account_authentication_methods_user"] = str(person.pk)
    session.save()
    request = HttpRequest()
    request.method, request.path, request.user = "GET", "/close/", person
    request.META["SERVER_NAME"], request.META["SERVER_PORT"] = "testserver", "80"
    request.session = session
    return weighty(request)


@pytest.mark.usefixtures("factors_wanted")
@pytest.mark.parametrize(("age", "status"), [(0, 200), (PROOF_LASTS + 1, 302)])
def test_a_proof_lasts_a_quarter_of_an_hour(cast: Cast, age: int, status: int) -> None:
    with_factor(cast.clerk)
    answer = asked_by(cast.clerk, [{"method": "mfa", "at": time.time() - age}])
    assert answer.status_code == status


@pytest.mark.usefixtures("factors_wanted")
def test_a_password_is_no_proof(cast: Cast) -> None:
    with_factor(cast.clerk)
    answer = asked_by(cast.clerk, [{"method": "password", "at": time.time()}])
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith(reverse("mfa_reauthenticate"))


def test_another_administrator_removes_a_lost_factor(cast: Cast) -> None:
    client = signed_in(with_factor(cast.clerk))
    recovery.reset_second_factor(cast.clerk, actor=cast.administrator)
    assert not Authenticator.objects.filter(user_id=cast.clerk.pk).exists()
    assert client.get(reverse("home:desk")).status_code == 302


def test_nobody_removes_one_s_own_that_way(cast: Cast) -> None:
    with_factor(cast.administrator)
    with pytest.raises(Refused):
        recovery.reset_second_factor(cast.administrator, actor=cast.administrator)
    with pytest.raises(Refused):
        recovery.reset_second_factor(cast.administrator, actor=cast.clerk)


def test_the_server_removes_it_too(cast: Cast) -> None:
    with_factor(cast.administrator)
    call_command("reset_second_factor", cast.administrator.email)
    assert not Authenticator.objects.exists()
    with pytest.raises(CommandError):
        call_command("reset_second_factor", cast.administrator.email)


@pytest.mark.usefixtures("factors_wanted")
def test_what_was_posted_without_a_fresh_proof_goes_through_after_it(cast: Cast) -> None:
    draft = make_draft(cast.clerk)
    client = signed_in(with_factor(cast.clerk))
    session = client.session
    for record in session["account_authentication_methods"]:
        record["at"] -= PROOF_LASTS + 1
    session.save()
    address = reverse("consultations:desk_publish", args=[draft.public_id])
    sent_away = client.post(address, {"act": "publish"})
    assert sent_away.headers["Location"].startswith(reverse("mfa_reauthenticate"))
    draft.refresh_from_db()
    assert draft.published_at is None
    # The code of the sign-in was used up; a later one is shown by now.
    cache.clear()
    client.post(sent_away.headers["Location"], {"code": code(), "next": address})
    draft.refresh_from_db()
    assert draft.published_at is not None
