"""Plain functions that make consultations through the acts, for any test."""

import uuid
from typing import Any

from consultations import drafting, proposing, publishing
from consultations.models import Capacity, Consultation, Opinion, ProposalKind, Provision
from consultations.proposing import Identity, Item
from prestizh.accounts.models import Role, User
from prestizh.places.models import Unit
from tests.factories import make_user

TEXT = """НАРЕДБА
за чистотата на двора

Глава първа
ОБЩИ ПОЛОЖЕНИЯ

Чл. 1. (1) Тази наредба урежда чистотата на двора.
(2) Тя се прилага за:
1. двора;
2. градината.
Чл. 2. Дворът се мете всяка седмица.
Чл. 3. Който замърси двора, го почиства до вечерта.

ЗАКЛЮЧИТЕЛНИ РАЗПОРЕДБИ

§ 1. Наредбата влиза в сила от 1 януари.
"""


def make_clerk() -> User:
    """A clerk."""
    return make_user(Role.CLERK, display_name="Мария Стоева")


def make_draft(clerk: User, **facts: Any) -> Consultation:
    """A draft from which nothing is missing."""
    unit, _made = Unit.objects.get_or_create(name_bg="Отдел „Чистота“")
    complete: dict[str, Any] = {
        "title": "Наредба за чистотата на двора",
        "kind": "ordinance",
        "drafter_kind": "mayor",
        "sponsor": "Кметът",
        "summary": "Дворът се мете всяка седмица.",
        "reason_causes": "Дворът е мръсен.",
        "reason_aims": "Да е чист.",
        "reason_means": "Една метла.",
        "reason_results": "Чист двор.",
        "reason_eu": "Правото на Съюза не урежда това.",
        "unit": unit,
        "contact": "Мария Стоева, 038 000 000",
    }
    draft = drafting.prepare(actor=clerk, **{**complete, **facts})
    drafting.set_text(draft, actor=clerk, text=TEXT)
    return draft


def make_open(clerk: User, **facts: Any) -> Consultation:
    """A consultation that is published for discussion."""
    return publishing.publish(make_draft(clerk, **facts), actor=clerk)


def article(consultation: Consultation, number: int = 2) -> Provision:
    """One of its articles."""
    return consultation.provisions.get(path=f"чл.{number}")


def make_opinion(consultation: Consultation, actor: User | None = None, **more: Any) -> Opinion:
    """An opinion with one proposal on чл. 2; a guest's awaits confirmation."""
    identity = more.pop("identity", None) or Identity(
        name=actor.display_name if actor else "Гостенка Гостева",
        capacity=Capacity.SELF,
        email="" if actor else "guest@example.bg",
    )
    items = more.pop("items", None) or [
        Item(
            ProposalKind.REWORD, article(consultation), "Дворът се мете всеки ден.", "За да е чист."
        )
    ]
    return proposing.submit(
        consultation,
        actor=actor,
        identity=identity,
        items=items,
        key=more.pop("key", None) or uuid.uuid4(),
        **more,
    )
