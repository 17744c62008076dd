"""Exports of many rows, against PostgreSQL's own COPY of the same query to CSV.

The rows are the 100,000 proposals of one consultation with their opinions and all columns of the
export. Ours is the whole way: rows of the database as objects, words of the active language, typed
cells, the file on the disk. Each run is a process of its own, whose peak memory is its own, too.

What is compared is processor time, of the process and of its PostgreSQL together: a machine that
does other things stretches the seconds, but not these. COPY goes without parallel workers, whose
time would be counted nowhere; the cursor that brings the rows to us has none either.
"""

import os
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from benchmarks.measuring import MEGABYTE, machine, spread

ROWS = int(os.environ.get("BENCH_ROWS", "100000"))
RUNS = int(os.environ.get("BENCH_RUNS", "3"))
TARGETS = {"csv": 2.0, "xlsx": 8.0, "ods": 8.0, "json": 8.0}
MOST_MEGABYTES = 100


def main() -> None:
    """Measure in turns and print the ratios with their spread, the peaks, and the machine."""
    from benchmarks.material import consultation_with

    consultation = consultation_with(ROWS)
    kinds = ["copy", *TARGETS]
    times: dict[str, list[float]] = {kind: [] for kind in kinds}
    peaks: dict[str, list[float]] = {kind: [] for kind in kinds}
    for _run in range(RUNS):
        for kind in kinds:
            seconds, megabytes = _measured(kind, consultation.pk)
            times[kind].append(seconds)
            peaks[kind].append(megabytes)
    print(f"Machine: {machine()}")
    print(f"COPY of {ROWS} rows: {spread(times['copy'])} s of processor time")
    for kind, target in TARGETS.items():
        ratios = [one / copy for one, copy in zip(times[kind], times["copy"], strict=True)]
        reached = "reached" if median(ratios) <= target else "MISSED"
        flat = "reached" if max(peaks[kind]) <= MOST_MEGABYTES else "MISSED"
        print(
            f"{kind}: {spread(times[kind])} s, {spread(ratios)} of COPY (target {target}: {reached}), "
            f"{max(peaks[kind]):.0f} MB above the start (target {MOST_MEGABYTES}: {flat})"
        )


def _measured(kind: str, pk: int) -> tuple[float, float]:
    """Processor seconds and megabytes of one export in a child of this process."""
    import subprocess

    command = [sys.executable, "-m", "benchmarks.exports", kind, str(pk)]
    said = subprocess.run(command, check=True, capture_output=True, text=True).stdout.split()
    return float(said[-2]), float(said[-1])


def export(kind: str, pk: int) -> None:
    """One export in this process; prints its processor seconds, with those of PostgreSQL, and its
    peak above the start in MB."""
    import django

    django.setup()
    from django.db import connection
    from django.utils import translation

    from consultations import report, tables
    from consultations.models import Consultation
    from prestizh.ui.exporting import written

    translation.activate("bg")
    rows = report.counted(Consultation.objects.get(pk=pk))
    # What an application has read long before its first export.
    written(tables.of_proposals(rows[:10], answers_shown=True), "xlsx", "Предложения").close()
    with connection.cursor() as cursor:
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("SELECT pg_backend_pid()")
        server = cursor.fetchone()[0]
    before, started = _peak(), time.process_time() + _processor(server)
    if kind == "copy":
        query, parameters = rows.query.sql_with_params()
        with connection.cursor() as cursor, tempfile.TemporaryFile() as out:
            with cursor.copy(f"COPY ({query}) TO STDOUT WITH (FORMAT csv)", parameters) as copy:
                for piece in copy:
                    out.write(piece)
    else:
        table = tables.of_proposals(rows, answers_shown=True)
        written(table, kind, "Предложения").close()
    seconds = time.process_time() + _processor(server) - started
    print(f"{seconds:.3f} {_peak() - before:.1f}")


def _processor(process: int) -> float:
    """Seconds of the processor that another process has taken so far, in user and system."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _peak() -> float:
    """The greatest memory of this process so far in MB; not that of the one which started it, as
    `getrusage` would have it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    peak = next(line for line in lines if line.startswith("VmHWM:"))
    return int(peak.split()[1]) / MEGABYTE


if __name__ == "__main__":
    export(sys.argv[1], int(sys.argv[2]))
