"""A hundred thousand rows leave in the memory of a few: each format in a process of its own."""

import subprocess
import sys

import pytest

MOST_MEGABYTES = 100
PROGRAM = """
import sys
from datetime import date
from pathlib import Path

from prestizh.documents.sheets import ods, xlsx
from prestizh.documents.table import Table

def peak():
    status = Path("/proc/self/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024

def rows(many):
    for number in range(many):
        yield [number, date(2026, 12, 7), "=опасно", *(f"Предложение {number} по чл. {n}" * 3 for n in range(12))]

def write(kind, many):
    table = Table([f"колона {n}" for n in range(15)], rows(many))
    if kind in ("xlsx", "ods"):
        made = {"xlsx": xlsx, "ods": ods}[kind]([("Лист", table)])
        return made.seek(0, 2)
    pieces = table.stream_csv() if kind == "csv" else table.stream_json()
    return sum(map(len, pieces))

write(sys.argv[1], 10)
before = peak()
size = write(sys.argv[1], int(sys.argv[2]))
print(size, peak() - before)
"""


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["csv", "json", "xlsx", "ods"])
def test_a_hundred_thousand_rows_are_written_in_flat_memory(kind: str) -> None:
    command = [sys.executable, "-c", PROGRAM, kind, "100000"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    size, grown = int(said[0]), float(said[1])
    assert size > 5_000_000
    assert grown < MOST_MEGABYTES


@pytest.mark.slow
def test_control_the_rows_themselves_would_need_more() -> None:
    program = PROGRAM.replace("rows(many))", "list(rows(many)))")
    command = [sys.executable, "-c", program, "csv", "100000"]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    assert float(said[1]) > MOST_MEGABYTES
