"""What a view does when an act refuses: beside the fields of a form, or as a message."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest

from prestizh.refusal import Refused
from prestizh.ui.forms import PortalFormMixin


def done(form: PortalFormMixin, act: Callable[[], object]) -> bool:
    """Run `act` if the form is sound. True when it went through; else the form says why not."""
    if not form.is_valid():
        return False
    try:
        act()
    except Refused as refused:
        form.refuse(refused)
        return False
    return True


def tried(request: HttpRequest, act: Callable[[], object], success: str) -> None:
    """Run `act`; say `success`, or why it was refused, on the next page."""
    try:
        act()
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, success)
