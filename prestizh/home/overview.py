"""What the administrator looks at: what is late, what is due this month, how people take part."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from prestizh.accounts.access import may, only_for
from prestizh.home.due_dates import duties, of_due_dates
from prestizh.home.figures import figures
from prestizh.ledger import clock
from prestizh.outbox import overview as post
from prestizh.ui.exporting import exported

# Lines of each part; how many more there are is said as a number.
MOST = 30


@only_for("overview.read")
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The page; each line leads to where something can be done."""
    today = clock.today()
    late, ahead = duties(today)
    file = exported(
        request, lambda: of_due_dates([*late, *ahead], today), _("What is late and what is due")
    )
    if file is not None:
        return file
    context = {
        "today": today,
        "late": [(one, one.days_late(today)) for one in late[:MOST]],
        "late_more": max(len(late) - MOST, 0),
        "ahead": [(one, 0) for one in ahead[:MOST]],
        "ahead_more": max(len(ahead) - MOST, 0),
        "figures": figures(today),
        "post": post.standing() if may(request.user, "operation.read") else None,
        "section": "desk",
    }
    return render(request, "home/overview.html", context)
