"""Forms into which no personal number (ЕГН) gets: it is refused beside its field."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile

from prestizh.documents.keeping import Examined
from prestizh.egn import SENTENCE, holds_egn
from prestizh.ui.forms import PortalForm, PortalFormMixin


class RefusesEgn(PortalFormMixin):
    """What keeps an ЕГН out of any field, names of files too; stands before the form's own base."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, value in list(cleaned.items()):
            if holds_egn(_words_of(value)):
                self.add_error(name, SENTENCE)
        return self.cleaned_data


class WithoutEgn(RefusesEgn, PortalForm):
    """A form of the portal into which no personal number gets."""


def _words_of(value: object) -> str:
    """What a field's value says: its text, or the name of its file."""
    if isinstance(value, str):
        return value
    return str(value.name) if isinstance(value, Examined | UploadedFile) else ""
