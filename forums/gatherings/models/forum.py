"""The forum itself: its frame, its steps, its tables, the population of its area."""

from typing import TYPE_CHECKING, ClassVar, Self
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from forums.bodies.models import Body
from forums.bodies.models.body import kept_by
from forums.gatherings.stages import ForumStage, ForumStep, Method, lawful_changes
from prestizh.accounts import access
from prestizh.places.models import in_language

if TYPE_CHECKING:
    from prestizh.accounts.access import Anyone

AGE_BANDS = "16–29\n30–44\n45–64\n65+"


class ForumQuerySet(models.QuerySet["Forum"]):
    """Forums as they are allowed to be seen."""

    def public(self) -> Self:
        """What everybody may read: those whose registration was opened."""
        return self.exclude(stage=ForumStage.PREPARING)

    def visible_to(self, user: "Anyone") -> Self:
        """What is public; those being prepared for who runs them and who audits."""
        if access.may(user, "forum.read_people"):
            return self.all()
        return self.filter(~Q(stage=ForumStage.PREPARING) | Q(body__in=kept_by(user)))

    def editable_by(self, user: "Anyone") -> Self:
        """Every forum for those who run them all; a secretary's own for the secretary."""
        if access.may(user, "forum.manage"):
            return self.all()
        return self.filter(body__in=kept_by(user))


class Forum(models.Model):
    """A citizen forum or a deliberative forum: the frame in which a body's people are found.

    `areas` and `age_bands` have one name a line and are what people choose from; `kept_shares` has a
    share of some of them in each line (`shares.read_shares`). `fund` is in euro.
    `seed_source` says beforehand which public event gives the words of the seed.
    """

    body = models.OneToOneField(Body, models.PROTECT, related_name="forum")
    method = models.CharField(max_length=10, choices=Method)
    stage = models.CharField(max_length=12, choices=ForumStage, default=ForumStage.PREPARING)

    aim = models.TextField(_("aim of the forum"), max_length=2000)
    aim_en = models.TextField(_("aim of the forum, in English"), max_length=2000, blank=True)
    organiser = models.CharField(_("organiser"), max_length=200)
    fund = models.DecimalField(
        _("fund for projects, in euro"), max_digits=12, decimal_places=2, null=True, blank=True
    )
    moderator = models.CharField(
        _("neutral moderator"),
        max_length=200,
        help_text=_("Somebody from outside the municipality: name and organisation."),
    )
    code_of_work = models.TextField(_("code of work"), max_length=8000, blank=True)
    held_on = models.DateField(_("day of the forum, or of its first session"))
    held_at = models.CharField(_("place and hour"), max_length=300)
    briefing_text = models.TextField(_("briefing"), max_length=20_000, blank=True)

    places = models.PositiveSmallIntegerField(_("places"))
    table_count = models.PositiveSmallIntegerField(_("number of tables"), default=1)
    women_percent = models.PositiveSmallIntegerField(_("women, at least, per cent"), default=40)
    kept_shares = models.TextField(
        _("places kept for others, at least"),
        max_length=2000,
        blank=True,
        help_text=_(
            "Of each table's places, a line each: an area or an age band; per cent. For example: "
            "16–29; 20. They stay free until the share is reached; the others wait in the reserve."
        ),
    )
    areas = models.TextField(_("areas, one a line"), max_length=4000)
    age_bands = models.TextField(_("age bands, one a line"), max_length=400, default=AGE_BANDS)
    population_source = models.CharField(_("source of the population"), max_length=300, blank=True)
    registration_ends_on = models.DateField(_("last day to register"))
    confirm_days = models.PositiveSmallIntegerField(_("days to answer an invitation"), default=5)
    seed_source = models.CharField(
        _("public source of the seed"),
        max_length=300,
        blank=True,
        help_text=_(
            "Something that is drawn in public after the list is closed, and how it is written: for "
            "example the six numbers of a named draw of the state lottery, in rising order, with a "
            "comma and a space between them."
        ),
    )
    created_at = models.DateTimeField()

    objects: ClassVar = ForumQuerySet.as_manager()

    class Meta:
        ordering = ["-held_on", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(stage__in=[stage.value for stage in ForumStage]),
                name="forum_stage_is_known",
            ),
            models.CheckConstraint(
                condition=Q(places__range=(1, 1000), table_count__range=(1, 60)),
                name="a_forum_has_places_and_tables",
            ),
            models.CheckConstraint(
                condition=Q(women_percent__lte=60), name="a_share_leaves_room_for_others"
            ),
            models.CheckConstraint(
                condition=Q(registration_ends_on__lte=models.F("held_on")),
                name="registration_ends_before_the_forum",
            ),
        ]

    def __str__(self) -> str:
        return str(self.body)

    def get_absolute_url(self) -> str:
        return reverse("gatherings:page", args=[self.body.public_id])

    @property
    def subject(self) -> UUID:
        """The chain of the record: the body's own."""
        return self.body.subject

    @property
    def about(self) -> str:
        """The aim in the language of the page."""
        return in_language(self.aim, self.aim_en)

    @property
    def area_names(self) -> list[str]:
        return lines(self.areas)

    @property
    def age_names(self) -> list[str]:
        return lines(self.age_bands)

    @property
    def is_drawn_by_lot(self) -> bool:
        return self.method == Method.DRAW


