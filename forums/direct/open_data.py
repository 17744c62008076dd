"""The register as open data: what is public of each entry, and no name of anybody."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forums.direct.models import Initiative, Measure
from prestizh.documents.table import Cell, Column, Table
from prestizh.outbox.links import absolute

MEASURES = (
    Column("measure", gettext_lazy("what is to be done")),
    Column("owner", gettext_lazy("who does it")),
    Column("due_on", gettext_lazy("to be done by"), date),
    Column("done_on", gettext_lazy("done on"), date),
    Column("late", gettext_lazy("late")),
    Column("note", gettext_lazy("what was done")),
)


def describe(row: Initiative) -> dict[str, Any]:
    """One entry with its steps, result, answer and measures, as plain data."""
    result, answer = getattr(row, "result", None), getattr(row, "answer", None)
    return {
        "id": row.public_id,
        "number": row.reference,
        "address": absolute(row.get_absolute_url()),
        "kind": row.kind,
        "initiator": row.initiator,
        "stage": row.stage,
        "title": row.title,
        "question": row.question,
        "settlement": row.settlement.ekatte if row.settlement else None,
        "voters": row.voters,
        "signatures": row.signatures,
        "valid_signatures": row.valid_signatures,
        "holds_on": row.holds_on,
        "steps": [
            {"step": change.step, "on": change.on, "act": change.act}
            for change in row.changes.all()
        ],
        "result": None
        if result is None
        else {
            name: getattr(result, name)
            for name in ("voters", "present", "yes", "no", "is_valid", "is_adopted", "decision")
        },
        "answer": None
        if answer is None
        else {
            name: getattr(answer, name)
            for name in ("outcome", "text", "decided_by", "due_on", "published_on", "days_late")
        },
        "measures": [
            {"text": one.text, "owner": one.owner, "due_on": one.due_on, "done_on": one.done_on}
            for one in row.measures.all()
        ],
    }


def table_of(rows: Iterable[Initiative]) -> Table:
    """The register as a table in the active language."""
    columns = [
        _("No. in the register"),
        _("Form of participation"),
        _("Subject"),
        _("Begun by"),
        _("Place"),
        _("Where it stands"),
        _("Citizens with voting rights"),
        _("Signatures handed in"),
        _("Valid signatures"),
        _("Held on"),
        _("Answer published on"),
        _("Days late"),
        _("Address of the page"),
    ]
    return Table(columns=columns, rows=(_cells(row) for row in rows))


def of_measures(rows: Iterable[Measure], today: date) -> Table:
    """What is done about one entry, as things stand `today`."""
    return Table(
        MEASURES,
        (
            [row.text, row.owner, row.due_on, row.done_on, row.is_late(today), row.done_note]
            for row in rows
        ),
    )


def _cells(row: Initiative) -> list[Cell]:
    answer = getattr(row, "answer", None)
    return [
        row.reference,
        str(row.get_kind_display()),
        str(row),
        str(row.get_initiator_display()),
        row.area or _("the whole municipality"),
        str(row.get_stage_display()),
        row.voters,
        row.signatures,
        row.valid_signatures,
        row.holds_on,
        answer.published_on if answer else None,
        answer.days_late if answer else None,
        absolute(row.get_absolute_url()),
    ]
