"""Following without an account: asking, confirming, ending; and that nobody learns who does."""

import re
from email.message import EmailMessage
from typing import Any

import pytest
from django.core import signing
from django.test import Client

from prestizh.outbox import delivery, following, limits
from prestizh.outbox.models import Follow, MailLimit, Message
from prestizh.places.models import Topic
from prestizh.refusal import Refused
from tests.outbox.greeting import part
from tests.running import MailServer

pytestmark = pytest.mark.django_db
OWN_PAGE = {"Sec-Fetch-Site": "same-origin"}
ADDRESS = "ivanka@example.org"


@pytest.fixture
def topic() -> Topic:
    return Topic.objects.create(name_bg="Пътища", name_en="Roads")


def asks(client: Client, network: str = "192.0.2.7", **data: Any) -> Any:
    return client.post(
        "/follow/", {"address": ADDRESS, **data}, headers=OWN_PAGE, REMOTE_ADDR=network
    )


def link(mail: EmailMessage, kind: str) -> str:
    """The path of the link of that kind in the mail."""
    found = re.search(rf"http://testserver(/\S*follow/{kind}/\S+)", part(mail))
    assert found
    return found[1]


def confirmed(client: Client, smtp_server: MailServer, **data: Any) -> Follow:
    """Somebody who follows something."""
    asks(client, **data)
    delivery.deliver_due()
    client.post(link(smtp_server.messages[-1], "confirm"))
    return Follow.objects.latest("pk")


def test_the_way_from_asking_to_the_end(
    client: Client, smtp_server: MailServer, topic: Topic
) -> None:
    page = client.get("/follow/").content.decode()
    assert "Пътища" in page
    assert "csrfmiddlewaretoken" not in page
    answer = asks(client, topics=f"topic:{topic.pk}", everything="on")
    assert answer.headers["Location"] == "/follow/asked/"
    assert list(following.followers_of(["everything"])) == []

    delivery.deliver_due()
    (mail,) = smtp_server.messages
    path = link(mail, "confirm")
    assert "Пътища" in client.get(path).content.decode()
    assert Follow.objects.filter(confirmed_at=None).count() == 2
    assert client.post(path).headers["Location"] == "/follow/confirmed/"
    assert following.followers_of(["everything", f"topic:{topic.pk}"]).count() == 1

    token = Follow.objects.get(scope="everything").token
    assert client.get(f"/follow/end/{token}/").status_code == 200
    assert Follow.objects.filter(ended_at=None).count() == 2
    client.post(f"/follow/end/{token}/")
    assert [follow.scope for follow in Follow.objects.filter(ended_at=None)] == [
        f"topic:{topic.pk}"
    ]


def test_a_mail_program_ends_it_in_one_click_without_a_cookie(
    client: Client, smtp_server: MailServer
) -> None:
    follow = confirmed(client, smtp_server, everything="on")
    program = Client(enforce_csrf_checks=True)
    answer = program.post(f"/follow/end/{follow.token}/", {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, answer.cookies) == (200, {})
    assert list(following.followers_of(["everything"])) == []
    again = program.post(f"/follow/end/{follow.token}/", {"List-Unsubscribe": "One-Click"})
    assert again.status_code == 200
    assert program.post("/follow/end/unknown/").status_code == 302


def test_all_can_be_ended_at_once(client: Client, smtp_server: MailServer, topic: Topic) -> None:
    follow = confirmed(client, smtp_server, topics=f"topic:{topic.pk}", everything="on")
    assert client.get(f"/follow/end-all/{follow.token}/").status_code == 200
    client.post(f"/follow/end-all/{follow.token}/")
    assert not Follow.objects.filter(ended_at=None).exists()


def test_the_confirming_post_needs_its_token() -> None:
    strict = Client(enforce_csrf_checks=True)
    following.ask(ADDRESS, "everything", "bg", network="n")
    token = signing.dumps(str(Follow.objects.get().pk), salt=following.SALT)
    assert strict.post(f"/follow/confirm/{token}/").status_code == 403
    assert Follow.objects.get().confirmed_at is None


def test_nobody_learns_whether_an_address_follows(client: Client, smtp_server: MailServer) -> None:
    confirmed(client, smtp_server, everything="on")
    known = asks(client, everything="on")
    unknown = client.post(
        "/follow/", {"address": "new@example.org", "everything": "on"}, headers=OWN_PAGE
    )
    assert (known.status_code, known.content) == (unknown.status_code, unknown.content)
    assert known.headers["Location"] == unknown.headers["Location"]
    delivery.deliver_due()
    assert len(smtp_server.messages) == 3
    known_again, stranger = smtp_server.messages[1:]
    assert "/follow/confirm/" not in part(known_again)
    assert "/follow/confirm/" in part(stranger)


def test_three_mails_an_hour_and_the_page_stays_the_same(client: Client) -> None:
    answers = [asks(client, everything="on") for _time in range(5)]
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert Message.objects.count() == limits.FOR_AN_ADDRESS


def test_twenty_mails_an_hour_from_one_network(client: Client) -> None:
    for number in range(25):
        client.post(
            "/follow/",
            {"address": f"reader{number}@example.org", "everything": "on"},
            headers=OWN_PAGE,
        )
    assert Message.objects.count() == limits.FOR_A_NETWORK
    asks(client, network="198.51.100.1", everything="on")
    assert Message.objects.count() == limits.FOR_A_NETWORK + 1


def test_the_counts_tell_no_address(client: Client) -> None:
    asks(client, everything="on")
    kept = " ".join(MailLimit.objects.values_list("subject", flat=True))
    assert ADDRESS not in kept
    assert "192.0.2.7" not in kept


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"scope": "consultation:nosuch"},
        {"scope": "user:1"},
        {"topics": "topic:999"},
        {"everything": "on", "address": "not an address"},
        {"everything": "on", "address": "a@b.org\nBcc: c@d.org"},
    ],
)
def test_bad_input_is_said_and_kept(client: Client, topic: Topic, data: dict[str, str]) -> None:
    answer = asks(client, **data)
    assert answer.status_code == 200
    assert 'aria-invalid="true"' in answer.content.decode() or "error" in answer.content.decode()
    assert not Message.objects.exists()


def test_what_does_not_exist_can_not_be_followed() -> None:
    for scope in ("", "topic:", "topic:0", "consultation:x", "nothing", "topic:1 or 1=1"):
        with pytest.raises(Refused):
            following.ask(ADDRESS, scope, "bg", network="n")


@pytest.mark.parametrize("token", ["x", "WyJhIl0:1abc:def", "a" * 500])
def test_a_bad_link_is_explained(client: Client, token: str) -> None:
    for answer in (
        client.get(f"/follow/confirm/{token}/"),
        client.post(f"/follow/confirm/{token}/"),
    ):
        assert answer.status_code == 410
        assert "/follow/" in answer.content.decode()


def test_english_readers_are_written_to_in_english(
    client: Client, smtp_server: MailServer, topic: Topic
) -> None:
    client.post(
        "/en/follow/",
        {"address": ADDRESS, "topics": f"topic:{topic.pk}"},
        headers=OWN_PAGE,
    )
    delivery.deliver_due()
    (mail,) = smtp_server.messages
    assert mail["Subject"] == "Confirm that you want to be told"
    assert link(mail, "confirm").startswith("/en/follow/confirm/")
    assert "Roads" in part(mail)
