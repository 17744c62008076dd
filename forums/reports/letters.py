"""The letter that a yearly report is due; a stale one is not sent."""

from django.urls import reverse
from django.utils.translation import gettext as _

from forums.bodies.models import Body
from forums.reports.due import owed, reminder_due
from prestizh.ledger import clock
from prestizh.outbox.letters import Letter, letter
from prestizh.outbox.links import absolute
from prestizh.outbox.models import Message
from prestizh.ui.dates import day_text


@letter("report.due")
def due_letter(message: Message) -> Letter | None:
    """To who keeps the body's papers."""
    body: Body = Body.objects.get(pk=message.context["body"])
    today = clock.today()
    found = owed(body, today)
    if found is None or found[0] != message.context["year"]:
        return None
    if reminder_due(found[1], today) != message.context["number"]:
        return None
    facts = {"year": found[0], "body": str(body), "day": day_text(found[1])}
    path = reverse("reports:desk", args=[body.public_id])
    is_late = found[1] < today
    sentence = _("It was due by %(day)s.") if is_late else _("It is due by %(day)s.")
    return Letter(
        subject=_("Yearly report for %(year)d of %(body)s") % facts,
        template="recommendation",
        context={
            "heading": _("Yearly report for %(year)d of %(body)s") % facts,
            "paragraphs": [
                sentence % facts,
                _("It is made from the record: look through it, add a few words, publish it."),
            ],
            "label": _("Look through the report"),
            "link": absolute(f"{reverse('account_login')}?next={path}"),
        },
    )
