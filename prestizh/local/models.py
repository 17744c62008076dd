"""What the demo keeps beside the portal: the mails that would have left."""

from django.db import models


class DemoMail(models.Model):
    """One mail of the demo as it would have gone over the wire; shown on the demo's own page."""

    received_at = models.DateTimeField()
    recipients = models.TextField()
    subject = models.TextField()
    raw = models.BinaryField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.subject
