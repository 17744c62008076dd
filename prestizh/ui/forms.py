"""The base of every form of the portal: how it is sent, named and refused."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Self, TypeVar

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Fieldset, Layout
from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model
from django.forms.widgets import ClearableFileInput, Textarea
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext_lazy as _

from prestizh.refusal import Refused

from .components import ButtonKind, Text

DAY_FORMATS = ["%Y-%m-%d", "%d.%m.%Y", "%d.%m.%Y г."]
MOMENT_FORMATS = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%d.%m.%Y %H:%M", "%d.%m.%Y, %H:%M"]


class TextArea(Textarea):
    """A field for long text. `limit` is in characters and is said, never cut in silence."""

    def __init__(self, limit: int | None = None, rows: int = 6) -> None:
        attributes: dict[str, Any] = {"rows": rows}
        if limit is not None:
            attributes["data-limit"] = limit
        super().__init__(attributes)


class FileInput(ClearableFileInput):
    """A field for a file. It says which extensions it takes and how many bytes at most."""

    def __init__(self, accept: Sequence[str] = (), max_bytes: int | None = None) -> None:
        attributes: dict[str, Any] = {}
        if accept:
            attributes["accept"] = ",".join(accept)
        if max_bytes is not None:
            attributes["data-max-bytes"] = max_bytes
        super().__init__(attributes)


class DayField(forms.DateField):
    """A day: from the browser's own calendar, or typed as 07.12.2026."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.DateInput({"type": "date"}, format="%Y-%m-%d"))
        kwargs.setdefault("input_formats", DAY_FORMATS)
        super().__init__(**kwargs)
        self.error_messages["invalid"] = _("Write the day as in 07.12.2026.")


class MomentField(forms.DateTimeField):
    """A moment on Sofia's clock: from the browser's calendar, or typed as 07.12.2026 14:05."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput({"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
        kwargs.setdefault("widget", widget)
        kwargs.setdefault("input_formats", MOMENT_FORMATS)
        super().__init__(**kwargs)
        self.error_messages["invalid"] = _("Write the day and the hour as in 07.12.2026 14:05.")


class BoundedFileField(forms.FileField):
    """A file whose size and extension are checked, and said, before anything reads it."""

    def __init__(self, *, accept: Sequence[str], max_bytes: int, **kwargs: Any) -> None:
        self.accept = tuple(extension.lower() for extension in accept)
        self.max_bytes = max_bytes
        kwargs.setdefault("widget", FileInput(self.accept, max_bytes))
        super().__init__(**kwargs)

    def clean(self, data: Any, initial: Any = None) -> Any:
        """The file. Raises ValidationError when it is too large or of another kind."""
        file = super().clean(data, initial)
        if isinstance(file, UploadedFile):
            self._check(file)
        return file

    def _check(self, file: "UploadedFile[bytes]") -> None:
        if (file.size or 0) > self.max_bytes:
            raise forms.ValidationError(
                _("The file is too large: %(size)s. It may be %(limit)s at most."),
                params={
                    "size": filesizeformat(file.size or 0),
                    "limit": filesizeformat(self.max_bytes),
                },
            )
        if not (file.name or "").lower().endswith(self.accept):
            raise forms.ValidationError(
                _("This kind of file isn't taken here. Send one of: %(kinds)s."),
                params={"kinds": ", ".join(self.accept)},
            )


M = TypeVar("M", bound=Model)

if TYPE_CHECKING:
    # What the mixin stands on. A ModelForm takes a parameter only for the type checker.
    _Base = forms.BaseForm
    _ModelForm = forms.ModelForm
else:
    _Base = object

    class _ModelForm(forms.ModelForm):
        def __class_getitem__(cls, _model):
            return cls


class PortalFormMixin(_Base):
    """What every form has: a helper for the template pack, and a way to show a refusal.

    `groups` lays the fields out under legends; a field that no group names is not shown.
    `extra_buttons` are further ways to send the form: name, value, label, kind.
    """

    submit_label: ClassVar[Text] = _("Save")
    submit_kind: ClassVar[ButtonKind] = "primary"
    cancel_url: str = ""
    form_tag: bool = True
    form_action: str = ""
    form_id: str = ""
    groups: ClassVar[Sequence[tuple[Text, Sequence[str]]]] = ()
    extra_buttons: ClassVar[Sequence[tuple[str, str, Text, ButtonKind]]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            _say_limit(field)

    @property
    def helper(self) -> FormHelper:
        """How crispy renders this form."""
        helper = FormHelper(self)
        helper.form_tag = self.form_tag
        helper.form_id = self.form_id
        helper.form_action = self.form_action
        helper.attrs = {"novalidate": True}
        helper.include_media = False
        helper.submit_label = self.submit_label
        helper.submit_kind = self.submit_kind
        helper.cancel_url = self.cancel_url
        helper.extra_buttons = self.extra_buttons
        helper.render_hidden_fields = True
        if self.groups:
            helper.layout = Layout(*(Fieldset(legend, *names) for legend, names in self.groups))
        return helper

    def sent_to(self, address: str) -> Self:
        """The same form, sent to another address than that of the page it stands on."""
        self.form_action = address
        return self

    def refuse(self, refused: Refused) -> None:
        """Show why an act refused: each reason beside its field, or at the top."""
        for obstacle in refused.obstacles:
            known = obstacle.field if obstacle.field in self.fields else None
            self.add_error(known, str(obstacle.sentence))


def _say_limit(field: forms.Field) -> None:
    """Turn a text area's `maxlength` into words: a browser would cut a pasted text unseen."""
    if isinstance(field.widget, Textarea) and "maxlength" in field.widget.attrs:
        field.widget.attrs["data-limit"] = field.widget.attrs.pop("maxlength")


class PortalForm(PortalFormMixin, forms.Form):
    """A form of the portal."""


class PortalModelForm(PortalFormMixin, _ModelForm[M]):
    """A form of the portal for one row."""
