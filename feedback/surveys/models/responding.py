"""What came back. In an anonymous survey nothing here says whose it is, when it came or how."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from feedback.surveys.models.survey import Survey
from prestizh.documents.models import Document


class Channel(models.TextChoices):
    """How an answer came."""

    ONLINE = "online", _("online")
    PAPER = "paper", _("on paper, typed in")


class Response(models.Model):
    """One filled-in questionnaire, without what was said in free words.

    `batch` is empty while the answer waits to be counted (`feedback.surveys.intake`). `month` is the
    first day of the month, the finest time that is kept. `person` stands there only where the survey
    says that answers carry names. Rows are never updated: counting deletes them and writes them anew.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="responses")
    answers = models.JSONField()
    channel = models.CharField(max_length=8, choices=Channel)
    month = models.DateField()
    batch = models.PositiveIntegerField(null=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="survey_responses"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "person"], name="a_person_answers_once"),
            models.CheckConstraint(condition=Q(month__day=1), name="only_the_month_is_kept"),
        ]
        indexes = [models.Index(fields=["survey", "batch"])]

    def __str__(self) -> str:
        return str(self.id)


class OpenAnswer(models.Model):
    """One answer in free words, or a file; in an anonymous survey it belongs to no response."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="open_answers")
    question = models.CharField(max_length=60)
    text = models.TextField(blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    batch = models.PositiveIntegerField(null=True)
    response = models.ForeignKey(
        Response, models.DO_NOTHING, null=True, related_name="open_answers"
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(text="") | Q(document__isnull=False),
                name="an_open_answer_says_something",
            ),
            models.CheckConstraint(
                condition=Q(document=None) | Q(response__isnull=False),
                name="a_file_stands_beside_its_response",
            ),
        ]
        indexes = [models.Index(fields=["survey", "batch"])]

    def __str__(self) -> str:
        return str(self.id)
