"""How a proposal is shown against the present text."""

import pytest

from consultations.models import Consultation, Proposal, ProposalKind
from consultations.proposing import Item
from consultations.templatetags.proposals import proposed
from prestizh.accounts.models import User
from tests.consultations.making import article, make_open, make_opinion

pytestmark = pytest.mark.django_db


@pytest.fixture
def consultation(clerk: User) -> Consultation:
    return make_open(clerk)


def shown(consultation: Consultation, author: User, kind: str, text: str) -> str:
    item = Item(kind, article(consultation, 1), text, "Причина.")
    opinion = make_opinion(consultation, author, items=[item])
    return str(proposed(Proposal.objects.get(opinion=opinion)))


def test_an_addition_alone_strikes_nothing_out(
    consultation: Consultation, participant: User
) -> None:
    html = shown(consultation, participant, ProposalKind.ADD, "3. оградата <b>.")
    assert html == "<ins>3. оградата &lt;b&gt;.</ins>"


def test_an_addition_within_the_article_shows_what_is_new(
    consultation: Consultation, participant: User
) -> None:
    present = (
        "Чл. 1.\n(1) Тази наредба урежда чистотата на двора.\n(2) Тя се прилага за:\n"
        "1. двора;\n2. градината."
    )
    html = shown(consultation, participant, ProposalKind.ADD, present + "\n3. оградата.")
    assert "<del>" not in html
    assert "3. оградата." in html


def test_a_new_wording_strikes_out_the_old(consultation: Consultation, participant: User) -> None:
    html = shown(consultation, participant, ProposalKind.REWORD, "Чл. 1. Съвсем друго.")
    assert "<del>" in html
