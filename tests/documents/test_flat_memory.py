"""A hundred thousand rows leave in the memory of ten thousand: each export in a process of its own.

The rows are proposals in the database, and the export is what the list's own address gives.
"""

import logging
import os
import subprocess
import sys

import pytest
from django.db import connection

from consultations.models import Consultation, Opinion, Proposal
from prestizh.local.starting import CHECKOUT
from prestizh.ui.exporting import KINDS
from tests.consultations.making import article, make_clerk, make_open, make_opinion

# A table of a hundred thousand rows has a hundred megabytes of cells (see the control).
MOST_MEGABYTES = 40
GROWTH = 8
LOG = logging.getLogger(__name__)
FEW, MANY = 10_000, 100_000
PROGRAM = """
import sys
from pathlib import Path

import django
django.setup()
from django.test import Client
from django.test.utils import setup_test_environment
from prestizh.documents.table import Table

def peak():
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024

setup_test_environment()

def export(address):
    answer = Client().get(f"{address}?format={sys.argv[1]}")
    assert answer.status_code == 200, answer.status_code
    return sum(map(len, answer))

if sys.argv[4:] == ["held"]:
    streamed = Table.stream_csv
    Table.stream_csv = lambda table: streamed(Table(table.columns, list(table.rows)))
export(sys.argv[2])
before = peak()
print(export(sys.argv[3]), peak() - before)
"""
# A copy of a row: every column as it is, but for those that have to differ.
COPY = "INSERT INTO {table} ({columns}) SELECT {values} FROM {table} o, generate_series(1, {many}) n WHERE o.id = {pk}"


def copied(row: Opinion | Proposal, many: int, **other: str) -> None:
    """So many rows like this one, with `other` values as SQL (`n` is the number of the copy)."""
    names = [field.column for field in row._meta.concrete_fields if not field.primary_key]
    values = [other.get(str(name), f'o."{name}"') for name in names]
    statement = COPY.format(
        table=row._meta.db_table,
        columns=", ".join(f'"{name}"' for name in names),
        values=", ".join(values),
        many=many,
        pk=row.pk,
    )
    with connection.cursor() as cursor:
        cursor.execute(statement)


def listed(many: int) -> str:
    """The address of the list of so many proposals on one article."""
    consultation: Consultation = make_open(make_clerk())
    one = make_opinion(consultation, make_clerk())
    unique = f"'copy-{consultation.pk}-' || n"
    copied(one, many - 1, reference=unique, receipt_id=unique, submission_key="gen_random_uuid()")
    first = Opinion.objects.filter(consultation=consultation).exclude(pk=one.pk).earliest("pk")
    copied(one.proposals.get(), many - 1, opinion_id=f"{first.pk} - 1 + n")
    assert consultation.proposals.count() == many
    return f"{consultation.get_absolute_url()}proposals/{article(consultation).anchor}/"


@pytest.mark.slow
def test_a_hundred_thousand_rows_are_exported_in_the_memory_of_ten_thousand(
    committed_db: str,
) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET idle_in_transaction_session_timeout = 0; SET statement_timeout = 0")
    warm, few, many = (listed(number) for number in (10, FEW, MANY))
    said = []
    for kind in KINDS:
        (small, low), (large, high) = (
            exported(committed_db, kind, warm, address) for address in (few, many)
        )
        said.append(f"{kind}: {low:.1f} MB for {FEW} rows, {high:.1f} MB for {MANY}")
        assert large > 9 * small
        assert high < MOST_MEGABYTES, said[-1]
        assert high - low < GROWTH, said[-1]
    LOG.info("; ".join(said))
    # Control: with all rows in memory at once the same export needs more than that.
    _size, held = exported(committed_db, "csv", warm, many, "held")
    assert held > MOST_MEGABYTES, held


def exported(database: str, kind: str, warm: str, address: str, *how: str) -> tuple[int, float]:
    """The bytes of an export over HTTP, and its peak above the start in MB, after a small one."""
    url = os.environ["DATABASE_URL"].rpartition("/")[0] + "/" + database
    made = subprocess.run(
        [sys.executable, "-c", PROGRAM, kind, warm, address, *how],
        env={**os.environ, "DATABASE_URL": url},
        cwd=CHECKOUT,
        capture_output=True,
        text=True,
    )
    assert made.returncode == 0, made.stderr
    size, peak = made.stdout.split()
    return int(size), float(peak)
