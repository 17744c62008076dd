"""The field that says why somebody takes a seat before others of the reserve."""

from django import forms
from django.utils.translation import gettext as _

from prestizh.ui.forms import TextArea

LONGEST = 1000


def passing_over_field(ahead: list[str]) -> forms.CharField:
    """A field for the reason; it names who comes first in the published order."""
    return forms.CharField(
        label=_("Why are they passed over?"),
        max_length=LONGEST,
        required=False,
        widget=TextArea(LONGEST, rows=3),
        help_text=_(
            "By the published order these come first: %(names)s. What stands here is published "
            "with the result and recorded, for example: gave up the seat, letter No. 12. Name no "
            "private fact."
        )
        % {"names": "; ".join(ahead)},
    )
