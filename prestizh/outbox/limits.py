"""How many mails the portal's forms may cause, counted in PostgreSQL so that it outlives Redis."""

from datetime import timedelta

from django.db import transaction
from django.utils.crypto import salted_hmac

from prestizh.ledger import clock
from prestizh.outbox.models import MailLimit

FOR_AN_ADDRESS = 3
FOR_A_NETWORK = 20
# The breaker: whoever has many addresses and many networks is stopped here.
FOR_ALL = 600
KEPT = timedelta(days=2)


def digest(text: str) -> str:
    """A short name for `text` that doesn't tell it: keyed, so that no list of addresses helps."""
    return salted_hmac(
        "prestizh.outbox.limits", text.strip().lower(), algorithm="sha256"
    ).hexdigest()[:40]


def allow(subject: str, *, most: int) -> bool:
    """Count one more for `subject` in this hour of the clock; False when it had `most` already."""
    hour = clock.now().replace(minute=0, second=0, microsecond=0)
    name = digest(subject)
    with transaction.atomic():
        MailLimit.objects.bulk_create([MailLimit(subject=name, hour=hour)], ignore_conflicts=True)
        row = MailLimit.objects.select_for_update().get(subject=name, hour=hour)
        if row.count >= most:
            return False
        row.count += 1
        row.save(update_fields=["count"])
    return True


def allow_mail(address: str, network: str) -> bool:
    """Whether a form may cause one more mail to `address`, asked for from `network`."""
    return (
        allow(f"network:{network}", most=FOR_A_NETWORK)
        and allow(f"address:{address}", most=FOR_AN_ADDRESS)
        and allow("all", most=FOR_ALL)
    )


def forget_old() -> None:
    """Delete the counts of past days; they limit nothing any more."""
    MailLimit.objects.filter(hour__lt=clock.now() - KEPT).delete()
