"""The filter of the register: all optional, wrong values are as if not given."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from forums.direct.kinds import Kind
from forums.direct.models.initiative import InitiativeQuerySet
from forums.direct.stages import FINAL
from prestizh.places.models import Settlement

STATES = (("", _("all")), ("running", _("in progress")), ("ended", _("finished")))


class FilterForm(forms.Form):
    """Words of the name, the form, whether it runs, the place."""

    q = forms.CharField(label=_("Words in the name"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Form of participation"), required=False)
    state = forms.ChoiceField(label=_("Where it stands"), choices=STATES, required=False)
    settlement = forms.ModelChoiceField(
        Settlement.objects.filter(retired=False),
        label=_("Town or village"),
        required=False,
        empty_label=_("all"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("all")), *((k.value, capfirst(str(k.label))) for k in Kind)]

    def narrowed(self, found: InitiativeQuerySet) -> InitiativeQuerySet:
        """The entries that are asked for; what is empty does not narrow."""
        wanted = self.cleaned_data
        if wanted.get("q"):
            found = found.filter(title__icontains=wanted["q"])
        if wanted.get("kind"):
            found = found.filter(kind=wanted["kind"])
        if wanted.get("settlement"):
            found = found.filter(settlement=wanted["settlement"])
        if wanted.get("state") == "running":
            found = found.running()
        if wanted.get("state") == "ended":
            found = found.filter(stage__in=FINAL)
        return found
