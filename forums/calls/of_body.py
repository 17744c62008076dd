"""What the pages of a body show of its calls: a panel for everybody, a tab at the desk."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forums.bodies.desk_tabs import Tab, tab
from forums.bodies.models import Body
from forums.bodies.panels import Panel, panel
from forums.bodies.stages import BodyStage
from forums.calls.models import Call
from forums.calls.result import standing
from prestizh.accounts.access import Anyone, may
from prestizh.ledger import clock
from prestizh.terms import closes_at, sofia_day

SHOWN = 5


@panel(40)
def calls_of(body: Body) -> Panel | None:
    """The newest calls for members; „open“ and the days left are true until the next change."""
    rows = list(
        Call.objects.public()
        .filter(body=body)
        .select_related("body")
        .order_by("-published_at")[:SHOWN]
    )
    if not rows:
        return None
    now = clock.now()
    today = sofia_day(now)
    terms = [row.closes_at for row in rows] + [row.objections_close_at for row in rows]
    ends = [end for end in terms if end is not None and end > now]
    shown = [(row, standing(row, now), row.is_open(now)) for row in rows]
    return Panel(
        _("Calls for members"),
        "calls/of_body.html",
        {"calls": shown, "today": today},
        anchor="calls",
        true_until=min([*ends, closes_at(today)]),
    )


@tab(40)
def calls_at_desk(body: Body, reader: Anyone) -> Tab | None:
    """The calls at the desk, for who prepares them."""
    if body.stage != BodyStage.ACTIVE or not may(reader, "call.manage", body.subject):
        return None
    return Tab("calls:desk", _("Calls for members"), reverse("calls:desk"))
