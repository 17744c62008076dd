"""Files with their digests, and the documents that the worker makes."""

import secrets

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


def new_public_id() -> str:
    """Sixteen random characters that nobody guesses and a person can type."""
    alphabet = "23456789abcdefghjkmnpqrstuvwxyz"
    return "".join(secrets.choice(alphabet) for _i in range(16))


class Blob(models.Model):
    """The bytes of a file, kept once for each digest, in the database unless set otherwise."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()


class Document(models.Model):
    """A file that was checked and kept: name, type by content, size in bytes, SHA-256.

    Everybody may read it from `public_since` on; before that the person who gave it and the staff.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=200)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    public_since = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return self.name


class Rendition(models.Model):
    """A document to be made by the worker: the row is the queue, and the progress bar.

    `kind` names a registered maker, `subject` is the public id of what it is about. Three
    attempts, then it is set aside and shown to the administrator.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")

    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="renditions")
    requested_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="ready") | models.Q(document__isnull=False),
                name="a_ready_rendition_has_its_document",
            )
        ]

    def __str__(self) -> str:
        return self.key
