"""What a meeting is about: items in their order, each with its papers and its notes."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from prestizh.accounts import access
from prestizh.documents.models import Document
from prestizh.meetings.models.meeting import Meeting

if TYPE_CHECKING:
    from prestizh.accounts.access import Anyone


class AgendaItem(models.Model):
    """One item of the agenda.

    `notes` is what was said, as the secretary writes it down; `version` counts how often it was
    saved, so that two who write at once are told apart. `is_closed`: heard without the public, its
    notes are not published. `added_at` after the convening: put on the agenda at the meeting.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="items")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(_("item of the agenda"), max_length=300)
    text = models.TextField(_("in a few sentences"), max_length=4000, blank=True)
    speaker = models.CharField(_("who reports"), max_length=200, blank=True)
    is_closed = models.BooleanField(_("heard without the public"), default=False)
    added_at = models.DateTimeField()

    notes = models.TextField(_("notes of the discussion"), max_length=20000, blank=True)
    version = models.PositiveIntegerField(default=0)
    notes_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    notes_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "position"],
                name="an_item_has_its_place",
                deferrable=models.Deferrable.DEFERRED,
            )
        ]

    def __str__(self) -> str:
        return self.title


class NotesVersion(models.Model):
    """The notes of an item as they once stood; what two wrote at once is joined from these."""

    item = models.ForeignKey(AgendaItem, models.CASCADE, related_name="versions")
    version = models.PositiveIntegerField()
    notes = models.TextField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint(fields=["item", "version"], name="notes_have_their_version")
        ]


class PaperQuerySet(models.QuerySet["Paper"]):
    """Papers as they are allowed to be read."""

    def public(self) -> Self:
        """What everybody may read of meetings that are public."""
        return self.filter(
            is_private=False, meeting__convened_at__isnull=False, meeting__host_is_public=True
        )

    def visible_to(self, user: "Anyone", meeting: Meeting) -> Self:
        """The papers of one meeting: all for its members and its secretary, else the public ones."""
        found = self.filter(meeting=meeting)
        if access.may(user, "meeting.read_private", meeting.subject):
            return found
        return found & self.public()


class Paper(models.Model):
    """A file for the meeting as a whole or for one item; a private one is for the members alone."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="papers")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="papers")
    document = models.ForeignKey(Document, models.PROTECT, related_name="+")
    title = models.CharField(_("title of the paper"), max_length=200)
    is_private = models.BooleanField(_("for the members only"), default=False)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    objects: ClassVar = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [models.CheckConstraint(condition=~Q(title=""), name="a_paper_has_its_title")]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("meetings:paper", args=[self.meeting.public_id, self.pk])
