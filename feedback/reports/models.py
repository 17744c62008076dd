"""Participation reports, their editions as they were counted, and the schedules of them."""

import uuid
from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from feedback.reports.scope import Kind
from prestizh.accounts import access
from prestizh.documents.models import new_public_id
from prestizh.places.models import Unit
from prestizh.ui.dates import day_text

if TYPE_CHECKING:
    from prestizh.accounts.access import Anyone

LIST_KEY = "participation"


class Every(models.TextChoices):
    """How often a report is made by itself, the day after the period."""

    QUARTER = "quarter", _("every quarter")
    YEAR = "year", _("every year")


class ScheduleQuerySet(models.QuerySet["Schedule"]):
    """Schedules as they are allowed to be seen."""

    def editable_by(self, user: "Anyone") -> Self:
        """All for those who make reports."""
        return self.all() if access.may(user, "participation.make") else self.none()


class Schedule(models.Model):
    """Asks for a report after each period, and who gets a letter. Ended, never deleted."""

    subject = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    every = models.CharField(_("how often"), max_length=8, choices=Every)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, verbose_name=_("unit in charge")
    )
    kind = models.CharField(_("which procedures"), max_length=14, choices=Kind, default=Kind.ALL)
    recipients = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects: ClassVar = ScheduleQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(every__in=[one.value for one in Every]), name="schedule_is_known"
            ),
            models.UniqueConstraint(
                fields=["every", "unit", "kind"],
                condition=Q(ended_at=None),
                name="one_schedule_of_a_kind",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return str(Every(self.every).label)


class ParticipationReportQuerySet(models.QuerySet["ParticipationReport"]):
    """Reports as they are allowed to be seen."""

    def public(self) -> Self:
        """What was published."""
        return self.filter(published_at__isnull=False)

    def visible_to(self, user: "Anyone") -> Self:
        """What was published; all for those who make and audit."""
        return self.all() if access.may(user, "participation.read") else self.public()

    def editable_by(self, user: "Anyone") -> Self:
        """All for those who make reports."""
        return self.all() if access.may(user, "participation.make") else self.none()


class ParticipationReport(models.Model):
    """A report that was asked for (доклад за участието): period, unit, kind; never changed.

    `subject` names its chain in the record. What was counted stands in its editions; how far the
    worker is, in the rendition. `schedule` is set where nobody asked for it by hand.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    subject = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    first_day = models.DateField(_("first day"))
    last_day = models.DateField(_("last day"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, verbose_name=_("unit in charge")
    )
    kind = models.CharField(_("which procedures"), max_length=14, choices=Kind, default=Kind.ALL)
    schedule = models.ForeignKey(Schedule, models.PROTECT, null=True, related_name="reports")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    asked_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True)

    objects: ClassVar = ParticipationReportQuerySet.as_manager()

    class Meta:
        ordering = ["-last_day", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(last_day__gte=F("first_day")), name="a_period_ends_after_it_begins"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Kind]), name="kind_of_report_is_known"
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None)
                | Q(published_at__isnull=False, published_by__isnull=False),
                name="a_person_publishes_a_report",
            ),
            models.UniqueConstraint(
                fields=["schedule", "first_day"], name="a_schedule_makes_one_report_a_period"
            ),
        ]

    def __str__(self) -> str:
        return gettext("Participation from %(first)s to %(last)s") % {
            "first": day_text(self.first_day, "date"),
            "last": day_text(self.last_day, "date"),
        }

    def get_absolute_url(self) -> str:
        return reverse("participation:page", args=[self.public_id])

    @property
    def counting_key(self) -> str:
        """The key of the rendition that counts it."""
        return f"participation.counted:{self.public_id}"


def publication_key(public_id: str, **_more: object) -> str:
    """The name under which the pages of a report are kept."""
    return f"participation:{public_id}"


class Edition(models.Model):
    """A report as it was counted, never changed; the newest is shown.

    `content` is `content.Report` as JSON and `digest` its SHA-256. `behind` has the rows behind
    its numbers and is not part of what is published. A second edition says causes; nobody makes
    the first: the worker counts it.
    """

    report = models.ForeignKey(ParticipationReport, models.PROTECT, related_name="editions")
    number = models.PositiveSmallIntegerField()
    content: "models.JSONField[Any, Any]" = models.JSONField()
    behind: "models.JSONField[Any, Any]" = models.JSONField()
    digest = models.CharField(max_length=64)
    record_number = models.PositiveBigIntegerField()
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["report", "number"], name="one_edition_a_number"),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="an_edition_has_its_digest"
            ),
        ]

    def __str__(self) -> str:
        return str(self.number)
