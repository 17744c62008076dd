"""Published results, and what a clerk makes of open answers: topics, and passages to be quoted."""

from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from feedback.surveys.models import OpenAnswer, Survey

if TYPE_CHECKING:
    from typing import Any

# The page that lists all published results.
LISTS = "results"


class Topic(models.Model):
    """What some open answers to one survey are about (тема), as a clerk named it."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="topics")
    name = models.CharField(_("topic of the answers"), max_length=80)

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["survey", "name"], name="a_topic_is_named_once")
        ]

    def __str__(self) -> str:
        return self.name


class Tagging(models.Model):
    """That an open answer is about a topic. It has neither group nor settlement: nobody knows them."""

    answer = models.ForeignKey(OpenAnswer, models.PROTECT, related_name="taggings")
    topic = models.ForeignKey(Topic, models.PROTECT, related_name="taggings")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["answer", "topic"], name="an_answer_has_a_topic_once")
        ]

    def __str__(self) -> str:
        return f"{self.topic_id}"


class Quote(models.Model):
    """A passage of an open answer as it may be read by all: without what tells who wrote it."""

    answer = models.OneToOneField(OpenAnswer, models.PROTECT, related_name="quote")
    text = models.TextField(_("passage as it will be quoted"), max_length=2000)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    approved_at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(text=""), name="a_quote_says_something")]

    def __str__(self) -> str:
        return self.text[:60]


class KnownShares(models.Model):
    """How many of each group live in the municipality, by which the means are weighted.

    `population` has them by the options that a segment joins (`weights.key_of`), in people or in
    percent. They go into what is published and are kept beside it.
    """

    class By(models.TextChoices):
        """The trait that makes the groups."""

        GROUP = "group", _("stakeholder group")
        SETTLEMENT = "settlement", _("settlement")

    survey = models.OneToOneField(Survey, models.PROTECT, related_name="known_shares")
    by = models.CharField(max_length=12, choices=By)
    population: "models.JSONField[Any, Any]" = models.JSONField()
    source = models.CharField(_("where the numbers are from"), max_length=300)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(by__in=["group", "settlement"]), name="shares_are_of_a_known_trait"
            ),
            models.CheckConstraint(condition=~Q(source=""), name="shares_have_their_source"),
        ]

    def __str__(self) -> str:
        return self.source


class PublicationQuerySet(models.QuerySet["Publication"]):
    """Published results; there are none that are not public."""

    def public(self) -> Self:
        """All, with what their titles are read from."""
        return self.select_related("survey__version")


class Publication(models.Model):
    """The results of one survey as they were published, once and for good.

    `content` is `content.Results` and the voices as JSON, `digest` its SHA-256; page, PDF and tables are
    made from it. `words` is what the municipality says about the results.
    """

    survey = models.OneToOneField(Survey, models.PROTECT, related_name="publication")
    content: "models.JSONField[Any, Any]" = models.JSONField()
    digest = models.CharField(max_length=64)
    words = models.TextField(_("what the municipality says about the results"), blank=True)
    record_number = models.PositiveBigIntegerField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()

    objects: ClassVar = PublicationQuerySet.as_manager()

    class Meta:
        ordering = ["-published_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$"), name="results_have_their_digest"
            )
        ]

    def __str__(self) -> str:
        return str(self.survey)

    def get_absolute_url(self) -> str:
        return reverse("results:page", args=[self.survey.public_id])


def publication_key(public_id: str, **_more: object) -> str:
    """The name under which the page of published results is kept."""
    return f"results:{public_id}"
