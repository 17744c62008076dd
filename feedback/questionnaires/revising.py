"""Editing the version that isn't published, so that two clerks don't undo each other's work."""

from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from feedback.questionnaires import checks, codec, editing
from feedback.questionnaires.content import Content, Question, Section
from feedback.questionnaires.models import Questionnaire, Version
from feedback.questionnaires.procedure import draft_of, in_use
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.refusal import Obstacle, Refused

Change = Callable[[Content], Content]
Part = Callable[[Content], Question | Section | Content]


class ChangedMeanwhile(Refused):
    """The part isn't any more as whoever sends the change saw it."""


@transaction.atomic
def revise(questionnaire: Questionnaire, *, actor: User, change: Change) -> Version:
    """Apply a change to the newest state of the draft. Raises `Refused`.

    What others changed elsewhere stays. A change after which a condition can't be decided any
    more is refused, naming both questions.
    """
    row = in_use(questionnaire, actor)
    draft = draft_of(row)
    before = draft.asks
    try:
        after = change(before)
    except KeyError:
        raise Refused(_("Somebody took this part out meanwhile.")) from None
    if after == before:
        return draft
    after = codec.read(codec.write(after))
    _refuse_new_knots(before, after)
    return _keep(row, draft, after, actor)


@transaction.atomic
def revise_part(
    questionnaire: Questionnaire, *, actor: User, part: Part, seen: str, change: Change
) -> Version:
    """The same for one part that was seen as `seen`: refused if somebody changed it meanwhile."""
    row = in_use(questionnaire, actor)
    now = draft_of(row).asks
    try:
        current = editing.seen(part(now))
    except KeyError:
        raise Refused(_("Somebody took this part out meanwhile.")) from None
    if current != seen and change(now) != now:
        raise ChangedMeanwhile(
            _(
                "Somebody changed this part after you opened it. What you typed still stands "
                "here; sent once more, it replaces what they wrote."
            )
        )
    return revise(row, actor=actor, change=change)


@transaction.atomic
def begin_version(questionnaire: Questionnaire, *, actor: User) -> Version:
    """Begin a new version with what the newest published one asks. Raises `Refused`."""
    row = in_use(questionnaire, actor)
    if row.draft is not None:
        raise Refused(_("A new version is being edited already."))
    newest = row.published
    assert newest is not None  # noqa: S101 - without a draft there is a published one
    version: Version = Version.objects.create(
        questionnaire=row,
        number=newest.number + 1,
        content=newest.content,
        edited_by=actor,
        edited_at=clock.now(),
    )
    _note(row, version, "questionnaire.version_begun", actor)
    return version


@transaction.atomic
def drop_version(questionnaire: Questionnaire, *, actor: User) -> None:
    """Drop the version that is edited; the published ones stay. Raises `Refused`."""
    row = in_use(questionnaire, actor)
    draft = draft_of(row)
    newest = row.published
    if newest is None:
        raise Refused(_("The first version can't be dropped; retire the questionnaire instead."))
    _note(row, draft, "questionnaire.version_dropped", actor)
    draft.delete()
    _take_title(row, newest.asks)


def _refuse_new_knots(before: Content, after: Content) -> None:
    known = {str(found.sentence) for found in checks.of_conditions(before)}
    found = [one for one in checks.of_conditions(after) if str(one.sentence) not in known]
    if found:
        raise Refused(*(Obstacle(one.sentence, field="condition") for one in found))


def _keep(row: Questionnaire, draft: Version, content: Content, actor: User) -> Version:
    if not content.title.bg.strip():
        raise Refused(Obstacle(_("Give the questionnaire a title."), field="title"))
    draft.content = codec.write(content)
    draft.edition += 1
    draft.edited_by, draft.edited_at = actor, clock.now()
    draft.save(update_fields=["content", "edition", "edited_by", "edited_at"])
    _take_title(row, content)
    kept: Version = Version.objects.get(pk=draft.pk)
    _note(row, kept, "questionnaire.edited", actor)
    return kept


def _take_title(row: Questionnaire, content: Content) -> None:
    row.title, row.title_en = content.title.bg, content.title.en
    row.save(update_fields=["title", "title_en"])


def _note(row: Questionnaire, version: Version, kind: str, actor: User) -> None:
    facts = {
        "version": str(version.number),
        "edition": str(version.edition),
        "digest": codec.digest(version.asks),
    }
    record(row.subject, kind, actor=actor, private=facts)
