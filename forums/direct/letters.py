"""The letters of the register: made on delivery from the rows as they are then."""

from django.urls import reverse
from django.utils.translation import gettext as _

from forums.direct.models import Initiative
from forums.direct.reminders import number_due, owed_by_office
from prestizh.ledger import clock
from prestizh.outbox.letters import Letter, letter
from prestizh.outbox.links import absolute
from prestizh.outbox.models import Message
from prestizh.places.calendar import calendar


@letter("direct.due")
def due_letter(message: Message) -> Letter | None:
    """To the clerk: a lawful day comes near or has passed. What was done meanwhile isn't sent."""
    rows = Initiative.objects.all().with_all().prefetch_related("measures")
    row = rows.get(pk=message.context["initiative"])
    today = clock.today()
    for owed in owed_by_office(row, calendar()):
        if owed.code == message.context["code"]:
            if number_due(owed.day, today) != message.context["number"]:
                return None
            late = max((today - owed.day).days, 0)
            subject = _("Overdue: %s") if late else _("Due soon: %s")
            path = reverse("direct:desk_page", args=[row.public_id])
            return Letter(
                subject=subject % row,
                template="direct_due",
                context={
                    "title": str(row),
                    "owed": owed,
                    "late": late,
                    "left": max((owed.day - today).days, 0),
                    "desk_link": absolute(f"{reverse('account_login')}?next={path}"),
                },
            )
    return None
