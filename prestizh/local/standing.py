"""Where the demo stands, and the environment of a running one for the commands typed beside it.

`python3 manage.py verify_ledger` needs settings. On a server they are in its environment; beside a
running demo there are none, and the demo's own are meant. Standard library only: manage.py asks here first.
"""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

NAMES = (
    "DATABASE_URL",
    "DATABASE_OWNER_URL",
    "REDIS_URL",
    "CELERY_BROKER_URL",
    "CELERY_BROKER_TRANSPORT_OPTIONS",
    "SECRET_KEY",
    "SITE_URL",
    "STATIC_ROOT",
    "PRESTIZH_DEMO",
    "DATABASE_MUST_SYNC",
)


def directory() -> Path:
    """Where the demo keeps everything: PRESTIZH_DEMO_DIRECTORY, else a usual place."""
    named = os.environ.get("PRESTIZH_DEMO_DIRECTORY")
    if named:
        return Path(named).resolve()
    if os.geteuid() == 0:
        return Path("/var/lib/prestizh-demo")
    data = os.environ.get("XDG_DATA_HOME")
    return (Path(data) if data else Path.home() / ".local" / "share") / "prestizh"


def note(place: Path, environment: Mapping[str, str]) -> Path:
    """Write down what a running demo runs with, readable by its owner alone."""
    path = place / "running-with.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps({name: environment[name] for name in NAMES if name in environment}))
    return path


def adopt() -> bool:
    """Take over the running demo's settings where none are set; says so. Whether it did."""
    path = directory() / "running-with.json"
    if os.environ.get("SECRET_KEY") or os.environ.get("DATABASE_URL") or not path.exists():
        return False
    os.environ.update(json.loads(path.read_text()))
    print(f"(The demo at {os.environ['SITE_URL']} is meant.)", file=sys.stderr)
    return True
