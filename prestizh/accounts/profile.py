"""Changing what a person says of themselves."""

from django.db import transaction
from django.utils.translation import gettext as _

from prestizh.accounts.access import Anyone
from prestizh.accounts.models import User
from prestizh.refusal import Refused


@transaction.atomic
def rename(*, actor: Anyone, display_name: str, language: str) -> None:
    """Change one's own name and the language of one's mails.

    Opinions that were sent keep the name they were sent with.
    """
    if not isinstance(actor, User) or not actor.is_active:
        raise Refused(_("Sign in first."))
    actor.display_name, actor.language = display_name, language
    actor.save(update_fields=["display_name", "language"])
