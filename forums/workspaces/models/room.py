"""The room itself, and who is in it."""

import uuid
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from forums.bodies.models import Body
from forums.bodies.models.body import kept_by
from prestizh.accounts import access
from prestizh.accounts.models import User

if TYPE_CHECKING:
    from prestizh.accounts.access import Anyone


class WorkspaceQuerySet(models.QuerySet["Workspace"]):
    """Rooms by who is in them. For everybody else, staff or not, there is none."""

    def visible_to(self, user: "Anyone") -> Self:
        """Those of the bodies in which the person sits now or keeps the papers; all to audit."""
        if access.may(user, "workspace.read"):
            return self.all()
        return self.editable_by(user)

    def editable_by(self, user: "Anyone") -> Self:
        """The same without who only audits. That a closed room takes nothing is said by the acts."""
        return self.filter(Q(body__in=Body.objects.of_member(user)) | Q(body__in=kept_by(user)))


class Workspace(models.Model):
    """The closed room of one body (работно пространство).

    What happens inside stands in a chain of its own, `subject`, so that the public chain of the
    body doesn't tell how many papers there are. A closed room can be read and not changed.
    """

    body = models.OneToOneField(Body, models.PROTECT, related_name="workspace")
    subject = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    opened_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField()
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    closed_at = models.DateTimeField(null=True)
    close_reason = models.CharField(max_length=400, blank=True)

    objects: ClassVar = WorkspaceQuerySet.as_manager()

    class Meta:
        ordering = ["body__name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_at=None, closed_by=None, close_reason="")
                | (Q(closed_at__isnull=False, closed_by__isnull=False) & ~Q(close_reason="")),
                name="a_closed_workspace_says_why",
            )
        ]

    def __str__(self) -> str:
        return str(self.body)

    def get_absolute_url(self) -> str:
        return reverse("workspaces:page", args=[self.body.public_id])


def people_of(body: Body) -> "models.QuerySet[User]":
    """Everybody with an account who sits in the body now or keeps its papers, by name."""
    sitting = Q(memberships__body=body, memberships__ended_on=None)
    keeping = Q(secretary_of__body=body, secretary_of__ended_at=None)
    found = User.objects.filter(sitting | keeping, is_active=True)
    return found.order_by("display_name", "pk").distinct()
