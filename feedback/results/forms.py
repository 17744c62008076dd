"""Forms of the desk: words beside the results, topics of an answer, a passage to be quoted."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from feedback.results import weights
from feedback.results.content import Split
from feedback.results.sharing import LONGEST_SOURCE, MOST_PEOPLE
from feedback.results.words import said
from prestizh.ui.forms import PortalForm, TextArea


class PublishForm(PortalForm):
    """What the municipality says about the results."""

    submit_label = _("Publish the results")

    words = forms.CharField(
        label=_("What the municipality says about the results"),
        max_length=4000,
        required=False,
        widget=TextArea(4000, rows=4),
        help_text=_("In plain words: what was learnt, what will be done about it."),
    )


class TopicsForm(PortalForm):
    """The topics of one answer, separated by commas."""

    submit_label = _("Save the topics")

    topics = forms.CharField(
        label=_("Topics, separated by commas"),
        max_length=500,
        required=False,
    )

    def names(self) -> list[str]:
        """One by one."""
        topics: str = self.cleaned_data["topics"]
        return topics.split(",")


class QuoteForm(PortalForm):
    """The passage as everybody will read it."""

    submit_label = _("Free it for quoting")

    text = forms.CharField(
        label=_("Passage that may be quoted"),
        max_length=2000,
        widget=TextArea(2000, rows=4),
        help_text=_("Leave out what tells who wrote it, and write […] in its place."),
    )


class SharesForm(PortalForm):
    """How many people of each group live in the municipality, with the source of the numbers."""

    submit_label = _("Weight the results")

    source = forms.CharField(
        label=_("Where the numbers are from"),
        max_length=LONGEST_SOURCE,
        help_text=_("For example: census of 2021, National Statistical Institute, table and date."),
    )

    def __init__(self, split: Split, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.keys = [weights.key_of(segment) for segment in weights.weighable(split)]
        source = self.fields.pop("source")
        for place, segment in enumerate(weights.weighable(split)):
            self.fields[f"people{place}"] = forms.IntegerField(
                label=said(segment.words), min_value=1, max_value=MOST_PEOPLE
            )
        self.fields["source"] = source

    def population(self) -> dict[str, float]:
        """The numbers by the segments' keys."""
        return {key: self.cleaned_data[f"people{at}"] for at, key in enumerate(self.keys)}
