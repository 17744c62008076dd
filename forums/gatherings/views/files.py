"""What the pages of a forum show as tables, as files; for the public page and the desk alike."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from forums.gatherings.models import Session
from forums.gatherings.projects import Ranked
from forums.gatherings.tables import of_attendance, of_ideas, of_motions, of_sessions
from prestizh.ui.exporting import exported


def file_of_sessions(
    request: HttpRequest, rows: list[Session], *, which: str = ""
) -> HttpResponse | None:
    """The sessions as the file that is asked for, if one is."""
    return exported(request, lambda: of_sessions(rows), _("Sessions"), which=which)


def file_of_session(request: HttpRequest, shown: dict[str, Any]) -> HttpResponse | None:
    """Attendance or motions of the session that is `shown`, if a file is asked for."""
    there, motions = shown["attendance"], shown["motions"]
    return exported(
        request, lambda: of_attendance(there), _("Attendance by tables"), which="attendance"
    ) or exported(request, lambda: of_motions(motions), _("What the tables proposed"))


def file_of_ideas(request: HttpRequest, ideas: list[Ranked]) -> HttpResponse | None:
    """The project ideas as the file that is asked for, if one is."""
    return exported(request, lambda: of_ideas(ideas), _("Project ideas"))
