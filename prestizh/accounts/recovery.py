"""When a second factor is lost: another administrator, or the server, takes it away."""

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db import transaction
from django.utils.translation import gettext as _

from prestizh.accounts.access import Anyone, require
from prestizh.accounts.models import User
from prestizh.ledger.record import PORTAL, record
from prestizh.refusal import Refused


@transaction.atomic
def reset_second_factor(person: User, *, actor: Anyone) -> None:
    """Remove the second factors of `person` and end their sessions; they set up a new one.

    Raises Refused for one's own: that would let a stolen session rid itself of the factor.
    """
    officer = require(actor, "people.manage")
    if officer.pk == person.pk:
        raise Refused(_("Another administrator must do this for you."))
    _reset(person, officer)


@transaction.atomic
def reset_on_server(person: User) -> None:
    """The same by a command on the server, for the last administrator."""
    _reset(person, None)


def _reset(person: User, officer: User | None) -> None:
    had = Authenticator.objects.filter(user_id=person.pk)
    if not had.exists():
        raise Refused(_("This person has no second factor."))
    had.delete()
    for session in UserSession.objects.filter(user_id=person.pk):
        session.end()
    record(PORTAL, "second_factor.reset", actor=officer, private={"person": str(person.pk)})
