"""Describing and scoring a stakeholder, and the filter of the map."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from feedback.stakeholders.grid import LEAST, MOST, WAYS, Strategy
from feedback.stakeholders.models import Effect, Nature, Position, Sort, Stakeholder
from feedback.stakeholders.models.stakeholder import StakeholderQuerySet
from prestizh.places.models import Settlement, Topic
from prestizh.ui.forms import DayField, PortalForm, PortalModelForm, TextArea

MARKS = [(mark, str(mark)) for mark in range(LEAST, MOST + 1)]


class StakeholderForm(PortalModelForm[Stakeholder]):
    """What is known of an organisation or a group; there is no field for a person."""

    submit_label = _("Save it on the map")
    groups = (
        (_("Who"), ("nature", "sort", "name", "eik", "note")),
        (_("What concerns them"), ("topics", "settlements")),
        (_("How to reach them"), ("channels", "office_email", "office_phone")),
        (_("Consent to the contact"), ("contact_purpose", "consent_on")),
    )
    nature = forms.ChoiceField(
        label=capfirst(_("organisation or group")),
        choices=Nature.choices,
        widget=forms.RadioSelect,
        help_text=_("Never a private person."),
    )
    sort = forms.ChoiceField(label=capfirst(_("kind of stakeholder")), choices=Sort.choices)
    consent_on = DayField(label=capfirst(_("they agreed to it on")), required=False)

    class Meta:
        model = Stakeholder
        fields = (
            *("nature", "sort", "name", "eik", "note", "topics", "settlements", "channels"),
            *("office_email", "office_phone", "contact_purpose", "consent_on"),
        )
        widgets = {
            "note": TextArea(2000, rows=4),
            "topics": forms.CheckboxSelectMultiple,
            "settlements": forms.SelectMultiple({"size": 6}),
        }
        help_texts = {
            "eik": _("If it is registered in the portal, its opinions are counted as its own."),
            "note": _("Without names, addresses and numbers of people."),
            "channels": _("For example: notice board of the chitalishte, meeting in the village."),
            "office_email": _("The office of an organisation; invitations go there."),
            "contact_purpose": _("For example: invitations to discussions of drafts."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        topics, settlements = self.fields["topics"], self.fields["settlements"]
        assert isinstance(topics, forms.ModelMultipleChoiceField)  # noqa: S101 - of the model
        assert isinstance(settlements, forms.ModelMultipleChoiceField)  # noqa: S101 - as well
        topics.queryset = Topic.objects.filter(retired=False)
        settlements.queryset = Settlement.objects.filter(retired=False)

    def _post_clean(self) -> None:
        """The act writes the row and says what is wrong; the form only reads what was typed."""


class ScoreForm(PortalForm):
    """Three marks, the effect, the position, and what they rest on."""

    submit_label = _("Add the score")

    interest = forms.TypedChoiceField(
        label=_("Interest: how much they want to take part"),
        choices=MARKS,
        coerce=int,
        widget=forms.RadioSelect,
    )
    influence = forms.TypedChoiceField(
        label=_("Influence: how much they can change the decision or its carrying out"),
        choices=MARKS,
        coerce=int,
        widget=forms.RadioSelect,
    )
    affectedness = forms.TypedChoiceField(
        label=_("Affectedness: how much the decision changes their life or work"),
        choices=MARKS,
        coerce=int,
        widget=forms.RadioSelect,
        help_text=_("Apart from interest, so that who can do little is heard, too."),
    )
    effect = forms.ChoiceField(label=capfirst(_("effect on them")), choices=Effect.choices)
    position = forms.ChoiceField(
        label=capfirst(_("their position")), choices=Position.choices, initial="unknown"
    )
    reason = forms.CharField(
        label=_("What does the score rest on?"), max_length=1000, widget=TextArea(1000, rows=3)
    )


class StrategyForm(PortalForm):
    """How one works with it: as the grid says, or otherwise."""

    submit_label = _("Decide it")
    submit_kind = "secondary"

    strategy = forms.ChoiceField(
        label=_("How do we work with it?"),
        choices=[("", _("as the grid says")), *Strategy.choices],
        required=False,
    )
    strategy_reason = forms.CharField(
        label=_("Why otherwise than the grid says?"),
        max_length=500,
        required=False,
        widget=TextArea(500, rows=2),
    )


class RetireForm(PortalForm):
    """Why it leaves the map."""

    submit_label = _("Take it off the map")
    submit_kind = "danger"

    retired_reason = forms.CharField(
        label=_("Why does it leave the map?"), max_length=500, widget=TextArea(500, rows=2)
    )


class FilterForm(forms.Form):
    """By words, kind, area and strategy: all optional, wrong values are as if not given."""

    q = forms.CharField(label=_("Words of the name"), max_length=100, required=False)
    sort = forms.ChoiceField(
        label=_("Kind of stakeholder"), choices=[("", _("all")), *Sort.choices], required=False
    )
    topic = forms.ModelChoiceField(
        Topic.objects.all(), label=_("Area"), required=False, empty_label=_("all")
    )
    strategy = forms.ChoiceField(
        label=_("Way to work with it"),
        choices=[("", _("all")), *((one.value, one.label) for one in WAYS)],
        required=False,
    )

    def narrowed(self, found: StakeholderQuerySet) -> StakeholderQuerySet:
        """The rows that fit what was asked; what is empty does not narrow."""
        self.is_valid()
        wanted: dict[str, Any] = self.cleaned_data
        if wanted.get("q"):
            found = found.filter(name__icontains=wanted["q"])
        if wanted.get("sort"):
            found = found.filter(sort=wanted["sort"])
        if wanted.get("topic"):
            found = found.filter(topics=wanted["topic"])
        if wanted.get("strategy"):
            found = found.worked_with(Strategy(wanted["strategy"]))
        return found
