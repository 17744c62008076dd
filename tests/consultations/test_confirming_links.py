"""A link to confirm that came broken: a sentence of what to do, and nothing about who wrote."""

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from consultations import confirming
from consultations.models import Opinion
from prestizh.accounts.models import User
from tests.consultations.making import make_open, make_opinion

pytestmark = pytest.mark.django_db


@pytest.fixture
def opinion(clerk: User) -> Opinion:
    return make_opinion(make_open(clerk))


def broken(opinion: Opinion) -> dict[str, str]:
    """Tokens that are not ours, or that lead to nothing."""
    token = confirming.token_for(opinion)
    return {
        "cut": token[:-3],
        "mangled": token.swapcase(),
        "with another opinion's number": "x" + token,
        "of no opinion": signing.dumps(opinion.pk + 1000, salt=confirming.SALT),
        "of another purpose": signing.dumps(opinion.pk, salt="other"),
        "signed with an old key": signing.dumps(opinion.pk, key="old", salt=confirming.SALT),
        "rubbish": "x",
    }


def main_of(content: bytes) -> str:
    """What the page says; around it stands its own address, in the links to the other language."""
    return content.decode().partition("<main")[2].partition("</main>")[0]


def test_a_broken_link_says_what_to_do(opinion: Opinion) -> None:
    url = reverse("consultations:confirm", args=[confirming.token_for(opinion)[:-3]])
    answer = Client().get(url)
    assert answer.status_code == 404
    assert "Отворете отново писмото" in answer.content.decode()
    assert "Open the mail again" in Client().get(f"/en{url}").content.decode()


@pytest.mark.parametrize("name", ["confirm", "disown"])
def test_every_broken_link_is_answered_alike(opinion: Opinion, name: str) -> None:
    """Otherwise the answer would tell which opinions there are."""
    answers = {
        what: Client().post(reverse(f"consultations:{name}", args=[token]))
        for what, token in broken(opinion).items()
    }
    assert {answer.status_code for answer in answers.values()} == {404}
    bodies = {what: main_of(answer.content) for what, answer in answers.items()}
    assert bodies["rubbish"]
    assert [what for what, body in bodies.items() if body != bodies["rubbish"]] == []
    opinion.refresh_from_db()
    assert opinion.confirmation == Opinion.Confirmation.AWAITED


def test_control_the_whole_link_shows_the_opinion(opinion: Opinion) -> None:
    url = reverse("consultations:confirm", args=[confirming.token_for(opinion)])
    answer = Client().get(url)
    assert answer.status_code == 200
    assert opinion.reference in answer.content.decode()
