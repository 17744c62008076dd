"""What was put to the vote, how it went, and what was decided."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from prestizh.meetings.models.agenda import AgendaItem
from prestizh.meetings.models.meeting import Meeting
from prestizh.meetings.models.people import Attendee


class Method(models.TextChoices):
    """How a vote is taken."""

    OPEN = "open", _("open, by show of hands")
    BY_NAME = "by_name", _("open, by name")
    SECRET = "secret", _("secret, with papers")


class Choice(models.TextChoices):
    """What one person voted."""

    FOR = "for", _("for")
    AGAINST = "against", _("against")
    ABSTAIN = "abstain", _("abstained")


class Outcome(models.TextChoices):
    """What kind of thing was decided."""

    DECISION = "decision", _("decision")
    OPINION = "opinion", _("opinion")
    RECOMMENDATION = "recommendation", _("recommendation")


class Motion(models.Model):
    """A proposal put to the vote; what was counted is frozen when it is taken (`taken_at`).

    `present` are those who could vote (in person, online or through a proxy, without those in
    conflict of interest), `whole` is what `majority` takes its share of, `needed` the votes it
    asked for. In a written meeting a motion is put first and taken after the deadline.
    """

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="motions")
    text = models.TextField(_("text put to the vote"), max_length=4000)
    method = models.CharField(_("how the vote is taken"), max_length=8, choices=Method)
    majority = models.CharField(max_length=40)
    put_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    put_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)
    taken_at = models.DateTimeField(null=True)
    votes_for = models.PositiveSmallIntegerField(null=True)
    votes_against = models.PositiveSmallIntegerField(null=True)
    votes_abstain = models.PositiveSmallIntegerField(null=True)
    present = models.PositiveSmallIntegerField(null=True)
    whole = models.PositiveSmallIntegerField(null=True)
    needed = models.PositiveSmallIntegerField(null=True)
    quorum_ok = models.BooleanField(null=True)
    carried = models.BooleanField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(taken_at=None)
                | Q(
                    votes_for__isnull=False,
                    votes_against__isnull=False,
                    votes_abstain__isnull=False,
                    present__isnull=False,
                    needed__isnull=False,
                    quorum_ok__isnull=False,
                    carried__isnull=False,
                    withdrawn_at=None,
                ),
                name="a_vote_that_was_taken_has_its_count",
            ),
            models.CheckConstraint(
                condition=Q(present=None)
                | Q(present__gte=F("votes_for") + F("votes_against") + F("votes_abstain")),
                name="no_more_votes_than_present",
            ),
            models.CheckConstraint(
                condition=~Q(carried=True) | Q(quorum_ok=True, votes_for__gte=F("needed")),
                name="what_is_carried_has_its_majority",
            ),
        ]

    def __str__(self) -> str:
        return self.text


class Ballot(models.Model):
    """How one person voted, where votes are taken by name; given once."""

    motion = models.ForeignKey(Motion, models.PROTECT, related_name="ballots")
    attendee = models.ForeignKey(Attendee, models.PROTECT, related_name="ballots")
    choice = models.CharField(max_length=8, choices=Choice)
    # The proxy who voted for them, if any.
    cast_by = models.ForeignKey(Attendee, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["attendee", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["motion", "attendee"], name="a_member_votes_once")
        ]


class Decision(models.Model):
    """What the meeting decided on an item; numbered within the meeting, never changed."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="decisions")
    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="decisions")
    motion = models.OneToOneField(Motion, models.PROTECT, null=True, related_name="decision")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(_("kind of outcome"), max_length=14, choices=Outcome)
    text = models.TextField(_("text of the decision"), max_length=8000)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "number"], name="a_number_names_one_decision"
            )
        ]

    def __str__(self) -> str:
        return self.text


class SeparateOpinion(models.Model):
    """What a member holds against, or beside, what was decided on an item (особено мнение)."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="separate_opinions")
    attendee = models.ForeignKey(Attendee, models.PROTECT, related_name="separate_opinions")
    text = models.TextField(_("separate opinion"), max_length=4000)
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
