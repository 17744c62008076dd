"""What every act on a questionnaire asks first: the locked row, and its version that is edited."""

from django.utils.translation import gettext as _

from feedback.questionnaires.models import Questionnaire, Version
from prestizh.accounts import access
from prestizh.accounts.models import User
from prestizh.refusal import Refused


def locked(questionnaire: Questionnaire, actor: User) -> Questionnaire:
    """The row, locked until the transaction ends. Raises `Refused` for whoever may not."""
    access.require(actor, "questionnaire.manage")
    row: Questionnaire = Questionnaire.objects.select_for_update(no_key=True).get(
        pk=questionnaire.pk
    )
    return row


def in_use(questionnaire: Questionnaire, actor: User) -> Questionnaire:
    """The same for one that isn't retired. Raises `Refused`."""
    row = locked(questionnaire, actor)
    if row.retired_at is not None:
        raise Refused(_("This questionnaire is retired; make a copy to go on with it."))
    return row


def draft_of(row: Questionnaire) -> Version:
    """The version that may be edited. Raises `Refused` where all are published."""
    draft = row.draft
    if draft is None:
        raise Refused(
            _("Every version is published and stays as it is. Begin a new version to change it.")
        )
    return draft
