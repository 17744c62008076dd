"""The filter of the list of bodies: all optional, wrong values are as if not given."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from forums.bodies.models.body import BodyQuerySet
from forums.bodies.stages import BodyKind
from prestizh.places.models import Topic


class FilterForm(forms.Form):
    """Words of the name, the kind, the area."""

    q = forms.CharField(label=_("Words in the name"), max_length=100, required=False)
    kind = forms.ChoiceField(label=_("Kind of body"), required=False)
    topic = forms.ModelChoiceField(
        Topic.objects.filter(retired=False), label=_("Area"), required=False, empty_label=_("all")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", _("all")), *((k.value, capfirst(str(k.label))) for k in BodyKind)]

    def narrowed(self, found: BodyQuerySet) -> BodyQuerySet:
        """The bodies that are asked for; what is empty does not narrow."""
        wanted = self.cleaned_data
        if wanted.get("q"):
            found = found.filter(name__icontains=wanted["q"])
        if wanted.get("kind"):
            found = found.filter(kind=wanted["kind"])
        if wanted.get("topic"):
            found = found.filter(topics=wanted["topic"])
        return found
