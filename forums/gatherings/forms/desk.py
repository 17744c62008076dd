"""The secretary's forms: the frame, a table, the population, the seed."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forums.gatherings.framing import OF_THE_REGISTRATION
from forums.gatherings.models import Forum, TableKind
from forums.gatherings.stages import ForumStage, Method
from prestizh.documents.fields import DocumentField
from prestizh.ui.forms import DayField, MomentField, PortalForm, PortalModelForm, TextArea
from prestizh.ui.without_egn import RefusesEgn, WithoutEgn

OF_THE_DRAW = ("table_count", "seed_source", "population_source", "confirm_days", "briefing_text")
OF_THE_TABLES = (*("fund", "women_percent", "kept_shares", "code_of_work", "areas", "age_bands"),)


class FrameForm(RefusesEgn, PortalModelForm[Forum]):
    """The frame of a forum; what people relied on can't be changed any more once it is open."""

    held_on = DayField(label=_("Day of the forum, or of its first session"))
    registration_ends_on = DayField(label=_("Last day to register"))
    submit_label = _("Save the frame")

    class Meta:
        model = Forum
        fields = [
            "aim",
            "aim_en",
            "organiser",
            "moderator",
            "fund",
            "held_on",
            "held_at",
            "registration_ends_on",
            "places",
            "table_count",
            "women_percent",
            "areas",
            "age_bands",
            "kept_shares",
            "confirm_days",
            "seed_source",
            "population_source",
            "briefing_text",
            "code_of_work",
        ]
        widgets = {
            "aim": TextArea(2000, 4),
            "aim_en": TextArea(2000, 4),
            "areas": TextArea(4000, 5),
            "age_bands": TextArea(400, 4),
            "kept_shares": TextArea(2000, 4),
            "briefing_text": TextArea(20_000, 10),
            "code_of_work": TextArea(8000, 8),
        }

    def __init__(self, *args: Any, method: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in OF_THE_TABLES if method == Method.DRAW else OF_THE_DRAW:
            del self.fields[name]
        if self.instance.pk and self.instance.stage != ForumStage.PREPARING:
            for name in OF_THE_REGISTRATION:
                self.fields.pop(name, None)

    def _post_clean(self) -> None:
        """Leave the row alone: the act writes it."""


class TableForm(WithoutEgn):
    """A table to be added."""

    kind = forms.ChoiceField(label=_("Kind of table"), choices=TableKind.choices)
    interest = forms.CharField(label=_("Interest of the table"), max_length=120)
    interest_en = forms.CharField(
        label=_("Interest of the table, in English"), max_length=120, required=False
    )
    places = forms.IntegerField(label=_("Places at the table"), initial=8)
    submit_label = _("Add the table")


class PaperForm(WithoutEgn):
    """A briefing paper."""

    file = DocumentField(label=_("The file"))
    title = forms.CharField(
        label=_("Title of the paper"),
        max_length=200,
        required=False,
        help_text=_("Leave it empty to call it by the name of the file."),
    )
    submit_label = _("Attach the paper")


class PopulationForm(WithoutEgn):
    """How many people live in each cell, a line each."""

    text = forms.CharField(
        label=_("Population"),
        widget=TextArea(20_000, 12),
        max_length=20_000,
        help_text=_(
            "A line for each kind of people: area; age band; жена or мъж; number. For example: "
            "Хасково; 16–29; жена; 4210"
        ),
    )
    submit_label = _("Save the population")


class SeedForm(PortalForm):
    """What the public source said."""

    words = forms.CharField(
        label=_("What the source said, letter for letter"),
        max_length=300,
        help_text=_("Written as was agreed beforehand; everybody will type the same."),
    )
    known_at = MomentField(label=_("When the source said it"))
    link = forms.URLField(
        label=_("Where it can be read"), max_length=500, required=False, assume_scheme="https"
    )
    submit_label = _("Enter the seed and draw")
