"""A briefing paper: a file that everybody reads before a forum."""

from typing import ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forums.gatherings.models.forum import Forum
from prestizh.documents.models import Document


class BriefingPaperQuerySet(models.QuerySet["BriefingPaper"]):
    """Briefing papers."""

    def standing(self) -> Self:
        """Those that were not taken back."""
        return self.filter(taken_back_at=None)


class BriefingPaper(models.Model):
    """A file with what people should know beforehand, public with its forum.

    One that was taken back stays as a row; its file is given to nobody but the staff any more.
    """

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="papers")
    title = models.CharField(_("title of the paper"), max_length=200)
    document = models.OneToOneField(Document, models.PROTECT, related_name="+")
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    taken_back_at = models.DateTimeField(null=True)

    objects: ClassVar = BriefingPaperQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(title=""), name="a_briefing_paper_has_a_title")
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return self.document.get_absolute_url()
