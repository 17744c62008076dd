"""The basket: what a visitor has written and not yet sent."""

import secrets
import uuid

from django.conf import settings
from django.db import models

from consultations.models.consultation import Consultation
from consultations.models.opinion import ProposalKind
from consultations.models.provision import Provision
from prestizh.documents.models import Document


def new_basket_key() -> str:
    return secrets.token_urlsafe(32)


class Basket(models.Model):
    """One visitor's unsent proposals on one consultation, found by the key in a cookie.

    `submission_key` makes sending idempotent: one basket becomes one opinion. `replaces` and
    `supplements` say what the opinion will do to an earlier one of the same author.
    """

    key = models.CharField(max_length=43, default=new_basket_key, db_index=True)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="+")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    submission_key = models.UUIDField(default=uuid.uuid4, unique=True)
    replaces = models.ForeignKey(
        "consultations.Opinion", models.PROTECT, null=True, related_name="+"
    )
    supplements = models.ForeignKey(
        "consultations.Opinion", models.PROTECT, null=True, related_name="+"
    )
    touched_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint("key", "consultation", name="one_basket_a_consultation")
        ]


class BasketItem(models.Model):
    """One proposal being written. Nothing is checked here but size: it is a draft."""

    basket = models.ForeignKey(Basket, models.CASCADE, related_name="items")
    provision = models.ForeignKey(Provision, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=10, choices=ProposalKind, blank=True)
    text = models.TextField(blank=True)
    reasons = models.TextField(blank=True)
    file = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")

    class Meta:
        ordering = ["pk"]
