"""A body can be followed, and its followers hear what happens to it, once."""

from datetime import timedelta

import pytest
from django.test import Client

from forums.bodies import founding, seating
from forums.bodies.news import body_news
from prestizh.ledger import clock
from prestizh.outbox import scopes
from tests.factories import make_topic
from tests.forums.making import make_body, make_body_in_preparation, make_clerk, make_member

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def test_a_public_body_can_be_followed_and_one_in_preparation_cannot_be_guessed() -> None:
    body, draft = make_body(), make_body_in_preparation()
    found = scopes.find(f"body:{body.public_id}")
    assert found is not None
    assert (found.name, found.path) == (body.name, body.get_absolute_url())
    assert scopes.find(f"body:{draft.public_id}") is None


def test_the_page_offers_to_follow_until_the_body_ends() -> None:
    clerk, body = make_clerk(), make_body()
    field = f'value="body:{body.public_id}"'
    assert field in Client().get(body.get_absolute_url()).content.decode()
    founding.end(body, actor=clerk, reason="Решение № 3")
    assert field not in Client().get(body.get_absolute_url()).content.decode()


def test_followers_hear_each_kind_of_event_once() -> None:
    topic = make_topic()
    body = make_body(topics=[topic])
    for _number in range(3):
        member = make_member(body)
    seating.release(member, actor=make_clerk(), ground="own_wish", note="лично")
    make_body_in_preparation(name="Тайният съвет")
    now = clock.now()
    news = list(body_news(now - DAY, now))
    assert sorted(str(one.sentence).rpartition(": ")[2] for one in news) == [
        "започва работа",
        "определени са членове",
        "освободен е член",
    ]
    assert all({f"body:{body.public_id}", f"topic:{topic.pk}"} <= one.scopes for one in news)
    assert not any("лично" in str(one.sentence) for one in news)
    assert list(body_news(now, now + DAY)) == []
