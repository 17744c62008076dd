"""Messages that wait to be sent, and who asked to be told what."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

LANGUAGES = [("bg", "Български"), ("en", "English")]


class Message(models.Model):
    """One mail to one reader. It holds a kind and ids; the words are made on delivery.

    `key` makes it unique: the same reminder asked for twice is one row. A message waits until
    `due_at`, is tried again at `next_attempt_at`, and after the last attempt is set aside for
    the administrator to see. `attempts` counts what failed because of this message; `postponed`
    counts how often in a row the mail server could not be spoken to at all. `message_id` is the
    Message-ID of every attempt, so that a reader's program shows a mail that was sent twice once.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be sent")
        SENT = "sent", _("was sent")
        DROPPED = "dropped", _("no longer needed")
        SET_ASIDE = "set_aside", _("could not be delivered")

    key = models.CharField(max_length=400, unique=True)
    kind = models.CharField(max_length=60)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="messages"
    )
    address = models.EmailField(blank=True)
    language = models.CharField(max_length=2, choices=LANGUAGES)
    context = models.JSONField(default=dict)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    created_at = models.DateTimeField()
    due_at = models.DateTimeField()
    next_attempt_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    postponed = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    error = models.TextField(blank=True)
    message_id = models.UUIDField(default=uuid.uuid4, unique=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(user__isnull=False) | ~Q(address=""),
                name="a_message_has_a_reader",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sent", "dropped", "set_aside"]),
                name="message_state_is_known",
            ),
            models.CheckConstraint(
                condition=Q(state="sent", sent_at__isnull=False)
                | (~Q(state="sent") & Q(sent_at=None)),
                name="a_sent_message_says_when",
            ),
            models.CheckConstraint(
                condition=Q(language__in=["bg", "en"]), name="message_language_is_known"
            ),
        ]
        indexes = [
            models.Index(
                fields=["next_attempt_at", "id"],
                condition=Q(state="waiting"),
                name="messages_waiting",
            ),
            models.Index(
                fields=["-created_at"],
                condition=Q(state="set_aside"),
                name="messages_set_aside",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"


class Follow(models.Model):
    """An address that asked to hear of something; counts only once it is confirmed.

    `scope` names what is followed: `everything`, `consultation:<public id>`, `topic:<id>`,
    `settlement:<id>`. `token` stands in the links of the mails and ends it in one click.
    `told_until` is the instant up to which a daily digest has told the news.
    """

    address = models.EmailField()
    language = models.CharField(max_length=2, choices=LANGUAGES)
    scope = models.CharField(max_length=80)
    token = models.CharField(max_length=43, unique=True)
    asked_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    told_until = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "address",
                "scope",
                condition=Q(ended_at=None),
                name="a_scope_is_followed_once",
            ),
            models.CheckConstraint(
                condition=Q(confirmed_at=None, told_until=None)
                | Q(confirmed_at__isnull=False, told_until__isnull=False),
                name="confirmed_follows_are_told",
            ),
        ]
        indexes = [
            models.Index(
                fields=["scope"],
                condition=Q(ended_at=None, confirmed_at__isnull=False),
                name="follows_in_force",
            )
        ]

    def __str__(self) -> str:
        return self.scope


class MailLimit(models.Model):
    """How many mails a form caused for an address or a network within an hour.

    `subject` is a keyed digest: the table tells nobody's address.
    """

    subject = models.CharField(max_length=120)
    hour = models.DateTimeField()
    count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint("subject", "hour", name="one_count_an_hour")]

    def __str__(self) -> str:
        return f"{self.hour} {self.count}"
