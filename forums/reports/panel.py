"""The yearly reports on the page of a body, and their page at the desk."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forums.bodies.desk_tabs import Tab, tab
from forums.bodies.models import Body
from forums.bodies.panels import Panel, panel
from prestizh.accounts.access import Anyone, may


@panel(80)
def reports_panel(body: Body) -> Panel | None:
    """Every published report, the newest first."""
    found = list(body.yearly_reports.all())
    if not found:
        return None
    return Panel(_("Yearly reports"), "reports/panel.html", {"reports": found}, anchor="reports")


@tab(70)
def reports_tab(body: Body, reader: Anyone) -> Tab | None:
    """For those who may publish one."""
    if not may(reader, "report.publish", body.subject):
        return None
    url = reverse("reports:desk", args=[body.public_id])
    return Tab("reports:desk", _("Yearly report"), url)
