"""The way from the desk of a body to its meetings."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forums.bodies.desk_tabs import Tab, tab
from forums.bodies.models import Body
from forums.bodies.stages import BodyStage
from prestizh.accounts.access import Anyone, may


@tab(30)
def meetings(body: Body, reader: Anyone) -> Tab | None:
    """For those who convene, while the body is at work."""
    if body.stage != BodyStage.ACTIVE or not may(reader, "meeting.convene", body.subject):
        return None
    return Tab("meetings", _("Meetings"), reverse("meetings:desk"))
