"""A field for a file: looked into while the form is checked, the sentence stands beside it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from prestizh.documents.keeping import LARGEST, MEGABYTE, Examined, examine
from prestizh.documents.kinds import ANY_DOCUMENT, Kind
from prestizh.refusal import Refused


class DocumentField(forms.FileField):
    """Gives an `Examined` for `keeping.keep`, or None when nothing was attached."""

    def __init__(self, *, kinds: frozenset[Kind] = ANY_DOCUMENT, **options: Any) -> None:
        self.kinds = kinds
        options.setdefault(
            "help_text",
            format_lazy(
                _("Up to {megabytes} MB: {kinds}."),
                megabytes=LARGEST // MEGABYTE,
                kinds=", ".join(f".{kind}" for kind in sorted(kinds)),
            ),
        )
        super().__init__(**options)
        self.widget.attrs.setdefault("accept", ",".join(f".{kind}" for kind in sorted(kinds)))

    def clean(self, data: Any, initial: Any = None) -> Examined | None:
        given = super().clean(data, initial)
        if not isinstance(given, UploadedFile):
            return None
        try:
            return examine(given, name=given.name or "file", kinds=self.kinds)
        except Refused as refused:
            raise ValidationError(str(refused), code="refused") from refused
