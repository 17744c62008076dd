"""A text that a room writes together: its versions, and what is proposed to it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forums.workspaces.models.discussion import Topic
from forums.workspaces.models.room import Workspace
from prestizh.legaltext import cited

LONGEST_CHANGE = 20_000


class SharedText(models.Model):
    """A draft act (проект) under one title; its words stand in its versions."""

    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="texts")
    title = models.CharField(_("title of the draft"), max_length=400)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.title


class ChangeKind(models.TextChoices):
    """What is to be done with a provision."""

    REWORD = "reword", _("word it otherwise")
    ADD = "add", _("add a new provision after it")
    REMOVE = "remove", _("leave it out")


class Verdict(models.TextChoices):
    """What became of a proposed change."""

    NONE = "", _("not decided yet")
    TAKEN = "taken", _("taken in")
    TURNED_DOWN = "turned_down", _("not taken in")
    WITHDRAWN = "withdrawn", _("withdrawn by its author")


class TextVersion(models.Model):
    """The whole text as it was from `made_at` on (tidied), its SHA-256, and what made it so."""

    shared = models.ForeignKey(SharedText, models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    text = models.TextField(_("text"))
    sha256 = models.CharField(max_length=64)
    note = models.CharField(_("what was changed"), max_length=400, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["shared", "number"], name="one_text_version_a_number"),
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="a_text_version_has_its_digest"
            ),
        ]


class Suggestion(models.Model):
    """A change that somebody in the room proposes to one provision, and what became of it.

    `path` is the address of the provision, `present` its words when the change was written.
    """

    shared = models.ForeignKey(SharedText, models.PROTECT, related_name="suggestions")
    version = models.ForeignKey(TextVersion, models.PROTECT, related_name="+")
    kind = models.CharField(_("what do you propose?"), max_length=10, choices=ChangeKind)
    path = models.CharField(max_length=200)
    present = models.TextField()
    text = models.TextField(blank=True)
    reasons = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()
    topic = models.OneToOneField(Topic, models.PROTECT, related_name="suggestion")

    verdict = models.CharField(max_length=12, choices=Verdict, default=Verdict.NONE, blank=True)
    verdict_reason = models.TextField(blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    made = models.OneToOneField(TextVersion, models.PROTECT, null=True, related_name="taken_from")

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(verdict="", decided_at=None, decided_by=None, made=None)
                | (
                    Q(verdict__in=["taken", "turned_down", "withdrawn"])
                    & Q(decided_at__isnull=False, decided_by__isnull=False)
                ),
                name="a_verdict_says_whose_it_is",
            ),
            models.CheckConstraint(
                condition=Q(verdict="taken", made__isnull=False)
                | (~Q(verdict="taken") & Q(made=None)),
                name="what_was_taken_in_made_a_version",
            ),
            models.CheckConstraint(
                condition=~Q(verdict="turned_down") | ~Q(verdict_reason=""),
                name="what_was_not_taken_in_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in ChangeKind]),
                name="kind_of_change_is_known",
            ),
        ]

    @property
    def citation(self) -> str:
        """The provision as the law cites it: „чл. 5а“."""
        return cited(self.path)

    def __str__(self) -> str:
        return self.citation


def suggestions_in(workspace: Workspace) -> "models.QuerySet[Suggestion]":
    """Everything that was proposed to the texts of a room."""
    return Suggestion.objects.filter(shared__workspace=workspace)
