"""Publishing a version, which freezes it; retiring a questionnaire that is no longer given out."""

from django.db import transaction
from django.utils.translation import gettext as _

from feedback.questionnaires import checks, codec
from feedback.questionnaires.models import Questionnaire, Version
from feedback.questionnaires.procedure import draft_of, in_use, locked
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused, refuse_if_any


@transaction.atomic
def publish(questionnaire: Questionnaire, *, actor: User, edition: int) -> Version:
    """Freeze the version that is edited, as it was seen at this edition. Raises `Refused`."""
    row = in_use(questionnaire, actor)
    draft = draft_of(row)
    if draft.edition != edition:
        raise Refused(
            _("Somebody edited the questionnaire after you looked at it. Look at it once more.")
        )
    refuse_if_any(missing(draft))
    draft.published_by, draft.published_at = actor, clock.now()
    draft.digest = codec.digest(draft.asks)
    draft.save(update_fields=["published_by", "published_at", "digest"])
    record(
        row.subject,
        "questionnaire.published",
        actor=actor,
        public={"title": row.title, "version": str(draft.number), "digest": draft.digest},
    )
    return draft


def missing(draft: Version) -> list[Obstacle]:
    """What is in the way of publishing it, a version without any change included."""
    found = checks.obstacles(draft.asks)
    before = (
        Version.objects.filter(questionnaire=draft.questionnaire_id, number__lt=draft.number)
        .order_by("-number")
        .first()
    )
    if before is not None and before.digest == codec.digest(draft.asks):
        found.append(
            Obstacle(_("Nothing is changed since version %(number)d.") % {"number": before.number})
        )
    return found


@transaction.atomic
def retire(questionnaire: Questionnaire, *, actor: User) -> Questionnaire:
    """Take a questionnaire out of use; surveys that were given out go on. Raises `Refused`."""
    row = in_use(questionnaire, actor)
    row.retired_at = clock.now()
    row.save(update_fields=["retired_at"])
    _note_use(row, "questionnaire.retired", actor)
    return row


@transaction.atomic
def bring_back(questionnaire: Questionnaire, *, actor: User) -> Questionnaire:
    """Take a retired one into use again. Raises `Refused`."""
    row = locked(questionnaire, actor)
    if row.retired_at is None:
        raise Refused(_("This questionnaire is in use."))
    row.retired_at = None
    row.save(update_fields=["retired_at"])
    _note_use(row, "questionnaire.brought_back", actor)
    return row


def _note_use(row: Questionnaire, kind: str, actor: User) -> None:
    """What was never published is nobody's business but the office's."""
    facts = {"title": row.title}
    if row.published is None:
        record(row.subject, kind, actor=actor, private=facts)
    else:
        record(row.subject, kind, actor=actor, public=facts)
