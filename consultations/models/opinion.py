"""Opinions and the proposals in them: registered once, never changed."""

import uuid

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consultations.models.consultation import Consultation
from consultations.models.provision import Provision
from prestizh.accounts.models import Organisation, Representation
from prestizh.documents.kinds import Kind
from prestizh.documents.models import Document, new_public_id

MAXIMUM_CHARACTERS = 20_000
# The kinds of file that may come with a proposal; how large one may be is said by `keeping`.
FILE_KINDS = frozenset({Kind.PDF, Kind.DOCX, Kind.ODT, Kind.TXT, Kind.JPEG, Kind.PNG})


class Capacity(models.TextChoices):
    """For whom the author speaks (декларирано качество): ЗНА чл. 26, ал. 5."""

    SELF = "self", _("For myself")
    SELF_MEMBER = "self_member", _("For myself, but I belong to an organisation with this interest")
    ORGANISATION = "organisation", _("For an organisation")
    GROUP = "group", _("For a group of people")
    INSTITUTION = "institution", _("As an authority or institution")


class ShownAs(models.TextChoices):
    """How the author is shown to the public."""

    NAME = "name", _("With my name")
    INITIALS = "initials", _("With my initials")
    CAPACITY = "capacity", _("Only as “a citizen”")


class Channel(models.TextChoices):
    """The way on which an opinion came."""

    PORTAL = "portal", _("in the portal")
    PAPER = "paper", _("on paper")
    EMAIL = "email", _("by e-mail")
    HEARING = "hearing", _("at a hearing")


class Opinion(models.Model):
    """What one person or organisation submits at once (становище).

    `reference` is the № в портала. An opinion is registered with its moment (UTC instant of the
    database's clock), number and hash in the record at once. A guest's opinion awaits confirmation:
    it is kept without limit and is not shown until confirmed. Later states are facts beside it:
    confirmed, set aside, withdrawn, replaced; the text itself never changes.
    """

    class Confirmation(models.TextChoices):
        AWAITED = "awaited", _("awaiting confirmation")
        ACCOUNT = "account", _("sent from an account")
        LINK = "link", _("confirmed by the link in the mail")
        TELEPHONE = "telephone", _("confirmed by telephone or at the counter")
        SET_ASIDE = "set_aside", _("set aside")

    class Lateness(models.TextChoices):
        IN_TIME = "in_time", _("in time")
        LATE = "late", _("late, awaiting a decision")
        ADMITTED = "admitted", _("late, admitted")
        NOT_ADMITTED = "not_admitted", _("late, not admitted")

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="opinions")
    reference = models.CharField(max_length=20, unique=True)
    receipt_id = models.CharField(max_length=16, unique=True, default=new_public_id)
    registry_number = models.CharField(_("registry number"), max_length=60, blank=True)
    channel = models.CharField(max_length=10, choices=Channel, default=Channel.PORTAL)

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="opinions"
    )
    name = models.CharField(_("name and family name"), max_length=120)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=50, blank=True)
    language = models.CharField(max_length=2, default="bg")
    shown_as = models.CharField(
        _("How my name is shown"), max_length=10, choices=ShownAs, default=ShownAs.NAME
    )
    capacity = models.CharField(_("For whom do you speak?"), max_length=20, choices=Capacity)
    speaks_for = models.CharField(
        _("Name of the organisation, group or institution"), max_length=200, blank=True
    )
    organisation = models.ForeignKey(
        Organisation, models.PROTECT, null=True, related_name="opinions"
    )
    representation = models.ForeignKey(
        Representation, models.PROTECT, null=True, related_name="opinions"
    )

    # The key of a body in whose name its secretary speaks, as `consultations.speaking` has it.
    spoken_by = models.CharField(max_length=16, blank=True)
    decided = models.CharField(_("decision it rests on"), max_length=300, blank=True)

    received_at = models.DateTimeField()
    submission_key = models.UUIDField(unique=True, default=uuid.uuid4)
    digest = models.CharField(max_length=64)
    record_number = models.PositiveBigIntegerField()
    record_hash = models.CharField(max_length=64)

    confirmation = models.CharField(max_length=10, choices=Confirmation)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    set_aside_reason = models.TextField(blank=True)
    lateness = models.CharField(max_length=12, choices=Lateness, default=Lateness.IN_TIME)
    lateness_reason = models.TextField(blank=True)

    supplements = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="supplemented_by"
    )
    replaces = models.ForeignKey("self", models.PROTECT, null=True, related_name="replacements")
    withdrawn_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(digest__regex=r"^[0-9a-f]{64}$")
                & Q(record_hash__regex=r"^[0-9a-f]{64}$"),
                name="an_opinion_has_its_digests",
            ),
            models.CheckConstraint(
                condition=~Q(confirmation="set_aside") | ~Q(set_aside_reason=""),
                name="set_aside_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(lateness__in=["in_time", "late"]) | ~Q(lateness_reason=""),
                name="a_late_decision_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(capacity__in=["self", "self_member"]) | ~Q(speaks_for=""),
                name="who_speaks_for_others_says_for_whom",
            ),
            models.CheckConstraint(
                condition=Q(spoken_by="", decided="")
                | Q(capacity="institution") & ~Q(spoken_by="") & ~Q(decided=""),
                name="an_opinion_of_a_body_rests_on_a_decision",
            ),
            models.CheckConstraint(
                condition=Q(author__isnull=False) | ~Q(email="") | ~Q(channel="portal"),
                name="a_guest_leaves_an_address",
            ),
            models.UniqueConstraint(
                fields=["replaces"],
                condition=~Q(confirmation="set_aside"),
                name="one_replacement_that_is_not_set_aside",
            ),
        ]
        indexes = [models.Index(fields=["consultation", "confirmation"])]

    def __str__(self) -> str:
        return self.reference

    @property
    def is_confirmed(self) -> bool:
        return self.confirmation not in {
            self.Confirmation.AWAITED,
            self.Confirmation.SET_ASIDE,
        }

    @property
    def is_replaced(self) -> bool:
        """Whether a later one stands in its place, or will when confirmed; not one set aside.

        Asks nothing of the database where `replacements` are prefetched.
        """
        aside = self.Confirmation.SET_ASIDE
        return any(later.confirmation != aside for later in self.replacements.all())


