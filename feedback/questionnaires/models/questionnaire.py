"""A questionnaire and its versions: one may be edited, the published ones are frozen."""

import uuid
from functools import cached_property
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from feedback.questionnaires import codec
from feedback.questionnaires.content import Content
from prestizh.accounts import access
from prestizh.documents.models import new_public_id
from prestizh.places.models import in_language

if TYPE_CHECKING:
    from prestizh.accounts.access import Anyone

LONGEST_TITLE = 200


class Purpose(models.TextChoices):
    """What a questionnaire is for; each but the last has a template in the library."""

    AFTER_EVENT = "after_event", _("satisfaction after an event")
    AFTER_REPORT = "after_report", _("satisfaction after the closing report")
    COUNCIL = "council", _("satisfaction with a council's work")
    NEEDS = "needs", _("needs by service")
    ATTITUDES = "attitudes", _("attitudes to participation")
    ACCESSIBILITY = "accessibility", _("accessibility of an event")
    OWN = "own", _("questionnaire of our own")


class QuestionnaireQuerySet(models.QuerySet["Questionnaire"]):
    """Questionnaires as they are allowed to be seen."""

    def visible_to(self, user: "Anyone") -> Self:
        """All for those who make them or audit; nobody else sees one before it is given out."""
        return self.all() if access.may(user, "questionnaire.read") else self.none()

    def editable_by(self, user: "Anyone") -> Self:
        """All for those who make them."""
        return self.all() if access.may(user, "questionnaire.manage") else self.none()

    def usable(self) -> Self:
        """Those that can be given out: with a published version, not retired."""
        return self.filter(retired_at=None, versions__published_at__isnull=False).distinct()


class Questionnaire(models.Model):
    """A questionnaire (въпросник). `title` and `title_en` are those of its newest version."""

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    subject = models.UUIDField(unique=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(_("what it is for"), max_length=20, choices=Purpose)
    title = models.CharField(_("title of the questionnaire"), max_length=LONGEST_TITLE)
    title_en = models.CharField(max_length=LONGEST_TITLE, blank=True)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    objects: ClassVar = QuestionnaireQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind__in=[kind.value for kind in Purpose]),
                name="questionnaire_kind_is_known",
            )
        ]

    def __str__(self) -> str:
        return in_language(self.title, self.title_en)

    @property
    def published(self) -> "Version | None":
        """The newest published version: the one that is given out."""
        return self.versions.filter(published_at__isnull=False).order_by("-number").first()

    @property
    def draft(self) -> "Version | None":
        """The version that may be edited, if there is one."""
        return self.versions.filter(published_at=None).first()


class Version(models.Model):
    """One version. Until it is published its content may change, and `edition` counts how often;
    from then on it is frozen, and `digest` is the SHA-256 of its canonical JSON (hexadecimal)."""

    questionnaire = models.ForeignKey(Questionnaire, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    content = models.JSONField()
    edition = models.PositiveIntegerField(default=1)
    edited_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    edited_at = models.DateTimeField()
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    published_at = models.DateTimeField(null=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["questionnaire", "number"], name="one_questionnaire_version_a_number"
            ),
            models.UniqueConstraint(
                fields=["questionnaire"],
                condition=Q(published_at=None),
                name="one_version_of_a_questionnaire_is_edited",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None, published_by=None, digest="")
                | Q(
                    published_at__isnull=False,
                    published_by__isnull=False,
                    digest__regex=r"^[0-9a-f]{64}$",
                ),
                name="a_published_version_has_its_digest",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.questionnaire} ({self.number})"

    @cached_property
    def asks(self) -> Content:
        """What it asks, as the typed value."""
        return codec.read(self.content)
