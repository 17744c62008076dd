"""Who wants no letters of surveys: an account, or an address of which only a digest is kept."""

from django.conf import settings
from django.db import models
from django.db.models import Q


class Unwanted(models.Model):
    """That a reader wants no invitation and no reminder of any survey, since this day.

    It names no survey, no letter and no code, and has no finer time, so it tells of no answer.
    """

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    address_sha256 = models.CharField(max_length=64, blank=True)
    since = models.DateField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False, address_sha256="")
                | Q(user=None, address_sha256__regex=r"^[0-9a-f]{64}$"),
                name="letters_are_unwanted_by_one",
            ),
            models.UniqueConstraint(
                fields=["address_sha256"],
                condition=~Q(address_sha256=""),
                name="an_address_says_it_once",
            ),
        ]

    def __str__(self) -> str:
        return str(self.user_id or self.address_sha256[:8])