def lines(text: str) -> list[str]:
    """The lines that say something, each once."""
    return list(dict.fromkeys(line.strip() for line in text.splitlines() if line.strip()))


class ForumChange(models.Model):
    """One step in the life of a forum, never changed afterwards."""

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="changes")
    method = models.CharField(max_length=10, choices=Method)
    source = models.CharField(max_length=12, blank=True, choices=ForumStage)
    target = models.CharField(max_length=12, choices=ForumStage)
    step = models.CharField(max_length=10, choices=ForumStep)
    actor = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=lawful_changes(), name="forum_step_is_lawful")
        ]


class TableKind(models.TextChoices):
    """What a table is for; those that are no interest are obligatory at a citizen forum."""

    INTEREST = "interest", _("table of an interest")
    COUNCIL = "council", _("table of the municipal council")
    FREE = "free", _("free table")
    OPERATIVE = "operative", _("table of the operative group, without discussion and vote")


OBLIGATORY = (TableKind.COUNCIL, TableKind.FREE, TableKind.OPERATIVE)


class Table(models.Model):
    """A working table. All that vote have one vote each; the operative group's has none."""

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="tables")
    number = models.PositiveSmallIntegerField()
    kind = models.CharField(
        _("kind of table"), max_length=10, choices=TableKind, default=TableKind.INTEREST
    )
    interest = models.CharField(_("interest of the table"), max_length=120)
    interest_en = models.CharField(
        _("interest of the table, in English"), max_length=120, blank=True
    )
    places = models.PositiveSmallIntegerField(_("places at the table"), default=8)
    spokesperson = models.ForeignKey(
        "gatherings.Registration", models.PROTECT, null=True, related_name="+"
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(fields=["forum", "number"], name="one_table_a_number"),
            models.UniqueConstraint(
                fields=["forum", "kind"],
                condition=~Q(kind="interest"),
                name="an_obligatory_table_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(places__range=(3, 30)), name="a_table_seats_three_to_thirty"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.title}"

    @property
    def title(self) -> str:
        """Its interest in the language of the page."""
        return in_language(self.interest, self.interest_en)

    @property
    def has_vote(self) -> bool:
        return self.kind != TableKind.OPERATIVE


class PopulationCell(models.Model):
    """How many people of an age band and a sex live in an area, by the published source."""

    forum = models.ForeignKey(Forum, models.PROTECT, related_name="cells")
    area = models.CharField(max_length=120)
    age = models.CharField(max_length=20)
    sex = models.CharField(max_length=10)
    people = models.PositiveIntegerField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["forum", "area", "age", "sex"], name="a_cell_is_counted_once"
            )
        ]
