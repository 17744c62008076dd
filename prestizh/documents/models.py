"""Files with their digests, and the documents that the worker makes."""

import secrets
from datetime import datetime
from typing import TYPE_CHECKING, ClassVar, Self

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from prestizh.accounts.access import Anyone, may

if TYPE_CHECKING:
    from prestizh.accounts.models import User

MOST_ATTEMPTS = 3


def new_public_id() -> str:
    """Sixteen random characters that nobody guesses and a person can type."""
    alphabet = "23456789abcdefghjkmnpqrstuvwxyz"
    return "".join(secrets.choice(alphabet) for _i in range(16))


class LedgerNow(models.Func):
    """The portal's time as part of a query: the same that `ledger.clock.now()` gives."""

    function = "public.ledger_now"
    output_field = models.DateTimeField()


class Blob(models.Model):
    """The bytes of a file, kept once for each digest, in the database unless set otherwise."""

    sha256 = models.CharField(max_length=64, primary_key=True)
    content = models.BinaryField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="a_blob_is_named_by_its_digest",
            )
        ]


class DocumentQuerySet(models.QuerySet["Document"]):
    """How a file reaches a reader."""

    def visible_to(self, user: Anyone | None) -> Self:
        """What is public by now, what the person gave, and everything for the roles that may.

        Of what is locked away nothing, whoever asks.
        """
        found = self.filter(locked_away=False)
        if may(user, "documents.read"):
            return found
        readable = models.Q(public_since__lte=LedgerNow())
        if user is not None and user.is_authenticated:
            readable |= models.Q(uploaded_by=user.pk)
        return found.filter(readable)


class Document(models.Model):
    """A file that was checked and kept: name, type by content, size in bytes, SHA-256.

    Everybody may read it from `public_since` on; before that the person who gave it and the staff.
    `stored_as` is its name in the file storage. One that is `locked_away` belongs to a closed room:
    it has no address of its own, and is given out only by who keeps it, after asking.
    """

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    stored_as = models.CharField(max_length=200)
    uploaded_by: "models.ForeignKey[User | None, User | None]" = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    uploaded_at = models.DateTimeField()
    public_since = models.DateTimeField(null=True, blank=True)
    locked_away = models.BooleanField(default=False)

    objects: ClassVar[DocumentQuerySet] = DocumentQuerySet.as_manager()  # type: ignore[assignment]

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(sha256__regex=r"^[0-9a-f]{64}$"),
                name="a_document_has_its_digest",
            ),
            models.CheckConstraint(
                condition=models.Q(locked_away=False) | models.Q(public_since=None),
                name="a_document_locked_away_is_not_public",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("documents:file", args=[self.public_id])

    def open(self) -> bytes:
        """The bytes of the file. Raises FileNotFoundError when the storage lost them."""
        with default_storage.open(self.stored_as) as file:
            content: bytes = file.read()
        return content


class Rendition(models.Model):
    """A document to be made by the worker: the row is the queue, and the progress bar.

    `kind` names a registered maker, `subject` is the public id of what it is about. Three
    attempts, then it is set aside and shown to the administrator. `public_id` is the address of
    its page: whoever was given it may see how far it is and fetch the result, like a receipt.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("being made")
        READY = "ready", _("ready")
        FAILED = "failed", _("failed")

    public_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    key = models.CharField(max_length=200, unique=True)
    kind = models.CharField(max_length=60)
    subject = models.CharField(max_length=60)
    language = models.CharField(max_length=2)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    error = models.TextField(blank=True)
    document: "models.ForeignKey[Document | None, Document | None]" = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="renditions"
    )
    requested_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    claimed_at: "models.DateTimeField[datetime | None, datetime | None]" = models.DateTimeField(
        null=True
    )
    finished_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(state="ready") | models.Q(document__isnull=False),
                name="a_ready_rendition_has_its_document",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="running") | models.Q(claimed_at__isnull=False),
                name="a_running_rendition_says_since_when",
            ),
            models.CheckConstraint(
                condition=models.Q(attempts__lte=MOST_ATTEMPTS),
                name="a_rendition_is_tried_three_times",
            ),
            models.CheckConstraint(
                condition=models.Q(state__in=["waiting", "running", "ready", "failed"]),
                name="a_rendition_has_a_known_state",
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="renditions_to_make",
            )
        ]

    def __str__(self) -> str:
        return self.key

    def get_absolute_url(self) -> str:
        """The page that shows how far it is, in the language of the present page."""
        return reverse("documents:rendition", args=[self.public_id])

    @property
    def is_settled(self) -> bool:
        """Whether nothing more will happen by itself."""
        return self.state in {self.State.READY, self.State.FAILED}
