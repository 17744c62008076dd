"""The citizen's form, and the filter of the public register."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback.measures.models import Source
from feedback.measures.models.proposal import LONGEST, ImprovementQuerySet
from feedback.measures.stages import ANSWERED, PUBLIC_STAGES, ImprovementStage
from prestizh.ui.forms import PortalForm, TextArea


class ProposeForm(PortalForm):
    """What one would change in the way the municipality works with people."""

    submit_label = _("Send the proposal")

    text = forms.CharField(
        label=_("What do you propose?"),
        max_length=LONGEST,
        widget=TextArea(LONGEST, rows=8),
        help_text=_(
            "One thing that would make taking part easier or more useful. Leave names, addresses "
            "and telephones out: the register shows the proposal to everybody."
        ),
    )
    name = forms.CharField(
        label=_("Your name, if you want to give it"),
        max_length=120,
        required=False,
        help_text=_("Only those who keep the register see it."),
    )
    wants_letter = forms.BooleanField(
        label=_("Send me the answer by e-mail"), required=False, initial=True
    )


class FilterForm(forms.Form):
    """By words, source and where it stands: all optional, wrong values are as if not given."""

    stages = sorted(PUBLIC_STAGES)
    q = forms.CharField(label=_("Words of the proposal"), max_length=100, required=False)
    source = forms.ChoiceField(
        label=_("Where it came from"), choices=[("", _("all")), *Source.choices], required=False
    )
    stage = forms.ChoiceField(label=_("Where it stands"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = [(s.value, s.label) for s in ImprovementStage if s in self.stages]
        stage = self.fields["stage"]
        assert isinstance(stage, forms.ChoiceField)  # noqa: S101 - declared above
        stage.choices = [("", _("all")), *shown]

    def narrowed(self, found: ImprovementQuerySet) -> ImprovementQuerySet:
        """The rows that fit what was asked; what is empty does not narrow."""
        wanted: dict[str, Any] = self.cleaned_data
        if wanted.get("q"):
            found = found.filter(public_text__icontains=wanted["q"])
        if wanted.get("source"):
            found = found.filter(source=wanted["source"])
        if wanted.get("stage"):
            found = found.filter(stage=wanted["stage"])
        return found


class DeskFilterForm(FilterForm):
    """The same at the desk, over everything that came."""

    stages = sorted(ImprovementStage)
    late = forms.BooleanField(label=_("only what is late"), required=False)

    def narrowed(self, found: ImprovementQuerySet) -> ImprovementQuerySet:
        """Those that fit; at the desk words are looked for in what came, too."""
        wanted: dict[str, Any] = self.cleaned_data
        words = wanted.get("q")
        if words:
            found = found.filter(text__icontains=words) | found.filter(public_text__icontains=words)
        self.cleaned_data = {**wanted, "q": ""}
        found = super().narrowed(found)
        self.cleaned_data = wanted
        return found.exclude(stage__in=[*ANSWERED, "aside"]) if wanted.get("late") else found
