"""`manage.py make_administrator EMAIL`: the first administrator of a new portal."""

from argparse import ArgumentParser
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction
from django.urls import reverse

from prestizh.accounts import roles
from prestizh.accounts.joining import join
from prestizh.accounts.models import Role, User
from prestizh.refusal import Refused


class Command(BaseCommand):
    """Gives the role; for an address without an account makes one and prints a one-time link."""

    help = (
        "Make the person with this e-mail address an administrator. Where there is no such "
        "account, one is made, and the link printed here sets its password, once."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--name", default="", help="the name to show; the address if not given")

    def handle(self, *args: Any, **options: Any) -> None:
        email = str(options["email"]).strip().lower()
        try:
            validate_email(email)
        except ValidationError as error:
            raise CommandError(f"{email!r} is not an e-mail address.") from error
        try:
            with transaction.atomic():
                person, is_new = self.person(email, str(options["name"]))
                roles.appoint_on_server(person, Role.ADMINISTRATOR)
        except Refused as refused:
            raise CommandError(str(refused)) from refused
        self.stdout.write(f"{email} is an administrator.")
        if is_new:
            self.stdout.write(f"Set the password here, once:\n{one_time_link(person)}")

    def person(self, email: str, name: str) -> tuple[User, bool]:
        """The account of this address, made if there is none, and whether it was made."""
        known = User.objects.filter(email=email).first()
        if known:
            return known, False
        return join(email, name or email.partition("@")[0]), True


def one_time_link(person: User) -> str:
    """The address that sets a password; it works until used, and for three days at most."""
    key = default_token_generator.make_token(person)
    path = reverse(
        "account_reset_password_from_key",
        kwargs={"uidb36": user_pk_to_url_str(person), "key": key},
    )
    return f"{settings.SITE_URL}{path}"
