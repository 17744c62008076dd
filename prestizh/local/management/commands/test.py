"""Puts our tests in place of Django's; manage.py starts them before Django reads the settings."""

import sys

from django.core.management.base import BaseCommand

from prestizh.local import checks


class Command(BaseCommand):
    """Hands its arguments over to pytest."""

    help = "Runs the tests (pytest); with CI=true or --all every other check too."

    def run_from_argv(self, argv: list[str]) -> None:
        """Runs to the end."""
        sys.exit(checks.main(argv[2:]))
