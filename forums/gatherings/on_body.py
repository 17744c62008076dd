"""What a body's own pages show of its forum: a panel for everybody, a tab at the desk."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forums.bodies.desk_tabs import Tab, tab
from forums.bodies.models import Body
from forums.bodies.panels import Panel, panel
from forums.gatherings.models import Forum
from forums.gatherings.registering import is_open
from forums.gatherings.showing import changes_at
from forums.gatherings.stages import METHOD_OF
from prestizh.accounts.access import Anyone, may
from prestizh.ledger import clock


@panel(15)
def forum(body: Body) -> Panel | None:
    """How one takes part, and where the forum stands."""
    if body.kind not in METHOD_OF:
        return None
    row = Forum.objects.public().select_related("body").filter(body=body).first()
    if row is None:
        return None
    now = clock.now()
    context = {"forum": row, "is_open": is_open(row, now)}
    return Panel(_("The forum"), "gatherings/panel.html", context, "forum", changes_at(row, now))


@tab(60)
def forum_tab(body: Body, reader: Anyone) -> Tab | None:
    """The desk of the forum, for those who run it."""
    if body.kind not in METHOD_OF or not may(reader, "forum.manage", body.subject):
        return None
    is_there = Forum.objects.filter(body=body).exists()
    name = "gatherings:desk" if is_there else "gatherings:prepare"
    return Tab(name, _("Forum"), reverse(name, args=[body.public_id]))
