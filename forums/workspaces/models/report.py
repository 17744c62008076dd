"""What a room says of its work: interim reports to itself, the final one to everybody."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consultations.models import Consultation
from forums.workspaces.models.room import Workspace
from forums.workspaces.models.text import TextVersion
from prestizh.documents.models import Document, new_public_id


class ReportKind(models.TextChoices):
    """For whom a report is."""

    INTERIM = "interim", _("interim report")
    FINAL = "final", _("final report")


class ReportQuerySet(models.QuerySet["Report"]):
    """Reports as they are allowed to be seen outside of the room."""

    def public(self) -> "ReportQuerySet":
        """The final ones; interim reports stay in the room."""
        return self.filter(kind=ReportKind.FINAL)


class Report(models.Model):
    """A report, never changed afterwards. The final one is public from `written_at` on, with its
    file and with the version of the text that is the group's result, if it wrote one."""

    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="reports")
    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    kind = models.CharField(max_length=10, choices=ReportKind)
    text = models.TextField(_("report"))
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    result = models.ForeignKey(TextVersion, models.PROTECT, null=True, related_name="+")
    written_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    written_at = models.DateTimeField()

    objects = ReportQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["workspace"], condition=Q(kind="final"), name="one_final_report_a_room"
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["interim", "final"]) & (Q(kind="final") | Q(result=None)),
                name="only_a_final_report_has_a_result",
            ),
        ]

    def get_absolute_url(self) -> str:
        return reverse("workspaces:result", args=[self.public_id])


class Handover(models.Model):
    """That a clerk made a draft for public discussion out of a result."""

    report = models.OneToOneField(Report, models.PROTECT, related_name="handover")
    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()


def drafts_of(report: Report) -> "models.QuerySet[Handover, int]":
    """The keys of the consultations that were made of a report: none or one, public or not."""
    return Handover.objects.filter(report=report).values_list("consultation", flat=True)
