"""Plain functions that make one row each for a test, with fields to override.

One section for each app. They write rows without the acts, for tests that need many rows or a row
in a state; what a test is about goes through the act.
"""

from datetime import date
from itertools import count
from typing import Any

from prestizh.accounts.eik import is_eik
from prestizh.accounts.models import Organisation, Representation, Role, RoleGrant, User
from prestizh.documents.models import Rendition
from prestizh.ledger import clock
from prestizh.outbox.models import Message
from prestizh.places.models import Settlement, SpecialDay, Topic, Unit

_numbers = count(1)

# --- accounts --------------------------------------------------------------------------------


def make_user(*roles: Role, **fields: Any) -> User:
    """A person with these roles and without a password."""
    number = next(_numbers)
    values = {"email": f"person{number}@example.bg", "display_name": f"Лице {number}", **fields}
    user = User.objects.create_user(**values)
    for role in roles:
        RoleGrant.objects.create(user=user, role=role, granted_at=clock.now())
    return user


def make_eik() -> str:
    """The next number of nine digits with a right check digit."""
    start = 100_000_000 + next(_numbers) * 20
    return next(str(number) for number in range(start, start + 20) if is_eik(str(number)))


def make_organisation(**fields: Any) -> Organisation:
    """An organisation that nobody has verified."""
    number = next(_numbers)
    values: dict[str, Any] = {
        "name": f"Сдружение {number}",
        "eik": make_eik(),
        "registered_at": clock.now(),
        **fields,
    }
    if "registered_by" not in values:
        values["registered_by"] = make_user()
    made: Organisation = Organisation.objects.create(**values)
    return made


def make_representation(**fields: Any) -> Representation:
    """That somebody speaks for an organisation, not verified."""
    values: dict[str, Any] = {"capacity": "председател", "claimed_at": clock.now(), **fields}
    if "user" not in values:
        values["user"] = make_user()
    if "organisation" not in values:
        values["organisation"] = make_organisation()
    made: Representation = Representation.objects.create(**values)
    return made


# --- places ----------------------------------------------------------------------------------


def make_settlement(**fields: Any) -> Settlement:
    """A village."""
    number = next(_numbers)
    return Settlement.objects.create(
        **{"name_bg": f"Село {number}", "ekatte": f"{number:05}", **fields}
    )


def make_topic(**fields: Any) -> Topic:
    """A topic."""
    return Topic.objects.create(**{"name_bg": f"Тема {next(_numbers)}", **fields})


def make_unit(**fields: Any) -> Unit:
    """A unit of the administration."""
    return Unit.objects.create(**{"name_bg": f"Отдел {next(_numbers)}", **fields})


def make_special_day(**fields: Any) -> SpecialDay:
    """A Monday that is off by a decision."""
    values = {"day": date(2026, 12, 7), "ground": "Решение № 1 на Министерския съвет", **fields}
    return SpecialDay.objects.create(**values)


# --- outbox, documents -----------------------------------------------------------------------


def make_message(**fields: Any) -> Message:
    """A mail that was given up."""
    number, now = next(_numbers), clock.now()
    values: dict[str, Any] = {
        "key": f"test:{number}",
        "kind": "account.unknown",
        "address": f"reader{number}@example.bg",
        "language": "bg",
        "state": Message.State.SET_ASIDE,
        "error": "550 no such mailbox",
        "created_at": now,
        "due_at": now,
        "next_attempt_at": now,
        **fields,
    }
    return Message.objects.create(**values)


def make_rendition(**fields: Any) -> Rendition:
    """A document that could not be made."""
    number, now = next(_numbers), clock.now()
    values: dict[str, Any] = {
        "key": f"test:{number}",
        "kind": "closing_report.pdf",
        "subject": "none",
        "language": "bg",
        "state": Rendition.State.FAILED,
        "attempts": 3,
        "error": "too large",
        "requested_at": now,
        "next_attempt_at": now,
        **fields,
    }
    return Rendition.objects.create(**values)
