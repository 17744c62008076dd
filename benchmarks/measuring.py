"""What the benchmarks share: processes that are measured, medians with their spread, the machine."""

import os
import platform
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

MEGABYTE = 1024  # the kernel counts peak memory in kilobytes


@dataclass(frozen=True, slots=True)
class Spent:
    """What one process took: processor seconds (user and system) and its peak memory in MB."""

    seconds: float
    megabytes: float

    def __str__(self) -> str:
        return f"{self.seconds:.1f} s, {self.megabytes:.0f} MB"


def spent_by(command: Sequence[str | Path]) -> Spent:
    """Run `command` to its end and say what it took. Raises CalledProcessError if it fails."""
    process = subprocess.Popen(command)
    _pid, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, list(map(str, command)))
    return Spent(usage.ru_utime + usage.ru_stime, usage.ru_maxrss / MEGABYTE)


def spread(values: Sequence[float]) -> str:
    """The median with the least and the greatest: „0.52 (0.50 to 0.57)“."""
    return f"{median(values):.2f} ({min(values):.2f} to {max(values):.2f})"


def machine() -> str:
    """The processor, how many of it, and the versions of Python and the system."""
    names = [
        line.partition(":")[2].strip()
        for line in _lines("/proc/cpuinfo")
        if line.startswith("model name")
    ]
    processor = names[0] if names else platform.processor() or platform.machine()
    load = os.getloadavg()[0]
    return (
        f"{os.cpu_count()} x {processor}, load {load:.1f}, "
        f"Python {platform.python_version()}, {platform.system()} {platform.release()}"
    )


def _lines(path: str) -> list[str]:
    try:
        return Path(path).read_text(errors="replace").splitlines()
    except OSError:
        return []
