"""What a reader chooses to be told about, and where to."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from prestizh.outbox import scopes
from prestizh.places.models import Settlement, Topic
from prestizh.ui.forms import PortalForm


class ScopesField(forms.MultipleChoiceField):
    """Check boxes for rows that can be followed; their values are scopes such as `topic:7`."""

    widget = forms.CheckboxSelectMultiple


class FollowForm(PortalForm):
    """Everything, topics, settlements, or the one consultation whose page the form stands on."""

    # What the page that leads here is about, as in `consultation:<public id>`.
    scope = forms.CharField(required=False, max_length=80, widget=forms.HiddenInput)
    everything = forms.BooleanField(
        required=False, label=_("Everything: all consultations, all news")
    )
    topics = ScopesField(required=False, label=_("Topics"))
    settlements = ScopesField(required=False, label=_("Towns and villages"))
    address = forms.EmailField(
        label=_("Your e-mail address"),
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "email"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._offer("topics", "topic", Topic.objects.filter(retired=False))
        self._offer("settlements", "settlement", Settlement.objects.filter(retired=False))

    def _offer(
        self, name: str, prefix: str, rows: "QuerySet[Topic] | QuerySet[Settlement]"
    ) -> None:
        """The choices of one field; no field where there is nothing to choose."""
        choices = [(f"{prefix}:{row.pk}", str(row)) for row in rows]
        field = self.fields[name]
        if choices and isinstance(field, ScopesField):
            field.choices = choices
        else:
            del self.fields[name]

    def clean_scope(self) -> str:
        """The given scope, if there is such a thing."""
        scope: str = self.cleaned_data["scope"]
        if scope and scopes.find(scope) is None:
            raise forms.ValidationError(_("What you wanted to follow isn't here any more."))
        return scope

    def clean(self) -> dict[str, Any]:
        """At least one thing must be chosen."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self.wanted():
            raise forms.ValidationError(_("Choose what you want to follow."))
        return cleaned

    def wanted(self) -> list[str]:
        """The scopes that were chosen."""
        data = self.cleaned_data
        one = [data["scope"]] if data.get("scope") else []
        everything = [scopes.EVERYTHING] if data.get("everything") else []
        return [*one, *everything, *data.get("topics", []), *data.get("settlements", [])]
