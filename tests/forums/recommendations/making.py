"""Plain functions that make recommendations through the acts, for any test."""

from typing import Any

from forums.bodies.models import Body
from forums.recommendations import answering, drafting, sending
from forums.recommendations.models import Answer, Recommendation
from prestizh.accounts.models import User
from tests.forums.making import make_body, make_clerk

FACTS: dict[str, Any] = {
    "title": "Нощен автобус в събота",
    "text": "Кметът да поръча пробен нощен автобус в събота за шест месеца.",
    "addressee": "mayor",
    "origin": "outside",
    "origin_reason": "Решено с писмено съгласие на всички членове.",
}


def make_draft(body: Body | None = None, actor: User | None = None, **facts: Any) -> Recommendation:
    """A recommendation from which nothing is missing, not sent yet."""
    actor = actor or make_clerk()
    return drafting.prepare(body or make_body(actor), actor=actor, **{**FACTS, **facts})


def make_sent(body: Body | None = None, actor: User | None = None, **facts: Any) -> Recommendation:
    """One that was sent to its addressee."""
    actor = actor or make_clerk()
    return sending.send(make_draft(body, actor, **facts), actor=actor)


def make_answer(recommendation: Recommendation, actor: User | None = None, **more: Any) -> Answer:
    """An answer that takes it up in part, entered by a clerk unless `actor` is the addressee."""
    given: dict[str, Any] = {
        "outcome": "partly",
        "reasons": "От пролетта, на две линии.",
        "given_by": "Иван Петров, заместник-кмет",
        **more,
    }
    return answering.answer(recommendation, actor=actor or make_clerk(), **given)
