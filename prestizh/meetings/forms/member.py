"""Forms on a member's own page."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from prestizh.meetings.forms.session import ProxyForm, SmallForm
from prestizh.meetings.models import AgendaItem, Meeting
from prestizh.ui.forms import TextArea


class _OfItem(SmallForm):
    """A form about one item of the agenda."""

    item = forms.ModelChoiceField(
        AgendaItem.objects.none(), label=_("item of the agenda"), empty_label=_("choose")
    )
    submit_kind = "secondary"

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["item"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = meeting.items.all()


class OwnProxyForm(ProxyForm):
    """Who votes for oneself."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["holder"].label = _("who votes for you")


class OwnConflictForm(_OfItem):
    """A conflict of interest of one's own."""

    name = "conflict"
    statement = forms.CharField(
        label=_("what the conflict is"),
        max_length=1000,
        help_text=_("The secretary reads it; the public sees only that you take no part."),
    )
    submit_label = _("State the conflict of interest")


class OwnOpinionForm(_OfItem):
    """A separate opinion of one's own."""

    name = "opinion"
    text = forms.CharField(
        label=_("separate opinion"), max_length=4000, widget=TextArea(4000, rows=4)
    )
    submit_label = _("Add the separate opinion")
