"""The filter of the public list: all optional, wrong values are as if not given."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from forums.bodies.models import Body
from forums.recommendations.models import Addressee, Outcome
from forums.recommendations.models.recommendation import RecommendationQuerySet

STATES = [("unanswered", _("unanswered")), ("late", _("unanswered and late")), *Outcome.choices]


class FilterForm(forms.Form):
    """By words, body, addressee and by what was answered."""

    q = forms.CharField(label=_("Words of the recommendation"), max_length=100, required=False)
    body = forms.ModelChoiceField(
        Body.objects.public(), label=_("Body"), required=False, empty_label=_("all")
    )
    addressee = forms.ChoiceField(
        label=_("Addressee"), choices=[("", _("all")), *Addressee.choices], required=False
    )
    state = forms.ChoiceField(label=_("Answer"), choices=[("", _("all")), *STATES], required=False)

    def narrowed(self, found: RecommendationQuerySet, today: date) -> RecommendationQuerySet:
        """The rows that fit what was asked; what is empty does not narrow."""
        wanted: dict[str, Any] = self.cleaned_data
        if wanted.get("q"):
            found = found.filter(title__icontains=wanted["q"])
        if wanted.get("body"):
            found = found.filter(body=wanted["body"])
        if wanted.get("addressee"):
            found = found.filter(addressee=wanted["addressee"])
        state = wanted.get("state")
        if state == "unanswered":
            return found.unanswered()
        if state == "late":
            return found.late(today)
        return found.filter(outcome=state) if state else found
