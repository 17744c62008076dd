"""Where the demo's mails go: into a table, in the transaction that delivers them."""

from collections.abc import Sequence

from django.core.mail import EmailMessage
from django.core.mail.backends.base import BaseEmailBackend

from prestizh.ledger import clock
from prestizh.local.models import DemoMail


class EmailBackend(BaseEmailBackend):
    """Keeps every mail as it would have gone over the wire."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        now = clock.now()
        kept = [
            DemoMail(
                received_at=now,
                recipients=", ".join(mail.recipients()),
                subject=str(mail.subject),
                raw=mail.message().as_bytes(),
            )
            for mail in email_messages
        ]
        DemoMail.objects.bulk_create(kept)
        return len(kept)
