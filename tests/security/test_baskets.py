"""A basket and an opinion are their author's: on a shared computer, and against forged requests."""

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from consultations import proposing
from consultations.models import Basket, Capacity, Opinion, ProposalKind
from consultations.proposing import Identity, Item
from prestizh.accounts.models import User
from prestizh.refusal import Refused
from tests.consultations.making import make_opinion
from tests.factories import make_representation, make_user
from tests.security.guests import Guest, the_opinion

pytestmark = pytest.mark.django_db
SECRET = "Това още не съм го решил."


@pytest.fixture
def first() -> User:
    return make_user()


def test_the_next_reader_of_the_same_browser_sees_nothing(guest: Guest, first: User) -> None:
    guest.client.force_login(first)
    guest.write(reasons=SECRET)
    assert SECRET in guest.client.get(guest.address("basket")).content.decode()
    item = guest.basket().items.get()
    kept = guest.client.cookies["basket"].value
    guest.client.logout()
    guest.client.cookies["basket"] = kept
    assert SECRET not in guest.client.get(guest.address("basket")).content.decode()
    assert guest.client.get(guest.address("basket_edit", item.pk)).status_code == 404
    guest.client.force_login(make_user())
    assert SECRET not in guest.client.get(guest.address("basket")).content.decode()
    guest.write(reasons="Друго.")
    assert guest.client.cookies["basket"].value != kept
    assert item.basket.items.count() == 1


def test_what_a_guest_wrote_goes_with_them_when_they_sign_in(guest: Guest, first: User) -> None:
    guest.write(reasons=SECRET)
    guest.client.force_login(first)
    assert SECRET in guest.client.get(guest.address("basket")).content.decode()
    assert guest.send().status_code == 302
    assert the_opinion().author == first


def test_nobody_replaces_or_supplements_the_opinion_of_another(guest: Guest, first: User) -> None:
    theirs = make_opinion(guest.consultation, first)
    items = [Item(ProposalKind.REMARK, None, "", "Вместо нея.")]
    me = make_user()
    for actor in (me, None):
        identity = Identity(name="Друг", capacity=Capacity.SELF, email="other@example.bg")
        for change in ("replaces", "supplements"):
            earlier: dict[str, Any] = {change: theirs}
            with pytest.raises(Refused, match=r"author|автор"):
                proposing.submit(
                    guest.consultation,
                    actor=actor,
                    identity=identity,
                    items=items,
                    key=uuid.uuid4(),
                    **earlier,
                )
    theirs.refresh_from_db()
    assert Opinion.objects.count() == 1


def test_nobody_speaks_for_an_organisation_by_the_mandate_of_another(
    guest: Guest, first: User
) -> None:
    claim = make_representation(user=first)
    identity = Identity(
        name="Друг",
        capacity=Capacity.ORGANISATION,
        speaks_for=claim.organisation.name,
        organisation=claim.organisation,
        representation=claim,
    )
    with pytest.raises(Refused):
        make_opinion(guest.consultation, make_user(), identity=identity)


def test_an_empty_proposal_is_refused_with_its_sentence(guest: Guest) -> None:
    assert guest.write(reasons="").status_code == 302
    answer = guest.send()
    assert answer.status_code == 422
    assert not Opinion.objects.exists()


@pytest.mark.parametrize("kind", [ProposalKind.REWORD, ProposalKind.ADD, ProposalKind.QUESTION, ""])
def test_the_act_itself_takes_no_empty_proposal(guest: Guest, kind: str) -> None:
    with pytest.raises(Refused):
        make_opinion(guest.consultation, make_user(), items=[Item(kind)])


def test_a_made_up_key_opens_no_basket(guest: Guest) -> None:
    guest.write()
    stranger = Client()
    for key in ("a" * 43, "", "'; --", guest.basket().key.swapcase()):
        stranger.cookies["basket"] = key
        assert "Дворът е мръсен" not in stranger.get(guest.address("basket")).content.decode()
    assert Basket.objects.count() == 1


def test_a_receipt_of_an_account_is_for_its_author_only(guest: Guest, first: User) -> None:
    theirs = make_opinion(guest.consultation, first)
    client = Client()
    client.force_login(make_user())
    for name in ("receipt", "withdraw"):
        address = reverse(f"consultations:{name}", args=[theirs.receipt_id])
        assert client.get(address).status_code == Client().get(address).status_code == 404
    for name in ("supplement", "replace", "withdraw", "receipt_pdf"):
        address = reverse(f"consultations:{name}", args=[theirs.receipt_id])
        assert client.post(address).status_code == 404
