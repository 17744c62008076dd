"""The papers of a room; each version of a paper stays."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forums.workspaces.models.room import Workspace
from prestizh.documents.models import Document


class Paper(models.Model):
    """A paper under one title (документ); its files are its versions.

    A withdrawn paper stays in the list, with who withdrew it and why.
    """

    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="papers")
    title = models.CharField(_("title of the paper"), max_length=200)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    withdrawn_at = models.DateTimeField(null=True)
    withdrawal_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawal_reason="")
                | (
                    Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False)
                    & ~Q(withdrawal_reason="")
                ),
                name="a_withdrawn_paper_says_why",
            )
        ]

    def __str__(self) -> str:
        return self.title


class PaperVersion(models.Model):
    """One file of a paper: its number from 1, who gave it, when, and what is new in it."""

    paper = models.ForeignKey(Paper, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    note = models.CharField(_("what is new in it"), max_length=400, blank=True)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["paper", "number"], name="one_paper_version_a_number")
        ]
