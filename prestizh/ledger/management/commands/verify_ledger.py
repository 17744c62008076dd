"""manage.py verify_ledger: does every hash of the record follow from what the record says?"""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from prestizh.ledger import verifier, verify


class Command(BaseCommand):
    """Exits 0 and prints the count of entries and the root, or 1 and the first broken entry."""

    help = "Verify every chain, value, head and daily root of the record."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            found = verify.verify()
        except verifier.Broken as broken:
            raise CommandError(f"BROKEN: {broken}", returncode=1) from broken
        self.stdout.write(f"{found.entries} entries in {found.chains} chains, root {found.root}")
