"""The letter that a report of a schedule is ready."""

from django.urls import reverse
from django.utils.translation import gettext as _

from feedback.reports.models import ParticipationReport
from prestizh.accounts.access import may
from prestizh.outbox.letters import Letter, letter
from prestizh.outbox.links import absolute
from prestizh.outbox.models import Message


@letter("participation.ready")
def ready_letter(message: Message) -> Letter | None:
    """To whom the schedule named, if they may still read it."""
    if message.user is None or not may(message.user, "participation.read"):
        return None
    report = ParticipationReport.objects.get(pk=message.context["report"])
    path = reverse("participation:desk_page", args=[report.public_id])
    return Letter(
        subject=_("A participation report is ready"),
        template="recommendation",
        context={
            "heading": str(report),
            "paragraphs": [
                _("The report was made by itself after the end of the period."),
                _("Look through it, say the causes of what deviates, and publish it."),
            ],
            "label": _("Read the report"),
            "link": absolute(f"{reverse('account_login')}?next={path}"),
        },
    )
