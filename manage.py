#!/usr/bin/env python3
"""Starts the portal (`demo`), tests (`test`) or measures it (`bench`), or runs Django's commands.

With nothing but Python it first builds .venv from the hashed lock and goes on there; where Django
can be imported already, this is Django's ordinary manage.py.
"""

import importlib
import os
import sys

# These make the environment that the settings ask for, so they start before Django does.
STARTS_BEFORE_DJANGO = {
    "demo": "prestizh.local.demo",
    "test": "prestizh.local.checks",
    "bench": "prestizh.local.benchmarking",
}


def main() -> None:
    """Prepares the environment if need be and carries out the command line."""
    if sys.version_info < (3, 11):  # noqa: UP036 (an older Python gets this far)
        sys.exit("Python 3.11 or later is needed; this is " + sys.version.split()[0] + ".")
    from prestizh.local import bootstrap

    bootstrap.ensure(sys.argv[1:])
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "prestizh.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command in STARTS_BEFORE_DJANGO:
        sys.exit(importlib.import_module(STARTS_BEFORE_DJANGO[command]).main(sys.argv[2:]))

    from django.core.management import execute_from_command_line

    from prestizh.local import standing

    standing.adopt()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
