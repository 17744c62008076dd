"""manage.py export_record FILE: the public record as a file that anybody can check."""

from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError, CommandParser

from prestizh.ledger import reading
from prestizh.ledger.models import Head


class Command(BaseCommand):
    """Writes one chain with its proofs, or all chains with the daily roots."""

    help = "Write the public record into FILE; prestizh/ledger/verifier.py checks it."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--subject", type=UUID, help="only the chain of this subject")

    def handle(self, *args: Any, **options: Any) -> None:
        target: Path = options["file"]
        subject: UUID | None = options["subject"]
        unfinished = target.with_name(f".{target.name}.unfinished")
        try:
            with unfinished.open("w", encoding="utf-8") as file:
                if subject is None:
                    reading.write_all(file)
                else:
                    reading.write_chain(subject, file)
            unfinished.replace(target)
        except Head.DoesNotExist:
            raise CommandError(f"Nothing was ever recorded about {subject}.") from None
        finally:
            unfinished.unlink(missing_ok=True)
