"""Which version of a published page is the current one."""

from django.db import models


class Publication(models.Model):
    """A subject of public pages and the number of its version, raised by the acts.

    `key` names the subject: `consultation:<public id>`, `consultations` (lists and first page).
    """

    key = models.CharField(max_length=80, primary_key=True)
    version = models.PositiveBigIntegerField(default=1)

    def __str__(self) -> str:
        return f"{self.key} {self.version}"
