"""What exists and is not for the asker looks like what does not exist; accounts are not told."""

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from consultations import confirming
from consultations.models import Opinion
from prestizh.documents.keeping import keep
from prestizh.documents.models import Rendition
from prestizh.outbox import limits
from prestizh.outbox.models import Follow, Message
from tests.cast import PASSWORD, Cast
from tests.consultations.making import make_draft, make_opinion
from tests.factories import make_rendition, make_user
from tests.security.guests import OWN_PAGE, Guest

pytestmark = pytest.mark.django_db
NEW = {"password1": PASSWORD, "display_name": "Някой", "language": "bg"}


def alike(first: Any, second: Any) -> bool:
    """Whether two answers can't be told apart but by what the asker wrote and by the token."""

    def shape(answer: Any) -> tuple[int, str | None, str]:
        text = re.sub(r'name="csrfmiddlewaretoken" value="\w+"', "", answer.content.decode())
        text = re.sub(r"[\w.-]+@example\.bg", "", text)
        return answer.status_code, answer.headers.get("Location"), text

    return shape(first) == shape(second)


def test_a_draft_a_file_a_receipt_and_a_paper_of_others_look_like_nothing(guest: Guest) -> None:
    draft = make_draft(guest.consultation.clerk)
    theirs = make_opinion(guest.consultation, make_user())
    private = keep("Пълномощно.".encode(), name="пълномощно.txt", actor=None)
    paper = make_rendition(kind="receipt.pdf", state=Rendition.State.WAITING)
    pairs = [
        ("consultations:page", draft.public_id),
        ("consultations:data", draft.public_id),
        ("consultations:card", draft.public_id),
        ("consultations:basket", draft.public_id),
        ("consultations:report_pdf", draft.public_id),
        ("consultations:receipt", theirs.receipt_id),
        ("consultations:withdraw", theirs.receipt_id),
        ("documents:file", private.public_id),
        ("documents:rendition_file", paper.public_id),
        ("consultations:desk_page", guest.consultation.public_id),
        ("consultations:desk_opinions", guest.consultation.public_id),
    ]
    signed_in = Client()
    signed_in.force_login(make_user())
    for client in (Client(), signed_in):
        for name, real in pairs:
            found = client.get(reverse(name, args=[real]))
            absent = client.get(reverse(name, args=["nobodyhasthisone"]))
            assert found.status_code == 404, name
            assert found.content == absent.content, name
            same = {key for key, _value in found.headers.items()}
            assert same == {key for key, _value in absent.headers.items()}, name


def test_a_draft_can_be_neither_written_to_nor_followed(guest: Guest) -> None:
    draft = make_draft(guest.consultation.clerk)
    hidden = Guest(draft)
    assert hidden.write().status_code == 404
    typed = {"address": "who@example.bg", "scope": f"consultation:{draft.public_id}"}
    real = Client().post("/follow/", typed, headers=OWN_PAGE)
    assert not Follow.objects.exists()
    unreal = {**typed, "scope": "consultation:nobodyhasthisone"}
    made_up = Client().post("/follow/", unreal, headers=OWN_PAGE)
    assert real.status_code == made_up.status_code


def test_the_token_of_a_mail_is_not_made_by_counting(guest: Guest) -> None:
    opinion = make_opinion(guest.consultation)
    token = confirming.token_for(opinion)
    for forged in (str(opinion.pk), token[:-1], token.swapcase(), f"{opinion.pk}:{token}", "x"):
        for name in ("confirm", "disown"):
            address = reverse(f"consultations:{name}", args=[forged])
            assert guest.client.post(address).status_code == 404, forged
    opinion.refresh_from_db()
    assert opinion.confirmation == Opinion.Confirmation.AWAITED


def test_the_token_of_one_purpose_opens_no_other(guest: Guest) -> None:
    token = confirming.token_for(make_opinion(guest.consultation))
    assert guest.client.get(f"/follow/confirm/{token}/").status_code == 410
    assert guest.client.post(f"/follow/end/{token}/").status_code in {302, 404}
    key = guest.client.get(f"/account/confirm-email/{token}/")
    assert "confirm_url" not in key.content.decode()


def test_signing_up_and_resetting_tell_nothing(cast: Cast) -> None:
    for name, typed in (("account_signup", NEW), ("account_reset_password", {})):
        known = Client().post(reverse(name), {**typed, "email": cast.clerk.email})
        unknown = Client().post(reverse(name), {**typed, "email": "nobody@example.bg"})
        assert alike(known, unknown), name
        pages = [Client().get(answer.headers["Location"]) for answer in (known, unknown)]
        assert alike(*pages), name
    kinds = Message.objects.order_by("pk").values_list("kind", flat=True)
    assert list(kinds) == ["account.exists", "account.confirm", "account.reset", "account.reset"]


def test_signing_in_tells_only_that_it_failed(cast: Cast) -> None:
    wrong = {"login": cast.clerk.email, "password": "не е тази парола"}
    known = Client().post("/account/login/", wrong)
    unknown = Client().post("/account/login/", {**wrong, "login": "nobody@example.bg"})
    assert known.status_code == 200
    assert alike(known, unknown)


def test_following_tells_nothing(guest: Guest, cast: Cast) -> None:
    typed = {"everything": "on"}
    asked = ("known@example.bg", "known@example.bg", cast.clerk.email, "new@example.bg")
    answers = [
        Client().post("/follow/", {**typed, "address": address}, headers=OWN_PAGE, follow=True)
        for address in asked
    ]
    assert all(alike(answers[0], other) for other in answers)


def test_forms_are_no_mail_bombs(cast: Cast) -> None:
    """Three mails to an address in an hour, whatever form asks for them; the page stays the same."""
    reset = reverse("account_reset_password")
    for email in (cast.clerk.email, "nobody@example.bg"):
        answers = [Client().post(reset, {"email": email}) for _attempt in range(5)]
        assert all(alike(answers[0], other) for other in answers)
        assert Message.objects.filter(address=email).count() == limits.FOR_AN_ADDRESS
    for email in (cast.clerk.email, "nobody@example.bg"):
        Client().post("/follow/", {"address": email, "everything": "on"}, headers=OWN_PAGE)
        Client().post(reverse("account_signup"), {**NEW, "email": email})
        assert Message.objects.filter(address=email).count() == limits.FOR_AN_ADDRESS


def test_what_warns_an_owner_is_never_held_back(cast: Cast) -> None:
    """Whoever has used up the limit can't change a password unseen."""
    email = cast.participant.email
    for _attempt in range(5):
        Client().post(reverse("account_reset_password"), {"email": email})
    client = Client()
    client.post("/account/login/", {"login": email, "password": PASSWORD})
    fresh = "съвсем нова дълга парола"
    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": fresh, "password2": fresh},
    )
    assert Message.objects.filter(kind="account.notice").count() == 1


def test_redirects_stay_at_home(cast: Cast) -> None:
    foreign = ("https://evil.example/", "//evil.example", "/\\evil.example", "http:evil.example")
    for wanted in foreign:
        client = Client()
        typed = {"login": cast.participant.email, "password": PASSWORD, "next": wanted}
        came = client.post("/account/login/", typed)
        assert came.headers["Location"].startswith("/"), wanted
        assert "evil" not in came.headers["Location"], wanted
        for address in ("/account/logout/", "/account/reauthenticate/"):
            sent = client.post(address, {"next": wanted, "password": PASSWORD})
            assert "evil" not in sent.headers.get("Location", ""), (address, wanted)
    for path in ("//evil.example/consultations", "///evil.example"):
        assert not Client().get(path).headers.get("Location", "").startswith("//")
