"""Lists `bench` among the commands; manage.py starts it before Django reads the settings."""

import sys

from django.core.management.base import BaseCommand

from prestizh.local import benchmarking


class Command(BaseCommand):
    """Hands its arguments over to the benchmarks."""

    help = "Runs a benchmark of benchmarks/ on a database of its own: bench NAME."

    def run_from_argv(self, argv: list[str]) -> None:
        """Runs to the end."""
        sys.exit(benchmarking.main(argv[2:]))
