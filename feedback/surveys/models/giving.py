"""What is given out: codes that nobody can join to a reader, invitations, drafts, stacks of paper.

No row of a code, a voucher or a draft has a time or a number in a row: their keys are random.
"""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from feedback.surveys.models.survey import Survey


class Code(models.Model):
    """The digest of a one-time code that was not used yet; using it deletes the row."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="codes")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(sha256__regex=r"^[0-9a-f]{64}$"), name="a_code_is_kept_as_a_digest"
            )
        ]

    def __str__(self) -> str:
        return self.sha256[:8]


class Voucher(models.Model):
    """A code on its way into a letter, encrypted; which letter takes which is left to chance.

    The row is deleted in the moment the letter is handed to the mail server.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="vouchers")
    sealed = models.TextField()

    def __str__(self) -> str:
        return str(self.id)


class Invitation(models.Model):
    """That somebody was invited, so that one reminder can be sent to all; deleted at the end.

    It has no tie to a code, and nothing ever says whether its reader answered.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="invitations")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    address = models.EmailField(blank=True)
    language = models.CharField(max_length=2, default="bg")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["survey", "user"], name="a_person_is_asked_once"),
            models.UniqueConstraint(
                fields=["survey", "address"],
                condition=~Q(address=""),
                name="an_address_is_asked_once",
            ),
            models.CheckConstraint(
                condition=Q(user__isnull=False, address="") | (Q(user=None) & ~Q(address="")),
                name="an_invitation_has_one_reader",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Draft(models.Model):
    """Answers that were begun and not sent. `key` is the digest of what the browser holds.

    No person, no time: all that are left are deleted when the survey ends.
    """

    key = models.CharField(max_length=64, primary_key=True)
    survey = models.ForeignKey(Survey, models.PROTECT, related_name="drafts")
    raw = models.JSONField(default=dict)

    def __str__(self) -> str:
        return self.key[:8]


class PaperBatch(models.Model):
    """A stack of paper forms that somebody types in; of the forms themselves only their number."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="paper_batches")
    name = models.CharField(_("where the forms come from"), max_length=120)
    forms = models.PositiveIntegerField(_("how many forms are in the stack"))
    typed = models.PositiveIntegerField(default=0)
    begun_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    begun_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(forms__range=(1, 2000), typed__lte=F("forms")),
                name="no_more_is_typed_than_the_stack_holds",
            )
        ]

    def __str__(self) -> str:
        return self.name
