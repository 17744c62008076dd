"""The daily root of the record, mailed to addresses outside the house.

A chain alone proves little to whoever holds the whole database: its tail could be cut, or all of it
rewritten. What stands in mailboxes of others can't be.
"""

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from prestizh.ledger import daily
from prestizh.ledger.models import DailyRoot
from prestizh.outbox.letters import Letter, letter
from prestizh.outbox.links import page_url
from prestizh.outbox.models import Message
from prestizh.outbox.post import enqueue


def send_out() -> int:
    """Keep today's root and put it into the post to every address; once a day, however often asked.

    Returns to how many addresses.
    """
    kept = daily.keep_root()
    with transaction.atomic():
        for address in settings.RECORD_ROOT_ADDRESSES:
            enqueue(
                "record.daily_root",
                key=f"daily_root:{kept.on}:{address}",
                to=address,
                language="bg",
                context={"day": kept.on.isoformat()},
            )
    return len(settings.RECORD_ROOT_ADDRESSES)


@letter("record.daily_root")
def daily_root_letter(message: Message) -> Letter | None:
    """Day, number of entries, root and signature, with the way to check them."""
    kept = DailyRoot.objects.get(on=message.context["day"])
    return Letter(
        subject=_("Root of the record, %(day)s") % {"day": f"{kept.on:%d.%m.%Y}"},
        template="daily_root",
        context={
            "kept": kept,
            "root": bytes(kept.root).hex(),
            "signature": bytes(kept.signature).hex(),
            "record_link": page_url("ledger:record"),
        },
    )
