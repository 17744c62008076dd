"""Documents that the worker makes: asking for one, the makers, and the sweep that makes them.

How a row travels, and why nothing is lost and nothing is made twice:

1. `request_rendition` writes a waiting row (one for each key) in the caller's transaction and
   nudges. No broker is involved.
2. A sweep claims one row in a short transaction of its own: locked with SKIP LOCKED, counted as
   an attempt *before* the work, marked with the moment of the claim.
3. The work happens outside of any transaction, in the sandbox where it matters. Progress moves
   the claim forward.
4. The result is kept and the row marked ready in one transaction, if the claim is still ours.

A worker that is killed leaves a running row; after `LEASE` anybody claims it anew. The third
failure sets the row aside, and the administrator sees it. A maker that kills its worker every
time is stopped the same way, because attempts are counted before.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import translation
from django.utils.translation import gettext as _

from prestizh.accounts.access import require
from prestizh.accounts.models import User
from prestizh.documents.keeping import keep_made, publish
from prestizh.documents.models import MOST_ATTEMPTS, Rendition
from prestizh.ledger import clock
from prestizh.outbox.nudges import nudge
from prestizh.refusal import Refused

# Longer than the sandbox lets anything run, with the reading of the content before it.
LEASE = timedelta(minutes=5)
PAUSE = timedelta(seconds=30)
LONGEST_ERROR = 500

logger = logging.getLogger(__name__)

State = Rendition.State


@dataclass(frozen=True, slots=True)
class Made:
    """What a maker made.

    `public` opens it to everybody; else it is for those who have the address of its page.
    """

    name: str
    media_type: str
    content: bytes
    public: bool


Progress = Callable[[int, int], None]
Maker = Callable[[Rendition, Progress], Made]
_makers: dict[str, Maker] = {}


def makes(kind: str) -> Callable[[Maker], Maker]:
    """Register the maker of `kind`, as in `closing_report.pdf`.

    It is called in the worker, outside of a transaction, under the language of the rendition,
    with the row and `progress(done, total)`. It raises `Refused` where trying again won't help.
    """

    def register(maker: Maker) -> Maker:
        _makers[kind] = maker
        return maker

    return register


def request_rendition(kind: str, subject: str, language: str, *, key: str) -> Rendition:
    """The rendition of this key: asked for now, or long since. Never makes a second one.

    Put into the key what the document depends on, a version for instance.
    """
    at = clock.now()
    row, created = Rendition.objects.get_or_create(
        key=key,
        defaults={
            "kind": kind,
            "subject": subject,
            "language": language,
            "requested_at": at,
            "next_attempt_at": at,
        },
    )
    if created:
        nudge()
    return row


@transaction.atomic
def retry(rendition: Rendition, *, actor: User) -> None:
    """Have a failed document made again, from the first attempt. Raises `Refused`."""
    require(actor, "operation.retry")
    begin_again(rendition)


def begin_again(rendition: Rendition) -> None:
    """Have a failed document made again; the calling act has asked who may. Raises `Refused`."""
    row = Rendition.objects.select_for_update().get(pk=rendition.pk)
    if row.state != State.FAILED:
        raise Refused(_("Only a document that failed can be made again."))
    row.state = State.WAITING
    row.attempts = row.done = row.total = 0
    row.error = ""
    row.next_attempt_at = clock.now()
    row.finished_at = None
    row.save()
    nudge()


def render_one() -> bool:
    """Claim one document that is due and make it. Whether there was one."""
    row = _claim()
    if row is None:
        return False
    if row.state == State.FAILED:
        return True
    with translation.override(row.language):
        try:
            made = _make(row)
        except Refused as refused:
            _fail(row, str(refused), final=True)
        except Exception as error:
            logger.exception("The rendition %s failed", row.key)
            _fail(row, f"{type(error).__name__}: {error}", final=False)
        else:
            _finish(row, made)
    return True


@transaction.atomic
def _claim() -> Rendition | None:
    """The next row, marked as ours; one that was tried three times already comes back as failed."""
    at = clock.now()
    due = Q(state=State.WAITING, next_attempt_at__lte=at) | Q(
        state=State.RUNNING, claimed_at__lte=at - LEASE
    )
    row = (
        Rendition.objects.select_for_update(skip_locked=True)
        .filter(due)
        .order_by("next_attempt_at", "pk")
        .first()
    )
    if row is None:
        return None
    if row.attempts >= MOST_ATTEMPTS:
        # It was running when its worker died, three times.
        row.state, row.finished_at = State.FAILED, at
        with translation.override(row.language):
            row.error = row.error or _("The worker was stopped each time while it made this.")
    else:
        row.state, row.claimed_at = State.RUNNING, at
        row.attempts += 1
    row.save()
    return row


def _make(row: Rendition) -> Made:
    maker = _makers.get(row.kind)
    if maker is None:
        raise Refused(_("Nothing is known that makes documents of the kind “%s”.") % row.kind)

    def progress(done: int, total: int) -> None:
        _ours(row).update(done=done, total=total, claimed_at=clock.now())

    return maker(row, progress)


def _ours(row: Rendition) -> QuerySet[Rendition]:
    """The row as long as our claim holds: the number of the attempt is the proof."""
    return Rendition.objects.filter(pk=row.pk, state=State.RUNNING, attempts=row.attempts)


@transaction.atomic
def _finish(row: Rendition, made: Made) -> None:
    """Keep what was made and mark the row ready, unless somebody else has claimed it since."""
    if not _ours(row).select_for_update().exists():
        return
    document = keep_made(made.content, name=made.name, media_type=made.media_type, actor=None)
    at = clock.now()
    if made.public:
        publish(document, at)
    _ours(row).update(state=State.READY, document=document, error="", finished_at=at)


def _fail(row: Rendition, error: str, *, final: bool) -> None:
    """Note the failure; the last one sets the row aside."""
    at = clock.now()
    if final or row.attempts >= MOST_ATTEMPTS:
        _ours(row).update(state=State.FAILED, error=error[:LONGEST_ERROR], finished_at=at)
    else:
        _ours(row).update(
            state=State.WAITING,
            error=error[:LONGEST_ERROR],
            next_attempt_at=at + PAUSE * row.attempts,
        )