class ProposalKind(models.TextChoices):
    """What a proposal asks (вид на предложението)."""

    REWORD = "reword", _("New wording")
    DELETE = "delete", _("Drop this text")
    ADD = "add", _("Add a text")
    REMARK = "remark", _("General remark")
    QUESTION = "question", _("Question")
    SUPPORT = "support", _("I support the draft")


class Proposal(models.Model):
    """One item of an opinion (предложение), bound to a provision or to the whole draft (null).

    `counts` says whether it stands in the public list and is owed an answer: its opinion is
    confirmed, in time or admitted, and neither withdrawn nor replaced. Acts keep it, so that lists
    and counters need no joins. Text and reasons never change (a trigger holds it).
    """

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="proposals")
    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="proposals")
    provision = models.ForeignKey(Provision, models.PROTECT, null=True, related_name="proposals")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(_("What do you propose?"), max_length=10, choices=ProposalKind)
    text = models.TextField(_("Proposed text"), max_length=MAXIMUM_CHARACTERS, blank=True)
    reasons = models.TextField(_("Reasons"), max_length=MAXIMUM_CHARACTERS, blank=True)
    file = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+")
    counts = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("opinion", "number", name="one_proposal_a_number"),
            models.CheckConstraint(
                condition=~Q(text="") | ~Q(reasons="") | Q(kind__in=["support", "delete"]),
                name="a_proposal_says_something",
            ),
        ]
        indexes = [
            models.Index(
                fields=["consultation", "provision", "-id"],
                condition=Q(counts=True),
                name="proposals_shown",
            )
        ]

    def __str__(self) -> str:
        return self.reference

    @property
    def reference(self) -> str:
        """The № of the opinion and the number within it: `С-2026-000012/1`."""
        return numbered(self.opinion.reference, self.number)


def numbered(opinion: str, number: int) -> str:
    """The № of a proposal: that of its opinion and the number within it."""
    return f"{opinion}/{number}"
