"""Runs code over untrusted bytes in a process of its own, with limits of memory, time and reach.

`run` starts `python -m prestizh.documents.sandbox`, which limits *itself* before it imports
anything that could be attacked (limits set by the parent between fork and exec are unsafe where
the parent has threads, as a Celery worker does):

* memory (RLIMIT_AS), processor time (RLIMIT_CPU), written files, core dumps;
* no network: an empty network namespace where the kernel gives one to ordinary users; where it
  does not (some containers), the modules' own fetchers still open nothing;
* no secrets: the environment is emptied but for what finds Python and the fonts;
* it dies with its parent, and the parent kills it at the end of its wall time.
"""

import ctypes
import importlib
import logging
import os
import resource
import signal
import subprocess
import sys
from pathlib import Path

from prestizh.documents.confined import Failure

ROOT = Path(__file__).resolve().parent.parent.parent
KEPT = ("PATH", "LD_LIBRARY_PATH", "HOME", "TMPDIR", "XDG_CACHE_HOME", "FONTCONFIG_FILE")
MEGABYTE = 1024 * 1024
LONGEST_DETAIL = 2000

CLONE_NEWUSER, CLONE_NEWNET = 0x10000000, 0x40000000
PR_SET_PDEATHSIG, PR_SET_NO_NEW_PRIVS = 1, 38

DONE, FAILED = b"+", b"-"

logger = logging.getLogger(__name__)


def run(module: str, payload: bytes, *, seconds: int, megabytes: int) -> bytes:
    """What `work(payload)` of the named module gives, worked out in the sandbox.

    `seconds` limits processor time; wall time may be twice that and five seconds more, for a
    busy machine. `megabytes` limits the address space. Raises `Failure` with the module's code,
    or with `time`, `memory` or `crash`.
    """
    command = [sys.executable, "-m", "prestizh.documents.sandbox"]
    process = subprocess.Popen(
        [*command, module, str(seconds), str(megabytes)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
        env=_environment(),
        process_group=0,
    )
    with process:
        try:
            answer, errors = process.communicate(payload, timeout=2 * seconds + 5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.communicate()
            raise Failure("time", f"{module} took too long") from None
        except BaseException:
            process.kill()
            raise
    return _understood(module, process.returncode, answer, errors)


def _understood(module: str, code: int, answer: bytes, errors: bytes) -> bytes:
    """The result in an answer of the sandbox, or the `Failure` that it or its end tells of."""
    if code == 0 and answer.startswith(DONE):
        return answer[1:]
    if code == 0 and answer.startswith(FAILED):
        word, _, detail = answer[1:].decode(errors="replace").partition("\n")
        raise Failure(word, detail)
    said = errors.decode(errors="replace")[-LONGEST_DETAIL:]
    logger.warning("The sandbox ended with %s in %s: %s", code, module, said)
    if code == -signal.SIGXCPU:
        raise Failure("time", f"{module} used up its processor time")
    raise Failure("crash", f"{module} ended with {code}: {said}")


def _environment() -> dict[str, str]:
    return {
        **{name: os.environ[name] for name in KEPT if name in os.environ},
        "LANG": "C.UTF-8",
        "PYTHONPATH": str(ROOT),
        "PYTHONDONTWRITEBYTECODE": "1",
    }


# --- Within the sandbox ----------------------------------------------------------------------


def confine(seconds: int, megabytes: int) -> None:
    """Give up what this process does not need. Can't be taken back."""
    libc = ctypes.CDLL(None, use_errno=True)
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
    libc.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    # An ordinary user gets an empty network only within a namespace of users; root without.
    if libc.unshare(CLONE_NEWUSER | CLONE_NEWNET) != 0:
        libc.unshare(CLONE_NEWNET)
    # A second between the soft and the hard limit: the signal names the cause.
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (megabytes * MEGABYTE,) * 2)
    resource.setrlimit(resource.RLIMIT_FSIZE, (64 * MEGABYTE,) * 2)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main(module: str, seconds: str, megabytes: str) -> None:
    """Read the payload, be confined, work, answer. Whatever libraries print goes to stderr."""
    payload = sys.stdin.buffer.read()
    confine(int(seconds), int(megabytes))
    with os.fdopen(os.dup(1), "wb") as answer:
        os.dup2(2, 1)
        try:
            result = importlib.import_module(module).work(payload)
        except Failure as failure:
            answer.write(FAILED + f"{failure.code}\n{failure.detail}".encode()[:LONGEST_DETAIL])
        except (MemoryError, OSError) as error:
            answer.write(FAILED + f"{_cause(error)}\n{error}".encode()[:LONGEST_DETAIL])
        else:
            answer.write(DONE)
            answer.write(result)


def _cause(error: Exception) -> str:
    """`memory` for want of it, in either of the ways in which libraries say so."""
    out_of_memory = isinstance(error, MemoryError) or "allocate memory" in str(error)
    return "memory" if out_of_memory else "crash"


if __name__ == "__main__":
    main(*sys.argv[1:])
