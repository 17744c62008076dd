"""Answers that were begun: kept under the digest of what only the browser or the letter holds."""

import hashlib
import secrets

from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from feedback.surveys.models import Draft, Survey
from feedback.surveys.procedure import hold
from prestizh.ledger import clock
from prestizh.refusal import Refused

# What one screen may send, in characters; the longest answer in free words is far below.
MOST_CHARACTERS = 60_000
# A survey keeps no more drafts than this: whoever opens it by a program stops nobody else.
MOST_DRAFTS = 50_000

Screens = dict[str, dict[str, list[str]]]


def new_token() -> str:
    """What a browser holds to find its draft again."""
    return secrets.token_urlsafe(24)


def key_of(token: str) -> str:
    """Under what a draft is kept; the token itself is in no row."""
    return hashlib.sha256(b"prestizh.surveys.draft:" + token.encode()).hexdigest()


def find(survey: Survey, token: str) -> Screens:
    """What was kept so far, by screen; empty where nothing was."""
    kept = Draft.objects.filter(survey=survey, key=key_of(token)).first()
    return kept.raw if kept is not None else {}


@transaction.atomic
def keep(survey: Survey, token: str, screen: str, sent: QueryDict) -> Screens:
    """Keep what was sent from one screen in place of what stood there. Raises `Refused`."""
    hold(survey)
    row = Survey.objects.get(pk=survey.pk)
    if not row.is_open(clock.now()):
        raise Refused(_("Answers are not taken any more."))
    written = {name: values for name, values in sent.lists() if not name.startswith("_")}
    if sum(len(value) for values in written.values() for value in values) > MOST_CHARACTERS:
        raise Refused(_("This is longer than one screen of answers can be. Please shorten it."))
    known = Draft.objects.filter(survey=row, key=key_of(token)).first()
    if known is None and Draft.objects.filter(survey=row).count() >= MOST_DRAFTS:
        raise Refused(_("Too many people are answering right now. Please try again later."))
    screens: Screens = {**(known.raw if known else {}), screen: written}
    Draft.objects.update_or_create(key=key_of(token), defaults={"survey": row, "raw": screens})
    return screens


def raw_of(screens: Screens) -> QueryDict:
    """All screens together, as one form would have sent them."""
    sent = QueryDict(mutable=True)
    for written in screens.values():
        for name, values in written.items():
            sent.setlist(name, values)
    return sent
