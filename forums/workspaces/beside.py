"""What a room adds to the pages of its body: the final report, and for its people the way in."""

from django.utils.translation import gettext_lazy as _

from forums.bodies.desk_tabs import Tab, tab
from forums.bodies.models import Body
from forums.bodies.panels import Panel, panel
from forums.workspaces.models import Report, Workspace
from prestizh.accounts.access import Anyone


@panel(60)
def final_report(body: Body) -> Panel | None:
    """The final report, for everybody; of the room itself nothing is told."""
    report = Report.objects.public().filter(workspace__body=body).first()
    if report is None:
        return None
    return Panel(
        _("Final report"), "workspaces/result_panel.html", {"report": report}, "final-report"
    )


@tab(60)
def way_in(body: Body, reader: Anyone) -> Tab | None:
    """The room, for those who are in it."""
    room = Workspace.objects.visible_to(reader).select_related("body").filter(body=body).first()
    if room is None:
        return None
    return Tab("workspaces:page", _("Workspace"), room.get_absolute_url())
