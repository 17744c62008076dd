"""Plain functions that make stakeholders through the acts, for any test."""

from typing import Any

from feedback.stakeholders import mapping
from feedback.stakeholders.models import Score, Stakeholder
from prestizh.accounts.models import Role, User
from prestizh.ledger import clock
from tests.factories import make_user

MARKS: dict[str, Any] = {
    "interest": 4,
    "influence": 2,
    "affectedness": 5,
    "effect": "mixed",
    "position": "unknown",
    "reason": "Разговор в кметството.",
}


def make_keeper() -> User:
    """Who keeps the map."""
    return make_user(Role.CLERK)


def make_group(keeper: User | None = None, **facts: Any) -> Stakeholder:
    """A group of people, without score and contact."""
    number = Stakeholder.objects.count()
    given = {"nature": "group", "sort": "vulnerable", "name": f"Хора с намалено зрение {number}"}
    return mapping.add(actor=keeper or make_keeper(), **{**given, **facts})


def make_reachable(keeper: User | None = None, **facts: Any) -> Stakeholder:
    """An organisation whose office agreed to be written to."""
    number = Stakeholder.objects.count()
    given: dict[str, Any] = {
        "nature": "organisation",
        "sort": "ngo",
        "name": f"Сдружение „Глас {number}“",
        "office_email": f"office{number}@example.org",
        "contact_purpose": "покани за обсъждания",
        "consent_on": clock.today(),
        **facts,
    }
    return mapping.add(actor=keeper or make_keeper(), **given)


def make_score(row: Stakeholder, keeper: User | None = None, **marks: Any) -> Score:
    """Marks that ask to inform and give a voice."""
    made = mapping.score(row, actor=keeper or make_keeper(), **{**MARKS, **marks})
    row.refresh_from_db()
    return made
