"""Lists `demo` among the commands; manage.py starts it before Django reads the settings."""

import sys

from django.core.management.base import BaseCommand

from prestizh.local import demo


class Command(BaseCommand):
    """Hands its arguments over to the demo."""

    help = "Starts the whole portal on this machine, with example content."

    def run_from_argv(self, argv: list[str]) -> None:
        """Runs until it is stopped."""
        sys.exit(demo.main(argv[2:]))
