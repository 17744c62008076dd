"""Choosing whom to invite to what, and noting that somebody came."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback.stakeholders.models import Stakeholder
from feedback.stakeholders.models.stakeholder import StakeholderQuerySet
from feedback.stakeholders.occasions import Occasion
from prestizh.ui.forms import PortalForm


class InviteForm(PortalForm):
    """To what, and whom."""

    submit_label = _("Send the invitations")

    occasion = forms.ChoiceField(label=_("To what?"), widget=forms.RadioSelect)
    stakeholders = forms.ModelMultipleChoiceField(
        Stakeholder.objects.none(),
        label=_("Whom?"),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Those that have the mail of an office. Nobody gets a second letter."),
    )

    def __init__(
        self,
        *args: Any,
        occasions: Sequence[Occasion],
        rows: StakeholderQuerySet,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        occasion, stakeholders = self.fields["occasion"], self.fields["stakeholders"]
        assert isinstance(occasion, forms.ChoiceField)  # noqa: S101 - declared above
        assert isinstance(stakeholders, forms.ModelMultipleChoiceField)  # noqa: S101 - as well
        occasion.choices = [(one.name, f"{one.title} ({one.kind.label})") for one in occasions]
        stakeholders.queryset = rows


class TurnoutForm(PortalForm):
    """Who came though no account says so, and how."""

    submit_label = _("Note that it came")
    submit_kind = "secondary"

    stakeholder = forms.ModelChoiceField(
        Stakeholder.objects.none(), label=_("Who came?"), empty_label=_("choose")
    )
    how = forms.CharField(
        label=_("How did it take part?"),
        max_length=300,
        help_text=_("For example: twelve people at the meeting in the village. No names."),
    )

    def __init__(self, *args: Any, rows: StakeholderQuerySet, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stakeholder = self.fields["stakeholder"]
        assert isinstance(stakeholder, forms.ModelChoiceField)  # noqa: S101 - declared above
        stakeholder.queryset = rows
