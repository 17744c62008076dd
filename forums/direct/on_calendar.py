"""The days of the register in the calendar of everything: votes, assemblies, what is due."""

from collections.abc import Iterator
from datetime import date

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forums.direct.models import Initiative
from forums.direct.reading import Dated, dates_of, read
from forums.direct.stages import FINAL, Stage
from prestizh.places.calendar import calendar
from prestizh.ui.happenings import Happening, happenings


@happenings
def days_of_the_register(first: date, last: date) -> Iterator[Happening]:
    """What is held, past or to come, and the terms that run."""
    is_held = Q(holds_on__range=(first, last))
    rows = Initiative.objects.public().filter(~Q(stage__in=FINAL) | is_held)
    days = calendar()
    for row in rows.with_all().prefetch_related("topics"):
        for one in dates_of(read(row, last, days)):
            if first <= one.day <= last:
                yield happening_of(one)


def happening_of(one: Dated) -> Happening:
    """A day of an entry as the calendar shows it; `changes` and `topics` are fetched before."""
    row = one.row
    if one.is_event:
        kind, title, place = row.get_kind_display().capitalize(), str(row), row.place
    else:
        kind, title, place = str(_("Direct participation")), f"{row}: {one.text}", ""
    return Happening(
        key=f"direct-{row.public_id}-{one.code}",
        kind=kind,
        title=title,
        path=row.get_absolute_url(),
        day=one.day,
        said_at=max(change.at for change in row.changes.all()),
        scopes=frozenset(f"topic:{topic.pk}" for topic in row.topics.all()),
        starts_at=one.starts_at,
        place=place,
        is_cancelled=one.is_event and row.stage == Stage.LAPSED,
    )
