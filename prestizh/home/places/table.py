"""Settlements, topics, units and special days as tables: a column for each of their facts."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateField, Field, Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prestizh.documents.table import Cell, Column, Table

DAYS = (
    Column("day", gettext_lazy("day"), date),
    Column("what", gettext_lazy("what it is")),
    Column("state", gettext_lazy("state")),
)


@dataclass(frozen=True, slots=True)
class Day:
    """A day that is not worked though it might be, or the reverse: its name or its ground."""

    day: date
    text: str
    is_off: bool


def table_of(kind: type[Model], rows: Iterable[Any]) -> Table:
    """One row for each, under the names that their form has; codes in words."""
    fields = [field for field in kind._meta.concrete_fields if not field.primary_key]
    return Table([_column(field) for field in fields], (_row(row, fields) for row in rows))


def of_days(days: Iterable[Day]) -> Table:
    """The days that differ from the week's own order, with what they are called."""
    return Table(
        DAYS,
        ([one.day, one.text, _("non-working") if one.is_off else _("working")] for one in days),
    )


def _column(field: "Field[Any, Any]") -> Column:
    holds = date if isinstance(field, DateField) else None
    return Column(field.name, field.verbose_name, holds)


def _row(row: Model, fields: "list[Field[Any, Any]]") -> list[Cell]:
    return [
        getattr(row, f"get_{field.name}_display")() if field.choices else getattr(row, field.name)
        for field in fields
    ]
