"""The meeting itself, the rules frozen for it, and its steps."""

from typing import TYPE_CHECKING, ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from prestizh.accounts import access
from prestizh.documents.models import new_public_id
from prestizh.meetings.hosts import hosts
from prestizh.meetings.stages import MOVES, MeetingStage, MeetingStep
from prestizh.moves import lawful_changes

if TYPE_CHECKING:
    from prestizh.accounts.access import Anyone


class Kind(models.TextChoices):
    """On what ground a meeting is held."""

    REGULAR = "regular", _("regular meeting")
    EXTRAORDINARY = "extraordinary", _("extraordinary meeting")


class AskedBy(models.TextChoices):
    """Who wanted an extraordinary meeting."""

    CHAIR = "chair", _("the chair")
    MEMBERS = "members", _("members, in writing")


class Mode(models.TextChoices):
    """How a meeting is held."""

    IN_PERSON = "in_person", _("in person")
    ONLINE = "online", _("online")
    HYBRID = "hybrid", _("in person and online")
    # неприсъствено: the members vote in writing until a deadline
    WRITTEN = "written", _("in writing, without gathering")


class MeetingQuerySet(models.QuerySet["Meeting"]):
    """Meetings as they are allowed to be seen."""

    def public(self) -> Self:
        """What was convened, of hosts that everybody may read about."""
        return self.filter(convened_at__isnull=False, host_is_public=True)

    def visible_to(self, user: "Anyone") -> Self:
        """What is public, what one's own body convened, what one keeps; all for those who audit."""
        if access.may(user, "meeting.read_private"):
            return self.all()
        found = Q(convened_at__isnull=False, host_is_public=True)
        for host in hosts():
            own = Q(host_kind=host.kind)
            found |= own & Q(subject__in=host.sat_in_by(user), convened_at__isnull=False)
            found |= own & Q(subject__in=host.kept_by(user))
        return self.filter(found)

    def editable_by(self, user: "Anyone") -> Self:
        """Every meeting for those who convene for all; a secretary's own for the secretary."""
        if access.may(user, "meeting.convene"):
            return self.all()
        return self.kept_by(user)

    def kept_by(self, user: "Anyone") -> Self:
        """The meetings whose papers this person keeps as a secretary."""
        found = Q(pk__in=[])
        for host in hosts():
            found |= Q(host_kind=host.kind, subject__in=host.kept_by(user))
        return self.filter(found)

    def of_member(self, user: "Anyone") -> Self:
        """What one was invited to as a member."""
        return self.filter(
            attendees__user_id=user.pk, attendees__struck_at=None, convened_at__isnull=False
        )


