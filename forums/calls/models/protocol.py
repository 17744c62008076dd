"""The protocol of a selection as it was drawn up: frozen with its digests, one edition after another."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q

from forums.bodies.models.body import kept_by
from forums.calls.models.call import Call
from prestizh.accounts import access

if TYPE_CHECKING:
    from typing import Any

    from prestizh.accounts.access import Anyone


class SelectionProtocolQuerySet(models.QuerySet["SelectionProtocol"]):
    """Protocols as they are allowed to be seen, the newest edition first."""

    def public(self) -> Self:
        """Those of calls that everybody may read; of each only `shown` is for everybody."""
        return self.filter(call__in=Call.objects.public())

    def visible_to(self, user: "Anyone") -> Self:
        """In full, for those who read the applications as well."""
        if access.may(user, "application.read"):
            return self.all()
        return self.filter(call__body__in=kept_by(user))


class SelectionProtocol(models.Model):
    """One edition of the protocol (протокол от подбора), never changed.

    `content` is as `protocol.content` makes it: selectors by name, the points of each, who would
    sit in the body. `shown` is what the policy of the call makes public of it. Either has its
    digest. A new edition follows a decision that was changed, and the result that became final.
    """

    call = models.ForeignKey(Call, models.PROTECT, related_name="protocols")
    number = models.PositiveSmallIntegerField()
    content: "models.JSONField[Any, Any]" = models.JSONField()
    digest = models.CharField(max_length=64)
    shown: "models.JSONField[Any, Any]" = models.JSONField()
    shown_digest = models.CharField(max_length=64)
    record_number = models.PositiveBigIntegerField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar = SelectionProtocolQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["call", "number"], name="a_number_names_one_protocol"),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$", shown_digest__regex=r"^[0-9a-f]{64}$"),
                name="a_protocol_has_its_digests",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.call_id}/{self.number}"
