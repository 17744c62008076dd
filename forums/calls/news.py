"""What can be followed of calls, and what followers are told in their digest."""

from collections.abc import Iterator
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forums.calls.models import Call, CallChange
from forums.calls.reminders import scopes_of
from forums.calls.stages import CallStep
from prestizh.outbox.digest import News, digest_source
from prestizh.outbox.scopes import scope
from prestizh.refusal import Sentence

SENTENCES: dict[str, Sentence] = {
    CallStep.PUBLISH: gettext_lazy("%(call)s: applications are taken"),
    CallStep.DECIDE: gettext_lazy("%(call)s: the result is published"),
    CallStep.CORRECT: gettext_lazy("%(call)s: the result is corrected after an objection"),
    CallStep.FINISH: gettext_lazy("%(call)s: the result is final"),
    CallStep.CANCEL: gettext_lazy("%(call)s: cancelled"),
}


@scope("calls")
def all_calls(value: str) -> tuple[str, str] | None:
    """All calls for members; the value is always `all`."""
    return (_("Calls for members"), reverse("calls:list")) if value == "all" else None


@scope("call")
def one_call(value: str) -> tuple[str, str] | None:
    """A call that anybody may read, by its public id: one in preparation can't be guessed."""
    found = Call.objects.public().visible_to(AnonymousUser()).filter(public_id=value).first()
    return None if found is None else (str(found), found.get_absolute_url())


@digest_source
def call_news(since: datetime, until: datetime) -> Iterator[News]:
    """Every public step of every call after `since`, up to and with `until`."""
    changes = (
        CallChange.objects.filter(
            step__in=SENTENCES, at__gt=since, at__lte=until, call__published_at__isnull=False
        )
        .select_related("call__body")
        .order_by("pk")
    )
    for change in changes:
        yield News(
            scopes=frozenset(scopes_of(change.call)),
            at=change.at,
            sentence=str(SENTENCES[change.step]) % {"call": change.call},
            path=change.call.get_absolute_url(),
        )
