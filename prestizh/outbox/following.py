"""Following without an account: an address asks, confirms by a link, and ends it in one click.

Nothing here tells whether an address is known: asking gives the same answer whatever the state.
"""

import secrets
from collections.abc import Iterable
from uuid import uuid4

from django.core import signing
from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from prestizh.ledger import clock
from prestizh.outbox import limits, links, post, scopes
from prestizh.outbox.digest import News, digest_source
from prestizh.outbox.letters import Letter, letter
from prestizh.outbox.models import Follow, Message
from prestizh.refusal import Refused

__all__ = [
    "News",
    "ask",
    "ask_for",
    "asked_by",
    "confirm",
    "digest_source",
    "end",
    "end_all",
    "follow_of",
    "followers_of",
]

SALT = "prestizh.outbox.following.confirm"
LINK_SECONDS = 7 * 24 * 60 * 60
MOST_SCOPES = 60


def ask(address: str, scope: str, language: str, *, network: str) -> None:
    """Ask to follow one scope; see `ask_for`."""
    ask_for(address, [scope], language, network=network)


def ask_for(address: str, wanted: Iterable[str], language: str, *, network: str) -> None:
    """Send the address one mail to confirm that it wants to follow these scopes.

    Over the limits (an address, a network, an hour) nothing is sent and nothing is said.
    Refused where nothing, or nothing that exists, was chosen.
    """
    names = sorted(set(wanted))
    if not names or len(names) > MOST_SCOPES or not all(map(scopes.find, names)):
        raise Refused(gettext_lazy("Choose what you want to follow."))
    email = address.strip().lower()
    with transaction.atomic():
        if not limits.allow_mail(email, network):
            return
        now = clock.now()
        keys = []
        for name in names:
            follow, _made = Follow.objects.get_or_create(
                address=email,
                scope=name,
                ended_at=None,
                defaults={
                    "token": secrets.token_urlsafe(32),
                    "language": language,
                    "asked_at": now,
                },
            )
            keys.append(follow.pk)
        post.enqueue(
            "following.confirm",
            key=f"following.confirm:{uuid4()}",
            to=email,
            language=language,
            context={"follows": " ".join(map(str, keys))},
        )


def follows_in(text: object) -> list[Follow]:
    """The follows whose keys stand in `text`, those that were ended left out."""
    keys = [int(key) for key in str(text).split()]
    return list(Follow.objects.filter(pk__in=keys, ended_at=None).order_by("pk"))


def asked_by(token: str) -> list[Follow]:
    """What the link in the mail is about; Refused when it is too old or was not made by us."""
    try:
        keys = signing.loads(token, salt=SALT, max_age=LINK_SECONDS)
    except signing.BadSignature as error:
        raise Refused(
            gettext_lazy("This link doesn't hold any more. Ask for a new one; it takes a minute.")
        ) from error
    return follows_in(keys)


def confirm(token: str) -> list[Follow]:
    """Put into force what was asked for; doing it twice changes nothing more."""
    asked = asked_by(token)
    with transaction.atomic():
        now = clock.now()
        Follow.objects.filter(
            pk__in=[follow.pk for follow in asked], confirmed_at=None, ended_at=None
        ).update(confirmed_at=now, told_until=now)
    return asked


def follow_of(token: str) -> Follow | None:
    """The follow that the secret link in a mail names, ended or not; None for an unknown one."""
    return Follow.objects.filter(token=token).first()


def end(token: str) -> None:
    """End the one following that `token` names. Unknown or ended: nothing to do."""
    Follow.objects.filter(token=token, ended_at=None).update(ended_at=clock.now())


def end_all(token: str) -> None:
    """End everything that the address of this follow follows."""
    follow = follow_of(token)
    if follow is not None:
        Follow.objects.filter(address=follow.address, ended_at=None).update(ended_at=clock.now())


def followers_of(wanted: Iterable[str]) -> QuerySet[Follow]:
    """The confirmed follows of any of these scopes, one for each address."""
    return (
        Follow.objects.filter(scope__in=list(wanted), confirmed_at__isnull=False, ended_at=None)
        .order_by("address", "pk")
        .distinct("address")
    )


@letter("following.confirm")
def _confirmation(message: Message) -> Letter | None:
    """The mail with the link; it says so when there is nothing left to confirm."""
    follows = follows_in(message.context["follows"])
    found = [followed for follow in follows if (followed := scopes.find(follow.scope))]
    if not found:
        return None
    waiting = [follow for follow in follows if follow.confirmed_at is None]
    token = signing.dumps(" ".join(str(follow.pk) for follow in follows), salt=SALT)
    return Letter(
        subject=_("Confirm that you want to be told") if waiting else _("You are told already"),
        template="following_confirm",
        context={
            "followed": found,
            "confirm_url": links.page_url("following:confirm", token) if waiting else "",
            "end_url": links.page_url("following:end_all", follows[0].token),
        },
    )
