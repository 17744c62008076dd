"""Making an account without the sign-up form: on the server, in the demo, in tests."""

from allauth.account.models import EmailAddress
from django.db import transaction

from prestizh.accounts.models import User


@transaction.atomic
def join(
    email: str, display_name: str, *, password: str | None = None, language: str = "bg"
) -> User:
    """A new person whose address is taken as confirmed; without a password nobody signs in yet.

    Raises IntegrityError if the address has an account.
    """
    user = User.objects.create_user(email, password, display_name=display_name, language=language)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user
