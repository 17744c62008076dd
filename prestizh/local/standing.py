"""The environment of the demo that is running, for the management commands typed beside it.

`python3 manage.py verify_ledger` needs settings. On a server they are in its environment; beside a
running demo there are none, and the demo's own are meant.
"""

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path

from prestizh.local.ground import directory

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