class Meeting(models.Model):
    """One meeting of a host (`host_kind`, `subject`), from plan to end.

    `number` is given at convening, in the order of the host's meetings. The columns of the rules
    are copied from the host at convening, `quorum_*` counted at the opening; neither changes later.
    A written meeting has no opening by presence: votes are taken from `starts_at` until `ends_at`.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    host_kind = models.CharField(max_length=20)
    subject = models.UUIDField()
    host_is_public = models.BooleanField(default=False)
    number = models.PositiveIntegerField(null=True)
    stage = models.CharField(max_length=10, choices=MeetingStage, default=MeetingStage.PLANNED)

    kind = models.CharField(_("kind of meeting"), max_length=14, choices=Kind, default=Kind.REGULAR)
    mode = models.CharField(
        _("how it is held"), max_length=10, choices=Mode, default=Mode.IN_PERSON
    )
    title = models.CharField(_("title of the meeting"), max_length=200, blank=True)
    starts_at = models.DateTimeField(_("it begins"))
    ends_at = models.DateTimeField(_("it ends"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=300, blank=True)
    link = models.URLField(_("address to join online"), max_length=500, blank=True)
    is_open = models.BooleanField(_("anybody may attend"), default=True)
    how_to_attend = models.TextField(_("how the public can attend"), max_length=1000, blank=True)
    # Of an extraordinary meeting: who asked for it; the members each as [holder, name], and how
    # many of them the rules asked for then.
    asked_by = models.CharField(_("who asked for it"), max_length=10, choices=AskedBy, blank=True)
    askers = models.JSONField(default=list)
    askers_needed = models.PositiveSmallIntegerField(null=True)
    requested_by = models.CharField(_("about the request"), max_length=300, blank=True)
    short_notice_reason = models.TextField(
        _("why the notice is shorter"), max_length=1000, blank=True
    )
    # Of a meeting that was not held: this one is held in its stead.
    instead_of = models.OneToOneField(
        "self", models.PROTECT, null=True, related_name="held_instead"
    )

    planned_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    convened_at = models.DateTimeField(null=True)
    notice_deadline = models.DateField(null=True)
    opened_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)

    seats = models.PositiveSmallIntegerField(default=0)
    quorum = models.CharField(max_length=40, blank=True)
    majority = models.CharField(max_length=40, blank=True)
    notice_days = models.PositiveSmallIntegerField(default=0)
    proxies = models.BooleanField(default=False)
    most_proxies = models.PositiveSmallIntegerField(default=0)
    parity = models.BooleanField(default=False)
    remarks_days = models.PositiveSmallIntegerField(default=0)
    minutes_days = models.PositiveSmallIntegerField(default=0)

    quorum_members = models.PositiveSmallIntegerField(null=True)
    quorum_present = models.PositiveSmallIntegerField(null=True)
    quorum_needed = models.PositiveSmallIntegerField(null=True)
    # Of each side where the rules ask for parity: {"side": [needed, present]}.
    quorum_sides = models.JSONField(default=dict)
    quorum_met = models.BooleanField(null=True)

    objects: ClassVar = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in MeetingStage]),
                name="meeting_stage_is_known",
            ),
            models.UniqueConstraint(
                fields=["subject", "number"], name="a_number_names_one_meeting"
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="a_meeting_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(stage__in=["planned", "cancelled"])
                | Q(convened_at__isnull=False, number__isnull=False, notice_deadline__isnull=False),
                name="a_meeting_is_convened_before_it_is_held",
            ),
            models.CheckConstraint(
                condition=~Q(stage__in=["opened", "closed"])
                | Q(opened_at__isnull=False, mode="written")
                | Q(opened_at__isnull=False, quorum_met=True),
                name="a_meeting_opens_with_a_quorum",
            ),
            models.CheckConstraint(
                condition=~Q(stage="closed") | Q(closed_at__isnull=False),
                name="a_held_meeting_says_when_it_ended",
            ),
            models.CheckConstraint(
                condition=~Q(mode="written") | Q(ends_at__isnull=False),
                name="a_written_meeting_has_its_deadline",
            ),
        ]
        indexes = [
            models.Index(fields=["subject", "starts_at"]),
            models.Index(fields=["stage", "starts_at"]),
        ]

    def __str__(self) -> str:
        if self.title:
            return self.title
        if self.number is None:
            return str(Kind(self.kind).label)
        return gettext("%(kind)s No. %(number)d") % {
            "kind": Kind(self.kind).label,
            "number": self.number,
        }

    def get_absolute_url(self) -> str:
        return reverse("meetings:page", args=[self.public_id])

    @property
    def is_written(self) -> bool:
        """Whether nobody gathers: the members vote in writing."""
        return self.mode == Mode.WRITTEN

    @property
    def asking_members(self) -> list[str]:
        """The names of the members who asked for an extraordinary meeting."""
        return [name for _holder, name in self.askers]

    @property
    def is_public(self) -> bool:
        """Whether everybody may read about it."""
        return self.convened_at is not None and self.host_is_public


def publication_key(public_id: str, **_more: object) -> str:
    """The name under which a meeting's pages are kept."""
    return f"meeting:{public_id}"


def host_key(subject: UUID, **_more: object) -> str:
    """The name under which what is shown of all meetings of one host is kept."""
    return f"meetings:{subject}"


class MeetingChange(models.Model):
    """One step in the life of a meeting, never changed afterwards."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="changes")
    source = models.CharField(max_length=10, blank=True, choices=MeetingStage)
    target = models.CharField(max_length=10, choices=MeetingStage)
    step = models.CharField(max_length=10, choices=MeetingStep)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    reason = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=lawful_changes(MOVES), name="meeting_step_is_lawful")
        ]
