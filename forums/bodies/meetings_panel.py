"""What the page of a body says of its meetings: those that are convened, the newest that were held."""

from django.utils.translation import gettext_lazy as _

from forums.bodies.models import Body
from forums.bodies.panels import Panel, panel
from prestizh.meetings.models import Meeting
from prestizh.meetings.stages import MeetingStage

NEWEST = 5
AHEAD = (MeetingStage.CONVENED, MeetingStage.OPENED)


@panel(20)
def meetings(body: Body) -> Panel | None:
    """The meetings that everybody may read about; nothing before the first notice."""
    found = Meeting.objects.public().filter(subject=body.subject)
    ahead = list(found.filter(stage__in=AHEAD).order_by("starts_at"))
    past = list(found.exclude(stage__in=AHEAD)[:NEWEST])
    if not ahead and not past:
        return None
    context = {"ahead": ahead, "past": past}
    return Panel(_("Meetings"), "meetings/panels/of_body.html", context, "meetings")
