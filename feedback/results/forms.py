"""Forms of the desk: words beside the results, topics of an answer, a passage to be quoted."""

from django import forms
from django.utils.translation import gettext_lazy as _

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
