"""Minutes: the row, its steps, its versions, and who signed which."""

from typing import TYPE_CHECKING, Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prestizh.accounts import access
from prestizh.documents.models import Document
from prestizh.meetings.hosts import hosts
from prestizh.meetings.minutes.stages import MOVES, MinutesStage, MinutesStep
from prestizh.meetings.models.meeting import Meeting
from prestizh.meetings.models.people import Attendee
from prestizh.moves import lawful_changes

if TYPE_CHECKING:
    from prestizh.accounts.access import Anyone


class MinutesQuerySet(models.QuerySet["Minutes"]):
    """Minutes as they are allowed to be read in full; the public reads copies only."""

    def visible_to(self, user: "Anyone") -> Self:
        """Those of bodies that one keeps; of bodies one sits in, once they were sent; or audits.

        Who chaired the meeting reads them before, too.
        """
        if access.may(user, "meeting.read_private"):
            return self.all()
        found = Q(pk__in=[])
        for host in hosts():
            own = Q(meeting__host_kind=host.kind)
            found |= own & Q(meeting__subject__in=host.kept_by(user))
            sat_in = own & Q(meeting__subject__in=host.sat_in_by(user))
            found |= sat_in & (~Q(stage=MinutesStage.DRAFT) | Q(chaired_by__user_id=user.pk))
        return self.filter(found)

    def editable_by(self, user: "Anyone") -> Self:
        """Those of the meetings that one may minute."""
        if access.may(user, "minutes.write"):
            return self.all()
        return self.filter(meeting__in=Meeting.objects.editable_by(user))


class Minutes(models.Model):
    """The minutes of one meeting.

    `version` is the number of the present version. `chaired_by` is who chaired the meeting and
    signs after `minute_taker`. `remarks_until` is the last day for the members' remarks, `due_on`
    the last day to publish by the rules; both are days in Sofia.
    """

    meeting = models.OneToOneField(Meeting, models.PROTECT, related_name="minutes")
    stage = models.CharField(max_length=10, choices=MinutesStage, default=MinutesStage.DRAFT)
    version = models.PositiveSmallIntegerField(default=1)
    chaired_by = models.ForeignKey(Attendee, models.PROTECT, related_name="+")
    minute_taker = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    drawn_up_at = models.DateTimeField()
    remarks_until = models.DateField(null=True)
    due_on = models.DateField(null=True)

    objects: ClassVar = MinutesQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in MinutesStage]),
                name="minutes_stage_is_known",
            ),
            models.CheckConstraint(
                condition=~Q(stage="remarks") | Q(remarks_until__isnull=False),
                name="remarks_have_a_last_day",
            ),
        ]

    def __str__(self) -> str:
        return gettext("Minutes: %(meeting)s") % {"meeting": self.meeting}

    def get_absolute_url(self) -> str:
        return reverse("minutes:page", args=[self.meeting.public_id])

    def current(self) -> "MinutesVersion":
        """The present version."""
        found: MinutesVersion = self.versions.get(number=self.version)
        return found


class MinutesChange(models.Model):
    """One step in the life of minutes, never changed afterwards."""

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="changes")
    source = models.CharField(max_length=10, blank=True, choices=MinutesStage)
    target = models.CharField(max_length=10, choices=MinutesStage)
    step = models.CharField(max_length=10, choices=MinutesStep)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=lawful_changes(MOVES), name="minutes_step_is_lawful")
        ]


class MinutesVersion(models.Model):
    """What the minutes said at one time: `content` as `minutes.content` makes it, never changed.

    `digest` is its SHA-256. `why` says what this version changed, empty for the first.
    """

    minutes = models.ForeignKey(Minutes, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content: "models.JSONField[Any, Any]" = models.JSONField()
    digest = models.CharField(max_length=64)
    why = models.CharField(max_length=1000, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["minutes", "number"], name="a_number_names_one_version"
            ),
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="a_version_has_its_digest"
            ),
        ]


class Signer(models.TextChoices):
    """As what somebody signs."""

    MINUTE_TAKER = "minute_taker", _("drew up the minutes")
    CHAIR = "chair", _("chaired the meeting")


class Signature(models.Model):
    """That somebody signed one version: with their account, or on paper (`paper`, added `by`)."""

    version = models.ForeignKey(MinutesVersion, models.PROTECT, related_name="signatures")
    signer = models.CharField(max_length=14, choices=Signer)
    name = models.CharField(max_length=120)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    paper = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["version", "signer"], name="each_signs_a_version_once")
        ]
