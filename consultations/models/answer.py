"""Answers to proposals, the closing report, and what became of the draft."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models.consultation import Consultation
from consultations.models.opinion import Proposal
from prestizh.documents.models import Document
from prestizh.places.models import Unit


class Decision(models.TextChoices):
    """What was decided on a proposal (решение по предложение)."""

    ACCEPTED = "accepted", _("Accepted")
    PARTLY = "partly", _("Accepted in part")
    REJECTED = "rejected", _("Not accepted")
    OUT_OF_SCOPE = "out_of_scope", _("Outside the subject")
    INADMISSIBLE = "inadmissible", _("Inadmissible")
    ANSWERED = "answered", _("Answered")
    NOTED = "noted", _("Taken into account")


# ЗНА чл. 26, ал. 5 asks for reasons where a proposal is not accepted; a question is answered in
# words; only an acceptance and a support speak for themselves.
WITHOUT_REASONS = frozenset({Decision.ACCEPTED, Decision.NOTED})


class Answer(models.Model):
    """The drafter's decision on one proposal; changed freely until the closing report, then never."""

    proposal = models.OneToOneField(Proposal, models.PROTECT, related_name="answer")
    decision = models.CharField(_("Decision"), max_length=14, choices=Decision)
    reasons = models.TextField(_("Reasons"), max_length=20_000, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, null=True, blank=True, verbose_name=_("unit that answers")
    )
    answered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(decision__in=[d.value for d in sorted(WITHOUT_REASONS)])
                | ~Q(reasons=""),
                name="a_refusal_has_reasons",
            ),
            models.CheckConstraint(
                condition=Q(decision__in=[d.value for d in Decision]), name="decision_is_known"
            ),
        ]


class ClosingReport(models.Model):
    """The report of чл. 26, ал. 5 ЗНА (справка), published on the page of the draft.

    `root` is the SHA-256 root over all heads of the record when it was published; `content` the
    report as it was then (JSON), from which page, PDF, Word, CSV and JSON are all made.
    """

    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="report")
    introduction = models.TextField(_("introduction"), max_length=10_000, blank=True)
    content = models.JSONField()
    root = models.CharField(max_length=64)
    record_number = models.PositiveBigIntegerField()
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    published_at = models.DateTimeField()
    signed_file = models.ForeignKey(
        Document, models.PROTECT, null=True, blank=True, related_name="+"
    )


class Outcome(models.Model):
    """What became of the draft: the council's decision, or why it was withdrawn."""

    consultation = models.OneToOneField(Consultation, models.PROTECT, related_name="outcome")
    adopted = models.BooleanField()
    decision_number = models.CharField(_("number of the decision"), max_length=60)
    decided_on = models.DateField(_("day of the decision"))
    link = models.URLField(_("link to the adopted act"), max_length=500, blank=True)
    without_report = models.BooleanField(default=False)
    recorded_at = models.DateTimeField()
