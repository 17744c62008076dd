"""People say for whom they speak; a clerk verifies it; neither holds anything back."""

from io import BytesIO

import pikepdf
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from prestizh.accounts import organisations
from prestizh.accounts.models import Organisation, Representation
from prestizh.documents.models import Document
from prestizh.ledger.record import PORTAL, entries
from prestizh.refusal import Refused
from tests.cast import EIK, Cast, client_of
from tests.counting import queries_of
from tests.factories import make_eik, make_representation


def a_pdf() -> SimpleUploadedFile:
    """A real one, of one empty page."""
    content = BytesIO()
    document = pikepdf.new()
    document.add_blank_page()
    document.save(content)
    return SimpleUploadedFile("пълномощно.pdf", content.getvalue(), content_type="application/pdf")


def the_claim(cast: Cast) -> Representation:
    found: Representation = cast.representative.representations.get()
    return found


def test_until_a_clerk_verifies_both_it_says_so(cast: Cast) -> None:
    claim = the_claim(cast)
    unverified = claim.label
    organisations.verify(claim.organisation, actor=cast.clerk, note="търговски регистър")
    claim.refresh_from_db()
    assert claim.label == unverified
    organisations.verify_representation(claim, actor=cast.clerk, note="решение на УС")
    assert claim.is_verified
    assert claim.label != unverified


def test_each_step_is_in_the_record(cast: Cast) -> None:
    claim = the_claim(cast)
    organisations.verify(claim.organisation, actor=cast.clerk, note="регистър")
    organisations.verify_representation(claim, actor=cast.clerk, note="решение")
    organisations.end(claim, actor=cast.representative)
    kinds = list(entries(PORTAL).values_list("kind", flat=True))
    assert kinds[-5:] == [
        "organisation.registered",
        "representation.claimed",
        "organisation.verified",
        "representation.verified",
        "representation.ended",
    ]


def test_nobody_verifies_what_they_claimed(cast: Cast) -> None:
    claim = organisations.claim(
        actor=cast.clerk, eik=make_eik(), name="Читалище", capacity="председател"
    )
    with pytest.raises(Refused):
        organisations.verify(claim.organisation, actor=cast.clerk, note="аз казвам")
    with pytest.raises(Refused):
        organisations.verify_representation(claim, actor=cast.clerk, note="аз казвам")


@pytest.mark.parametrize("name", ["participant", "representative", "administrator", "auditor"])
def test_only_a_clerk_verifies(cast: Cast, name: str) -> None:
    organisation = Organisation.objects.get(eik=EIK)
    with pytest.raises(Refused):
        organisations.verify(organisation, actor=getattr(cast, name), note="регистър")


def test_a_verification_says_on_what_it_rests(cast: Cast) -> None:
    with pytest.raises(Refused):
        organisations.verify(Organisation.objects.get(eik=EIK), actor=cast.clerk, note="  ")


def test_an_organisation_is_registered_once(cast: Cast) -> None:
    with pytest.raises(Refused):
        organisations.register(actor=cast.participant, name="Друго име", eik=EIK)


def test_a_known_organisation_is_joined_by_its_number(cast: Cast) -> None:
    claim = organisations.claim(
        actor=cast.participant, eik=EIK, name="Друго име", capacity="член на УС"
    )
    assert claim.organisation.name == "Сдружение „Зелен Хасково“"
    with pytest.raises(Refused):
        organisations.claim(actor=cast.participant, eik=EIK, name="x", capacity="член")


def test_a_wrong_number_is_refused_at_its_field(cast: Cast) -> None:
    with pytest.raises(Refused) as refused:
        organisations.register(actor=cast.participant, name="Име", eik="131071588")
    assert refused.value.obstacles[0].field == "eik"


def test_after_the_end_it_can_be_claimed_again(cast: Cast) -> None:
    claim = the_claim(cast)
    organisations.end(claim, actor=cast.representative)
    with pytest.raises(Refused):
        organisations.end(claim, actor=cast.representative)
    organisations.represent(claim.organisation, actor=cast.representative, capacity="член")


def test_a_clerk_ends_one_only_with_a_reason(cast: Cast) -> None:
    with pytest.raises(Refused):
        organisations.end(the_claim(cast), actor=cast.clerk)
    organisations.end(the_claim(cast), actor=cast.clerk, reason="оттеглено пълномощно")
    assert the_claim(cast).ended_at is not None


def test_nobody_ends_another_s(cast: Cast) -> None:
    with pytest.raises(Refused):
        organisations.end(the_claim(cast), actor=cast.participant, reason="така")


def test_the_screen_takes_a_claim_with_its_mandate(cast: Cast) -> None:
    client = client_of(cast, "participant")
    answer = client.post(
        reverse("accounts:claim"),
        {"eik": make_eik(), "name": "Фондация", "capacity": "управител", "mandate": a_pdf()},
    )
    assert answer.status_code == 302, answer.context["form"].errors
    claim = cast.participant.representations.get()
    assert claim.mandate is not None
    assert claim.mandate.uploaded_by == cast.participant


def test_a_refused_claim_keeps_neither_the_file_nor_the_row(cast: Cast) -> None:
    before = Document.objects.count()
    client = client_of(cast, "representative")
    answer = client.post(
        reverse("accounts:claim"),
        {"eik": EIK, "name": "Същото", "capacity": "управител", "mandate": a_pdf()},
    )
    assert answer.status_code == 200
    assert "Същото" in answer.content.decode()
    assert Document.objects.count() == before


def test_an_organisation_is_seen_by_its_own_people_only(cast: Cast) -> None:
    address = reverse("accounts:organisation", args=[Organisation.objects.get(eik=EIK).pk])
    assert client_of(cast, "representative").get(address).status_code == 200
    assert client_of(cast, "participant").get(address).status_code == 404


def test_the_clerk_verifies_on_the_screen(cast: Cast) -> None:
    client = client_of(cast, "clerk")
    row = Organisation.objects.get(eik=EIK)
    client.post(reverse("accounts:verify", args=[row.pk]), {"note": "търговски регистър"})
    row.refresh_from_db()
    assert row.verified_by == cast.clerk
    empty = client.post(
        reverse("accounts:verify_representation", args=[the_claim(cast).pk]), {"note": ""}
    )
    assert empty.status_code == 200
    assert the_claim(cast).verified_at is None


def test_the_list_costs_the_same_for_one_and_for_fifty(cast: Cast) -> None:
    client = client_of(cast, "clerk")
    address = reverse("accounts:verification")
    few = queries_of(client, address)
    for _number in range(50):
        make_representation()
    assert queries_of(client, address) == few


def test_one_s_own_list_costs_the_same_for_one_and_for_fifty(cast: Cast) -> None:
    client = client_of(cast, "representative")
    address = reverse("accounts:organisations")
    few = queries_of(client, address)
    for _number in range(50):
        make_representation(user=cast.representative)
    assert queries_of(client, address) == few
