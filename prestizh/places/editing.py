"""Changing what the municipality is made of: every change is recorded, nothing is deleted."""

from typing import TypeAlias, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.db import transaction
from django.db.models import F, Model
from django.utils.translation import gettext as _

from prestizh.accounts.access import Anyone, require
from prestizh.accounts.models import User
from prestizh.ledger.record import PORTAL, record
from prestizh.places.models import Municipality, Settlement, SpecialDay, Topic, Unit
from prestizh.refusal import Obstacle, Refused

Place: TypeAlias = Settlement | Topic | Unit | SpecialDay
P = TypeVar("P", Settlement, Topic, Unit, SpecialDay)
THE_ONE = 1


def touch() -> None:
    """Raise the version that published pages depend on; other editors wait until the end."""
    if not Municipality.objects.filter(pk=THE_ONE).update(version=F("version") + 1):
        Municipality.objects.create(pk=THE_ONE)


@transaction.atomic
def add(kind: type[P], /, *, actor: Anyone, **values: object) -> P:
    """Add a settlement, topic, unit or special day. Raises Refused with what is wrong by field."""
    person = require(actor, "places.manage")
    touch()
    row = kind(**values)
    _check(row)
    row.save()
    _record("place.added", row, person)
    return row


@transaction.atomic
def edit(row: P, *, actor: Anyone, **values: object) -> P:
    """Change what is written of a place. Raises Refused with what is wrong by field."""
    person = require(actor, "places.manage")
    touch()
    fresh = type(row).objects.get(pk=row.pk)
    for name, value in values.items():
        setattr(fresh, name, value)
    _check(fresh)
    fresh.save()
    _record("place.changed", fresh, person)
    return fresh


@transaction.atomic
def retire(row: Place, *, actor: Anyone) -> None:
    """Offer a place no longer; what names it keeps it. Raises Refused if it is retired already."""
    _set_retired(row, True, actor, "place.retired", _("It is not offered any more already."))


@transaction.atomic
def bring_back(row: Place, *, actor: Anyone) -> None:
    """Offer a retired place again. Raises Refused if it is offered."""
    _set_retired(row, False, actor, "place.brought_back", _("It is offered already."))


@transaction.atomic
def describe(*, actor: Anyone, **values: object) -> Municipality:
    """Change the municipality's name, arms, contacts, notices and the text about the portal.

    `arms` is a kept Document or None. Raises Refused with what is wrong by field.
    """
    person = require(actor, "municipality.manage")
    touch()
    municipality = Municipality.objects.get(pk=THE_ONE)
    changed = [name for name, value in values.items() if getattr(municipality, name) != value]
    for name in changed:
        setattr(municipality, name, values[name])
    _check(municipality)
    municipality.save(update_fields=changed)
    record(
        PORTAL,
        "municipality.described",
        actor=person,
        public={"name": municipality.name_bg, "changed": " ".join(sorted(changed))},
    )
    return municipality


def _set_retired(row: Place, retired: bool, actor: Anyone, kind: str, already: str) -> None:
    person = require(actor, "places.manage")
    touch()
    changed = type(row).objects.filter(pk=row.pk, retired=not retired).update(retired=retired)
    if not changed:
        raise Refused(already)
    row.retired = retired
    _record(kind, row, person)


def _check(row: Model) -> None:
    """Raise Refused with what the fields and constraints have against the row."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise Refused(
            *(
                Obstacle(" ".join(sentences), field="" if name == NON_FIELD_ERRORS else name)
                for name, sentences in error.message_dict.items()
            )
        ) from error


def _record(kind: str, row: Place, actor: User) -> None:
    record(
        PORTAL,
        kind,
        actor=actor,
        public={"what": row._meta.model_name or "", "key": str(row.pk), "name": str(row)},
    )
