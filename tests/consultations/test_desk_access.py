"""The desk exists for those who work at it, and for those who may look; for nobody else."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import Settings

from consultations.models import Consultation, Opinion, Proposal
from prestizh.accounts.models import User
from prestizh.accounts.second_factor import SecondFactorForStaff
from tests.cast import Cast, client_of
from tests.consultations.making import make_draft, make_open, make_opinion

pytestmark = pytest.mark.django_db

FOR_CLERKS = (
    "desk_facts",
    "desk_text",
    "desk_files",
    "desk_publish",
    "desk_correct",
    "desk_withdraw",
    "desk_close",
    "desk_signed",
    "desk_outcome",
)
FOR_READERS = ("desk_page", "desk_preview", "desk_answers")
STRANGERS = ("stranger", "participant", "representative", "moderator", "secretary")


def address(name: str, *args: object) -> str:
    return reverse(f"consultations:{name}", args=args)


@pytest.fixture
def draft(cast: Cast) -> Consultation:
    return make_draft(cast.clerk)


@pytest.mark.parametrize("name", [*FOR_CLERKS, *FOR_READERS, "desk_opinions"])
def test_who_has_no_role_finds_nothing_there_like_at_an_absent_address(
    cast: Cast, draft: Consultation, name: str
) -> None:
    for who in STRANGERS:
        client = client_of(cast, who)
        assert client.get(address(name, draft.public_id)).status_code == 404
        assert client.get(address(name, "absent")).status_code == 404


@pytest.mark.parametrize("name", FOR_CLERKS)
def test_who_may_only_read_finds_no_page_that_changes_something(
    cast: Cast, draft: Consultation, name: str
) -> None:
    for who in ("auditor", "administrator"):
        client = client_of(cast, who)
        assert client.get(address(name, draft.public_id)).status_code == 404
        assert client.post(address(name, draft.public_id)).status_code == 404


@pytest.mark.parametrize("name", FOR_READERS)
def test_an_auditor_and_an_administrator_may_look(
    cast: Cast, draft: Consultation, name: str
) -> None:
    for who in ("clerk", "auditor", "administrator"):
        assert client_of(cast, who).get(address(name, draft.public_id)).status_code == 200
        assert client_of(cast, who).get(address(name, "absent")).status_code == 404


def test_the_contacts_of_unconfirmed_opinions_are_for_clerks_and_auditors(cast: Cast) -> None:
    consultation = make_open(cast.clerk)
    guest = make_opinion(consultation)
    for who, status in (("clerk", 200), ("auditor", 200), ("administrator", 404)):
        client = client_of(cast, who)
        assert client.get(address("desk_opinions", consultation.public_id)).status_code == status
        one = address("desk_opinion", consultation.public_id, guest.reference)
        assert client.get(one).status_code == status


def test_an_auditor_can_not_confirm_an_opinion(cast: Cast) -> None:
    consultation = make_open(cast.clerk)
    guest = make_opinion(consultation)
    one = address("desk_opinion", consultation.public_id, guest.reference)
    client_of(cast, "auditor").post(one, {"act": "confirm"})
    guest.refresh_from_db()
    assert guest.confirmation == Opinion.Confirmation.AWAITED


def test_a_proposal_or_an_opinion_of_another_draft_is_not_found(cast: Cast) -> None:
    one, other = make_open(cast.clerk), make_open(cast.clerk)
    opinion = make_opinion(one, cast.participant)
    proposal = Proposal.objects.get(opinion=opinion)
    client = client_of(cast, "clerk")
    for missing in (
        address("desk_answer", other.public_id, proposal.pk),
        address("desk_opinion", other.public_id, opinion.reference),
        address("desk_answer", one.public_id, 999_999),
    ):
        assert client.get(missing).status_code == 404


def test_every_page_of_a_clerk_opens_in_both_languages(cast: Cast) -> None:
    draft, published = make_draft(cast.clerk), make_open(cast.clerk)
    client = client_of(cast, "clerk")
    pages = [address("desk"), address("desk_new")]
    for name in (*FOR_CLERKS, *FOR_READERS, "desk_opinions"):
        pages += [address(name, row.public_id) for row in (draft, published)]
    for page in pages:
        for prefix in ("", "/en"):
            answer = client.get(prefix + page)
            assert answer.status_code in {200, 302}, page


def test_reading_the_desk_changes_nothing(cast: Cast, client: Client) -> None:
    draft = make_draft(cast.clerk)
    before = list(Consultation.objects.values())
    client.force_login(cast.clerk)
    for name in (*FOR_CLERKS, *FOR_READERS):
        client.get(address(name, draft.public_id))
    assert list(Consultation.objects.values()) == before
    assert not draft.changes.exclude(step="prepare").exists()


@pytest.mark.parametrize(
    ("name", "make"), [("desk_publish", make_draft), ("desk_close", make_open)]
)
def test_publishing_and_closing_ask_for_a_fresh_second_factor(
    cast: Cast,
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    name: str,
    make: Callable[[User], Consultation],
) -> None:
    settings.STAFF_SECOND_FACTOR = True
    consultation = make(cast.clerk)
    # The factor was shown when the clerk came in, longer ago than fifteen minutes.
    monkeypatch.setattr(SecondFactorForStaff, "process_view", lambda *_given: None)
    client = client_of(cast, "clerk")
    stage = consultation.stage
    answer = client.post(address(name, consultation.public_id), {"act": "publish"})
    assert answer.status_code == 302
    assert address("desk_page", consultation.public_id) not in answer["Location"]
    consultation.refresh_from_db()
    assert consultation.stage == stage
