"""`manage.py reset_second_factor EMAIL`: for an administrator who lost the only one."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from prestizh.accounts import recovery
from prestizh.accounts.models import User
from prestizh.refusal import Refused


class Command(BaseCommand):
    """Removes the second factors of one person; at the next sign-in they make a new one."""

    help = "Remove the second factor of the person with this e-mail address."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        person = User.objects.filter(email=str(options["email"]).strip().lower()).first()
        if person is None:
            raise CommandError("There is no account with this address.")
        try:
            recovery.reset_on_server(person)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{person.email} sets up a second factor at the next sign-in.")
