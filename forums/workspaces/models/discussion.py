"""What is said in a room: topics, and under each the messages in the order of their coming."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from forums.workspaces.models.room import Workspace

LONGEST_POST = 8000


class Topic(models.Model):
    """One thing that is talked about. `last_at` is the moment of its newest message."""

    workspace = models.ForeignKey(Workspace, models.PROTECT, related_name="topics")
    title = models.CharField(_("what it is about"), max_length=200)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    started_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        ordering = ["-last_at", "-pk"]

    def __str__(self) -> str:
        return self.title


class Post(models.Model):
    """One message. What was written stands in its versions; an answer quotes another message.

    A hidden message keeps its place, with the reason in place of its words.
    """

    topic = models.ForeignKey(Topic, models.PROTECT, related_name="posts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    quotes = models.ForeignKey("self", models.PROTECT, null=True, related_name="answers")
    posted_at = models.DateTimeField()
    hidden_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    hidden_at = models.DateTimeField(null=True)
    hidden_reason = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(hidden_at=None, hidden_by=None, hidden_reason="")
                | (Q(hidden_at__isnull=False, hidden_by__isnull=False) & ~Q(hidden_reason="")),
                name="a_hidden_post_says_why",
            )
        ]

    @property
    def newest(self) -> "PostVersion":
        """Its words as they are now; give it rows whose `versions` are prefetched."""
        return self.versions.all()[0]


class PostVersion(models.Model):
    """The words of a message as they were from `written_at` on; number 1 is the first."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("message"), max_length=LONGEST_POST)
    written_at = models.DateTimeField()

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["post", "number"], name="one_post_version_a_number")
        ]


def posts_of(workspace: Workspace) -> "models.QuerySet[Post]":
    """Every message of a room, hidden ones too."""
    return Post.objects.filter(topic__workspace=workspace)
