"""The daily digest: what is new in all that an address follows, in one mail, at six in the evening.

Each follow remembers up to which instant it was told (`told_until`). A run finds the last six
o'clock that has passed, writes one message for each address that has news since, and moves
`told_until`, in one transaction with the follows locked. So a doubled beat or a replayed task finds
nothing more to do, and after two days without a beat one mail tells all of it. The message keeps
the instants, not the words: those are made on delivery.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django.utils.translation import ngettext

from prestizh.ledger import clock
from prestizh.ledger.clock import SOFIA
from prestizh.outbox import limits, links, post, scopes
from prestizh.outbox.letters import Letter, letter
from prestizh.outbox.models import Follow, Message
from prestizh.refusal import Sentence

HOUR = time(18, 0)
# An act that began before six may commit just after: PostgreSQL ends any that lasts longer.
MARGIN = timedelta(minutes=2)
UNCONFIRMED_KEPT = timedelta(days=8)
ENDED_KEPT = timedelta(days=30)
PREFIX = "since:"


@dataclass(frozen=True, slots=True)
class News:
    """One thing that happened: whom it concerns, when, a sentence, and the page that tells more.

    `scopes` are the scopes that it is news for (`everything` need not be among them).
    """

    scopes: frozenset[str]
    at: datetime
    sentence: Sentence
    path: str


# Gives the news with `since < at <= until`, with paths in the active language.
Source = Callable[[datetime, datetime], Iterable[News]]
_sources: list[Source] = []


def digest_source(source: Source) -> Source:
    """Register a source of public news."""
    if source not in _sources:
        _sources.append(source)
    return source


def news(since: datetime, until: datetime) -> list[News]:
    """All public news of that stretch of time, oldest first."""
    found = [item for source in _sources for item in source(since, until)]
    return sorted((item for item in found if since < item.at <= until), key=lambda item: item.at)


def last_six(now: datetime) -> datetime:
    """The last six in the evening, Sofia's time, that has passed by at least the margin."""
    local = (now - MARGIN).astimezone(SOFIA)
    six = datetime.combine(local.date(), HOUR, SOFIA)
    if local < six:
        six = datetime.combine(local.date() - timedelta(days=1), HOUR, SOFIA)
    return six


def write_digests() -> int:
    """Write the digests that are due; returns how many. Running it again writes none."""
    until = last_six(clock.now())
    behind = Follow.objects.filter(confirmed_at__isnull=False, ended_at=None, told_until__lt=until)
    oldest = behind.order_by("told_until").values_list("told_until", flat=True).first()
    if oldest is None:
        return 0
    fresh = news(oldest, until)
    addresses = behind.order_by("address").values_list("address", flat=True).distinct()
    return sum(_write(address, until, fresh) for address in list(addresses))


def _write(address: str, until: datetime, fresh: list[News]) -> bool:
    """One address: lock its follows, write the message if anything concerns them, move on."""
    with transaction.atomic():
        follows = list(
            Follow.objects.select_for_update()
            .filter(
                address=address, confirmed_at__isnull=False, ended_at=None, told_until__lt=until
            )
            .order_by("pk")
        )
        windows = {follow.pk: _told(follow) for follow in follows}
        concerned = any(
            concerns(follow, _told(follow), item) for follow in follows for item in fresh
        )
        if concerned:
            post.enqueue(
                "following.digest",
                key=f"digest:{limits.digest(address)}:{until:%Y-%m-%d}",
                to=address,
                language=follows[-1].language,
                context={
                    "until": until.isoformat(),
                    **{f"{PREFIX}{pk}": told.isoformat() for pk, told in windows.items()},
                },
            )
        Follow.objects.filter(pk__in=windows).update(told_until=until)
    return concerned


def _told(follow: Follow) -> datetime:
    """Up to when it was told; a confirmed follow always knows (PostgreSQL checks it)."""
    if follow.told_until is None:
        raise ValueError("A follow that is not confirmed is told nothing.")
    return follow.told_until


def concerns(follow: Follow, since: datetime, item: News) -> bool:
    """Whether `item` is news for this follow, which was told up to `since`."""
    within = follow.scope == scopes.EVERYTHING or follow.scope in item.scopes
    return within and item.at > since


@letter("following.digest")
def _digest(message: Message) -> Letter | None:
    """The mail of one day; None when everything it is about was ended or withdrawn meanwhile."""
    context = dict(message.context)
    until = datetime.fromisoformat(context.pop("until"))
    windows = {
        int(name.removeprefix(PREFIX)): datetime.fromisoformat(since)
        for name, since in context.items()
    }
    follows = list(Follow.objects.filter(pk__in=windows, ended_at=None).order_by("pk"))
    if not follows:
        return None
    fresh = [
        item
        for item in news(min(windows.values()), until)
        if any(concerns(follow, windows[follow.pk], item) for follow in follows)
    ]
    if not fresh:
        return None
    return Letter(
        subject=_subject(fresh),
        template="following_digest",
        context={
            "news": [
                {"at": item.at, "sentence": item.sentence, "url": links.absolute(item.path)}
                for item in fresh
            ],
            "follows": [
                {
                    "name": followed.name,
                    "end_url": links.page_url("following:end", follow.token),
                }
                for follow in follows
                if (followed := scopes.find(follow.scope))
            ],
        },
        follow=follows[0],
        unsubscribe="following:end_all",
    )


def _subject(fresh: list[News]) -> str:
    """The one news itself, or how many there are."""
    if len(fresh) == 1:
        return str(fresh[0].sentence)
    return ngettext(
        "%(count)d piece of news from the municipality",
        "%(count)d pieces of news from the municipality",
        len(fresh),
    ) % {"count": len(fresh)}


def forget_old() -> None:
    """Delete addresses that never confirmed, and follows that were ended a while ago."""
    now = clock.now()
    Follow.objects.filter(confirmed_at=None, asked_at__lt=now - UNCONFIRMED_KEPT).delete()
    Follow.objects.filter(ended_at__lt=now - ENDED_KEPT).delete()
