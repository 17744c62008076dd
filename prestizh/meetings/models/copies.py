"""What the public reads of minutes: the copy, what is left out of it, and the recording."""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from prestizh.meetings.models.meeting import Meeting
from prestizh.meetings.models.minutes import Minutes, MinutesVersion

if TYPE_CHECKING:
    from prestizh.accounts.access import Anyone


class Ground(models.TextChoices):
    """Why a passage is left out of the public copy; everybody reads which."""

    PERSONAL = "personal", _("personal data")
    SECRET = "secret", _("secret protected by law")
    CLOSED = "closed", _("heard without the public")


class Redaction(models.Model):
    """A passage that is left out of the public copy wherever it stands, until `lifted_at`.

    `why` is for those who work here; the public reads `ground`.
    """

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="redactions")
    passage = models.CharField(_("passage to leave out"), max_length=500)
    ground = models.CharField(_("ground that everybody reads"), max_length=10, choices=Ground)
    why = models.CharField(_("reason, for the file"), max_length=500)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    lifted_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "passage"],
                condition=Q(lifted_at=None),
                name="a_passage_is_left_out_once",
            ),
            models.CheckConstraint(
                condition=~Q(passage="") & ~Q(why=""), name="what_is_left_out_has_a_reason"
            ),
        ]


class PublishedCopyQuerySet(models.QuerySet["PublishedCopy"]):
    """Copies as everybody reads them."""

    def public(self) -> Self:
        """The newest copy of the minutes of each public meeting."""
        later = PublishedCopy.objects.filter(
            minutes=models.OuterRef("minutes"), number__gt=models.OuterRef("number")
        )
        return self.filter(
            ~models.Exists(later),
            minutes__meeting__convened_at__isnull=False,
            minutes__meeting__host_is_public=True,
        )

    def visible_to(self, user: "Anyone") -> Self:
        """The newest copies; of a body that is not public, for those who may see its meetings."""
        later = PublishedCopy.objects.filter(
            minutes=models.OuterRef("minutes"), number__gt=models.OuterRef("number")
        )
        return self.filter(
            ~models.Exists(later), minutes__meeting__in=Meeting.objects.visible_to(user)
        )


class PublishedCopy(models.Model):
    """The public copy of one version, without what is left out; never changed.

    A new one takes the place of the old: `number` counts them, `why` says what changed. `content`
    is as `minutes.redaction` makes it, `digest` its SHA-256; `full_digest` that of the version
    that was signed. `root` is the root of the record when it was published.
    """

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="copies")
    version = models.ForeignKey(MinutesVersion, models.PROTECT, related_name="copies")
    number = models.PositiveSmallIntegerField()
    content: "models.JSONField[Any, Any]" = models.JSONField()
    digest = models.CharField(max_length=64)
    why = models.CharField(max_length=500, blank=True)
    record_number = models.PositiveBigIntegerField()
    root = models.CharField(max_length=64)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    objects: ClassVar = PublishedCopyQuerySet.as_manager()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["minutes", "number"], name="a_number_names_one_copy"),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="a_copy_has_its_digest"
            ),
        ]


class RecordingKind(models.TextChoices):
    """What a link leads to."""

    STREAM = "stream", _("live stream")
    RECORDING = "recording", _("recording")


class Recording(models.Model):
    """A link to the stream or the recording, and how those who are heard were told or agreed."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="recordings")
    kind = models.CharField(_("what it is"), max_length=10, choices=RecordingKind)
    url = models.URLField(_("address of the stream or the recording"), max_length=500)
    consent = models.CharField(_("how those present were told and agreed"), max_length=500)
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "url"],
                condition=Q(removed_at=None),
                name="a_recording_is_linked_once",
            ),
            models.CheckConstraint(condition=~Q(consent=""), name="a_recording_has_its_consent"),
        ]
