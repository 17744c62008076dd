"""What a body recommends, on its own page, and its tab at the desk."""

from datetime import datetime

from django.db.models import Count, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forums.bodies.desk_tabs import Tab, tab
from forums.bodies.models import Body
from forums.bodies.panels import Panel, panel
from forums.recommendations.models.answer import TAKEN_UP
from prestizh.accounts.access import Anyone, may
from prestizh.ledger import clock
from prestizh.terms import closes_at

NEWEST = 5


def end_of_today() -> datetime:
    """The instant at which the count of days late changes."""
    return closes_at(clock.today())


@panel(50)
def recommendations_panel(body: Body) -> Panel | None:
    """The newest recommendations with the state of their answer, and what share was taken up."""
    sent = body.recommendations.public()
    newest = list(sent.select_related("body", "unit")[:NEWEST])
    if not newest:
        return None
    counts = sent.aggregate(
        all=Count("pk"),
        answered=Count("pk", filter=~Q(outcome="")),
        taken_up=Count("pk", filter=Q(outcome__in=TAKEN_UP)),
    )
    today = clock.today()
    shown = [(row, row.days_late(today)) for row in newest]
    context = {"recommendations": shown, "counts": counts}
    return Panel(
        _("Recommendations"),
        "recommendations/panel.html",
        context,
        anchor="recommendations",
        true_until=end_of_today(),
    )


@tab(50)
def recommendations_tab(body: Body, reader: Anyone) -> Tab | None:
    """The body's recommendations at the desk, for those who write them."""
    if not may(reader, "recommendation.manage", body.subject):
        return None
    url = reverse("recommendations:desk_body", args=[body.public_id])
    return Tab("recommendations:desk_body", _("Recommendations"), url)
