"""The form by which a published result is corrected: all decisions of the seat at once."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forums.calls.correcting import OPEN, Decided
from forums.calls.models import Application
from forums.calls.ranking import Placed
from prestizh.ui.forms import TextArea
from prestizh.ui.without_egn import WithoutEgn


class CorrectionForm(WithoutEgn):
    """Why the result is corrected, and what is decided on each that is compared anew."""

    grounds = forms.CharField(
        label=gettext_lazy("Why is the result corrected?"),
        max_length=2000,
        widget=TextArea(2000, rows=4),
        help_text=gettext_lazy(
            "Everybody reads it with the result: name no person and no private fact."
        ),
    )
    submit_label = gettext_lazy("Publish the corrected result")

    def __init__(
        self, *args: Any, compared: list[tuple[Placed, Application]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.compared = compared
        for _placed, row in compared:
            self._add(row)

    def _add(self, row: Application) -> None:
        known = getattr(row, "verdict", None)
        if known is not None and known.decision not in OPEN:
            known = None
        self.fields[f"decision_{row.pk}"] = forms.ChoiceField(
            label=_("What is decided on No. %(number)s, %(name)s")
            % {"number": row.reference, "name": row.applies_as},
            choices=[(one.value, one.label) for one in OPEN],
            widget=forms.RadioSelect,
            initial=known.decision if known else None,
        )
        self.fields[f"reasons_{row.pk}"] = forms.CharField(
            label=_("Why, for No. %(number)s") % {"number": row.reference},
            max_length=4000,
            widget=TextArea(4000, rows=4),
            initial=known.reasons if known else "",
        )

    @property
    def helper(self) -> FormHelper:
        """As every form; each application under its own legend, best first."""
        helper = super().helper
        helper.layout = Layout("grounds", *(self._group(*one) for one in self.compared))
        return helper

    def _group(self, placed: Placed, row: Application) -> Fieldset:
        # A legend is a template of its own, so that nothing people wrote stands in it.
        legend = _("Place %(place)d: No. %(number)s, %(points)s points") % {
            "place": placed.place,
            "number": row.reference,
            "points": number_format(placed.points),
        }
        return Fieldset(legend, f"decision_{row.pk}", f"reasons_{row.pk}")

    def given(self) -> dict[str, Any]:
        """What the act takes."""
        data = self.cleaned_data
        return {
            "grounds": data["grounds"],
            "decisions": {
                row: Decided(data[f"decision_{row.pk}"], data[f"reasons_{row.pk}"])
                for _placed, row in self.compared
            },
        }
