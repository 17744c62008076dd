"""The parts of a draft: what a proposal is bound to."""

from django.db import models

from consultations.models.consultation import Consultation
from prestizh.legaltext import cited


class Provision(models.Model):
    """One part of the text (разпоредба): чл., ал., т., §, a heading, an annex.

    `position` is the order of reading from 0. `path` is canonical (`чл.5а/ал.2/т.3`), `anchor` its
    ASCII form for the page. `block` is the article, paragraph or annex it is read with; a row that
    is such a block points to none. People propose per block.
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="provisions")
    position = models.PositiveIntegerField()
    kind = models.CharField(max_length=20)
    path = models.CharField(max_length=200)
    anchor = models.CharField(max_length=200)
    label = models.CharField(max_length=60, blank=True)
    heading = models.TextField(blank=True)
    text = models.TextField(blank=True)
    depth = models.PositiveSmallIntegerField(default=0)
    is_block = models.BooleanField(default=False)
    block = models.ForeignKey("self", models.CASCADE, null=True, blank=True, related_name="parts")
    proposal_count = models.PositiveIntegerField(default=0)

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint("consultation", "position", name="one_provision_a_place"),
            models.UniqueConstraint("consultation", "path", name="one_provision_a_path"),
            models.UniqueConstraint("consultation", "anchor", name="one_provision_an_anchor"),
        ]

    @property
    def own_block(self) -> "Provision":
        """The article, paragraph or annex that it is read with; itself if it is one."""
        return self.block or self

    @property
    def citation(self) -> str:
        """As the law cites it: „чл. 33, ал. 2, т. 6“."""
        return cited(self.path)

    def __str__(self) -> str:
        return named(self.label, self.heading, self.path)


def named(label: str, heading: str, path: str) -> str:
    """What a provision is called: by its label, else its heading, else its path."""
    return label or heading or path
