"""What goes back to those who assess: an application left out, whose objection was upheld.

It has no points, so it can't be ranked: it gets them while the result is published, from everybody
who assessed the others, and then the result is corrected (`correcting`).
"""

from collections.abc import Iterator

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from forums.calls.models import Application, Call, Objection, Score, Verdict
from forums.calls.ranking import Placed, assessed, compare
from prestizh.refusal import Obstacle

UPHELD = Exists(
    Objection.objects.filter(application=OuterRef("pk"), outcome=Objection.Outcome.UPHELD)
)
LEFT_OUT = Q(verdict=None) | Q(verdict__decision=Verdict.Decision.INADMISSIBLE)


def readmitted(call: Call) -> "QuerySet[Application]":
    """What waits for points, or for the corrected result, after its objection was upheld."""
    rows: QuerySet[Application] = (
        call.applications.sent()
        .filter(UPHELD, LEFT_OUT)
        .select_related("seat__seat", "organisation", "verdict")
        .order_by("pk")
    )
    return rows


def is_readmitted(application: Application) -> bool:
    """Whether it waits for points, or for the corrected result."""
    return readmitted(application.call).filter(pk=application.pk).exists()


def unscored(call: Call) -> Iterator[Obstacle]:
    """Who still owes points to what goes back."""
    back = list(readmitted(call))
    wanted = call.criteria.count() * len(back)
    for selector in call.selectors.all():
        given = Score.objects.filter(selector=selector, application__in=back).count()
        if given < wanted:
            yield Obstacle(
                _("%(name)s gave %(given)d of %(wanted)d points.")
                % {"name": selector, "given": given, "wanted": wanted},
                field="points",
            )


def compared_anew(call: Call) -> list[tuple[Placed, Application]]:
    """The ranking as it would be, of the seats for which something goes back; best first."""
    back = list(readmitted(call))
    rows = {row.pk: row for row in [*assessed(call).select_related("verdict"), *back]}
    placed = compare(call, rows.values())
    return [
        (one, rows[one.key])
        for seat in sorted({row.seat_id for row in back})
        for one in placed.get(seat, [])
    ]
