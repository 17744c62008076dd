"""`migrate`, as the owner of the tables, and with the table of the cache."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError, CommandParser
from django.core.management.commands.migrate import Command as DjangosCommand

OWNER = "owner"


class Command(DjangosCommand):
    """Django's command, on the connection that may change tables: the application may not."""

    def add_arguments(self, parser: CommandParser) -> None:
        """Django's options, with the owner as the database."""
        super().add_arguments(parser)
        parser.set_defaults(database=OWNER)

    def handle(self, *args: Any, **options: Any) -> None:
        """Migrates; refuses where the owner's address is not known."""
        if OWNER not in settings.DATABASES:
            raise CommandError(
                "DATABASE_OWNER_URL is not set. It must hold the address of the database for the "
                "role that owns its tables; DATABASE_URL's role may not change them."
            )
        super().handle(*args, **options)
        if options["app_label"] is None and not options["plan"] and not options["check_unapplied"]:
            call_command("createcachetable", database=options["database"], verbosity=0)
