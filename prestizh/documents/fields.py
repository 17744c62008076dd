"""A field for a file: looked into while the form is checked, the sentence stands beside it."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from prestizh.documents.keeping import LARGEST, Examined, examine
from prestizh.documents.kinds import ANY_DOCUMENT, Kind
from prestizh.refusal import Refused


class DocumentField(forms.FileField):
    """Gives an `Examined` for `keeping.keep`, or None when nothing was attached."""

    def __init__(self, *, kinds: frozenset[Kind] = ANY_DOCUMENT, **options: Any) -> None:
        self.kinds = kinds
        super().__init__(**options)
        # The form pack says both in words.
        self.widget.attrs.setdefault("accept", ",".join(f".{kind}" for kind in sorted(kinds)))
        self.widget.attrs.setdefault("data-max-bytes", LARGEST)

    def clean(self, data: Any, initial: Any = None) -> Examined | None:
        given = super().clean(data, initial)
        if not isinstance(given, UploadedFile):
            return None
        try:
            return examine(given, name=given.name or "file", kinds=self.kinds)
        except Refused as refused:
            raise ValidationError(str(refused), code="refused") from refused
