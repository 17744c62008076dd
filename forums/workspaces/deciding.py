"""What becomes of a proposed change: taken in as a new version, not taken in, withdrawn."""

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from forums.workspaces.drafting import newest_of, refuse_if_newer, write_version
from forums.workspaces.models import ChangeKind, Suggestion, TextVersion, Verdict
from forums.workspaces.passages import Passage, passage_at, reworded, with_added
from forums.workspaces.room import entered
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.ledger.record import record
from prestizh.legaltext import tidy
from prestizh.refusal import Obstacle, Refused


@transaction.atomic
def take_in(
    suggestion: Suggestion, *, actor: User, words: str, reason: str, seen: int
) -> TextVersion:
    """Make a new version of the text with the change in it. Raises `Refused`.

    `words` is what the secretary had before them, bettered or not; `seen` the number of the
    version that it goes into. Whoever decides on a text that another changed meanwhile is told.
    """
    entered(suggestion.shared.workspace, actor, "workspace.keep")
    row = _undecided(suggestion)
    newest = newest_of(row.shared)
    refuse_if_newer(newest, seen)
    passage = passage_at(newest.text, row.path)
    if passage is None:
        raise Refused(
            _("This provision is not in the text any more. Change the text itself, or decline.")
        )
    text = _with_change(newest.text, passage, row, tidy(words).strip())
    if text == newest.text:
        raise Refused(Obstacle(_("Nothing was changed in the text."), "", "words"))
    version = write_version(row.shared, actor, text, newest.number + 1, row.citation)
    _decide(row, actor, Verdict.TAKEN, reason, version)
    return version


@transaction.atomic
def turn_down(suggestion: Suggestion, *, actor: User, reason: str) -> Suggestion:
    """Don't take the change in, with a reason. Raises `Refused`."""
    entered(suggestion.shared.workspace, actor, "workspace.keep")
    row = _undecided(suggestion)
    if not reason.strip():
        raise Refused(Obstacle(_("Say why the change is not taken in."), "", "reason"))
    return _decide(row, actor, Verdict.TURNED_DOWN, reason, None)


@transaction.atomic
def take_back(suggestion: Suggestion, *, actor: User) -> Suggestion:
    """Take one's own proposal back before it is decided on. Raises `Refused`."""
    entered(suggestion.shared.workspace, actor)
    row = _undecided(suggestion)
    if row.by_id != actor.pk:
        raise Refused(_("Only who proposed a change can take it back."))
    return _decide(row, actor, Verdict.WITHDRAWN, "", None)


def _undecided(suggestion: Suggestion) -> Suggestion:
    row: Suggestion = (
        Suggestion.objects.select_for_update(of=("self",))
        .select_related("shared__workspace")
        .get(pk=suggestion.pk)
    )
    if row.verdict != Verdict.NONE:
        raise Refused(
            _("This proposal was decided on already: %(verdict)s.")
            % {"verdict": row.get_verdict_display()}
        )
    return row


def _with_change(text: str, passage: Passage, suggestion: Suggestion, words: str) -> str:
    if suggestion.kind == ChangeKind.REMOVE:
        return reworded(text, passage, "")
    if not words:
        raise Refused(Obstacle(_("Write the text that goes in."), "", "words"))
    if suggestion.kind == ChangeKind.ADD:
        return with_added(text, passage, words)
    return reworded(text, passage, words)


def _decide(
    row: Suggestion, actor: User, verdict: Verdict, reason: str, made: TextVersion | None
) -> Suggestion:
    row.verdict, row.verdict_reason = verdict, reason.strip()
    row.decided_by, row.decided_at, row.made = actor, clock.now(), made
    row.save(update_fields=["verdict", "verdict_reason", "decided_by", "decided_at", "made"])
    fields = {"suggestion": str(row.pk), "verdict": str(verdict)}
    record(row.shared.workspace.subject, "text.change_decided", actor=actor, private=fields)
    return row
