"""Who was invited to a meeting, who came, and who else was there."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from prestizh.meetings.models.agenda import AgendaItem
from prestizh.meetings.models.meeting import Meeting


class Reply(models.TextChoices):
    """What a member answered to the invitation."""

    UNKNOWN = "unknown", _("no reply yet")
    COMING = "coming", _("will come")
    NOT_COMING = "not_coming", _("will not come")


class Presence(models.TextChoices):
    """Where a member is."""

    UNKNOWN = "unknown", _("not noted yet")
    PRESENT = "present", _("present")
    ONLINE = "online", _("present online")
    REPRESENTED = "represented", _("represented by a proxy")
    EXCUSED = "excused", _("excused")
    ABSENT = "absent", _("absent")


IN_SESSION = frozenset({Presence.PRESENT, Presence.ONLINE})


class OnTheRoll(models.Manager["Attendee"]):
    """Those on the roll; who was struck off before the opening is left out everywhere."""

    def get_queryset(self) -> "models.QuerySet[Attendee]":
        return super().get_queryset().filter(struck_at=None)


class Attendee(models.Model):
    """One person of the roll, and whether they came.

    The roll is written down at convening and frozen at the opening: who left their seat in between
    was `struck_at` that instant and is found with `everybody` only.
    `holder` is the host's own name of their seat. A substitute `stands_for` a member and counts
    while that member is not there. `proxy` is the member who votes for one who is represented.
    `absences` is how many meetings in a row a member stayed away from, this one included, counted at
    its end by the host's rule (`prestizh.meetings.absences`); it is empty for a substitute.
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendees")
    holder = models.CharField(max_length=40)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="meetings_invited_to"
    )
    name = models.CharField(max_length=120)
    speaks_for = models.CharField(max_length=200, blank=True)
    category = models.CharField(max_length=60, blank=True)
    side = models.CharField(max_length=60, blank=True)
    has_vote = models.BooleanField(default=True)
    stands_for = models.ForeignKey("self", models.PROTECT, null=True, related_name="substitutes")

    reply = models.CharField(max_length=10, choices=Reply, default=Reply.UNKNOWN)
    reply_note = models.CharField(max_length=300, blank=True)
    replied_at = models.DateTimeField(null=True)
    presence = models.CharField(max_length=12, choices=Presence, default=Presence.UNKNOWN)
    proxy = models.ForeignKey("self", models.PROTECT, null=True, related_name="holds_proxy_of")
    arrived_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)
    struck_at = models.DateTimeField(null=True)
    absences = models.PositiveSmallIntegerField(null=True)

    objects: ClassVar = OnTheRoll()
    everybody: ClassVar = models.Manager["Attendee"]()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "holder"], name="a_seat_is_invited_once"),
            models.UniqueConstraint(
                fields=["meeting", "user"],
                condition=Q(struck_at=None),
                name="a_person_is_invited_once",
            ),
            models.CheckConstraint(condition=~Q(proxy=F("pk")), name="nobody_is_their_own_proxy"),
            models.CheckConstraint(
                condition=~Q(presence="represented") | Q(proxy__isnull=False),
                name="who_is_represented_has_a_proxy",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_in_session(self) -> bool:
        """Whether they are there themselves."""
        return self.presence in IN_SESSION


class Guest(models.Model):
    """Somebody else who was there: an expert, a citizen, a journalist.

    The public register names only who agreed to it (`may_be_named`).
    """

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="guests")
    name = models.CharField(_("name"), max_length=120)
    represents = models.CharField(_("whom they represent"), max_length=200, blank=True)
    may_be_named = models.BooleanField(_("may be named in public"), default=False)
    added_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class Conflict(models.Model):
    """That a member has a conflict of interest over an item, and takes no part in its votes."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="conflicts")
    attendee = models.ForeignKey(Attendee, models.PROTECT, related_name="conflicts")
    statement = models.TextField(_("what the conflict is"), max_length=1000)
    at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "attendee"], name="a_conflict_is_stated_once")
        ]
