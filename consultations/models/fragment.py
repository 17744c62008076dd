"""Pieces of the public page, rendered once when they change."""

from django.db import models

from consultations.models.consultation import Consultation
from consultations.models.provision import Provision


class Fragment(models.Model):
    """HTML of one piece of a consultation's page in one language.

    `name` is `text` for the provision itself or `proposals` for the newest under it; a null
    provision stands for the whole draft.
    """

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="fragments")
    provision = models.ForeignKey(Provision, models.CASCADE, null=True, related_name="fragments")
    name = models.CharField(max_length=20)
    language = models.CharField(max_length=2)
    html = models.TextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "consultation",
                "provision",
                "name",
                "language",
                name="one_fragment_a_place",
                nulls_distinct=False,
            )
        ]
