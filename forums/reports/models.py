"""The yearly report as it was published: facts frozen as JSON, with their digest."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _t
from django.utils.translation import gettext_lazy as _

from forums.bodies.models import Body

if TYPE_CHECKING:
    from typing import Any


class YearlyReportQuerySet(models.QuerySet["YearlyReport"]):
    """Reports; there is none that is not public."""

    def public(self) -> Self:
        """Every report of a body that everybody may read about."""
        return self.filter(body__in=Body.objects.public())


class YearlyReport(models.Model):
    """What a body did in one calendar year (годишен отчет), never changed.

    `content` is `content.Content` as JSON and `digest` its SHA-256; page, PDF, Word and CSV are
    made from it. `words` is what the body itself says about the year and about what deviates.
    """

    body = models.ForeignKey(Body, models.PROTECT, related_name="yearly_reports")
    year = models.PositiveSmallIntegerField()
    content: "models.JSONField[Any, Any]" = models.JSONField()
    digest = models.CharField(max_length=64)
    words = models.TextField(_("what the body says about the year"), max_length=8000, blank=True)
    record_number = models.PositiveBigIntegerField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    objects: ClassVar = YearlyReportQuerySet.as_manager()

    class Meta:
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["body", "year"], name="one_report_a_year"),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="a_yearly_report_has_its_digest"
            ),
        ]

    def __str__(self) -> str:
        return _t("Yearly report for %(year)d") % {"year": self.year}

    def get_absolute_url(self) -> str:
        return reverse("reports:page", args=[self.body.public_id, self.year])
