"""What the template pack asks about a form and its fields."""

from typing import Any

from django import template
from django.forms import (
    BaseForm,
    CheckboxInput,
    CheckboxSelectMultiple,
    ClearableFileInput,
    FileInput,
    RadioSelect,
)
from django.forms.boundfield import BoundField
from django.template.defaultfilters import filesizeformat
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()

# Up to so many fields nobody needs to be told that all are asked for.
SEVERAL = 2


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm) -> dict[str, Any]:
    """Every error of the forms in one place, each a link to its field."""
    problems = [
        {"target": _target(field), "label": field.label, "text": text}
        for form in forms
        for field in form
        for text in field.errors
    ]
    general = [text for form in forms for text in form.non_field_errors()]
    return {"problems": problems, "general": general}


@register.filter
def field_kind(field: BoundField) -> str:
    """How the pack lays a field out: checkbox, group, file or plain."""
    widget = field.field.widget
    if isinstance(widget, RadioSelect | CheckboxSelectMultiple):
        return "group"
    if isinstance(widget, CheckboxInput):
        return "checkbox"
    return "file" if isinstance(widget, FileInput) else "plain"


@register.filter
def duty(field: BoundField) -> str:
    """Whether a field must be filled, in a word; said only where a form has both kinds.

    A box that may stay empty says so by itself. `asked_before_sending` and `asked_before_publishing`
    of a form name what may wait while it is written.
    """
    if field.name in getattr(field.form, "asked_before_sending", ()):
        return _("needed before you send it")
    if field.name in getattr(field.form, "asked_before_publishing", ()):
        return _("needed before it is published")
    if not field.field.required:
        return "" if field_kind(field) == "checkbox" else _("optional")
    return _("required") if _has_optional(field.form) else ""


@register.filter
def all_required(form: BaseForm) -> bool:
    """Whether a form has several fields and asks for every one."""
    asked = [field for field in form.visible_fields() if field_kind(field) != "checkbox"]
    return len(asked) > SEVERAL and not _has_optional(form)


@register.filter
def limit_text(field: BoundField) -> str:
    """What a field takes at most: characters of a text, kinds and size of a file."""
    attributes = field.field.widget.attrs
    said: list[str] = []
    if limit := attributes.get("data-limit"):
        said.append(
            ngettext("At most %(count)s character.", "At most %(count)s characters.", int(limit))
            % {"count": f"{int(limit):,}".replace(",", "\u00a0")}
        )
    if kinds := attributes.get("accept"):
        said.append(kinds_text(kinds))
    if size := attributes.get("data-max-bytes"):
        said.append(size_text(int(size)))
    if getattr(field.field.widget, "input_type", "") == "date":
        said.append(_("For example 07.12.2026."))
    return " ".join(said)


def kinds_text(accept: str) -> str:
    """The kinds of file that a field takes; `accept` is as HTML has it."""
    return _("Kinds of file: %(kinds)s.") % {"kinds": accept.replace(",", ", ")}


def size_text(most: int) -> str:
    """How large a file may be; `most` is in bytes."""
    return _("At most %(size)s.") % {"size": filesizeformat(most)}


@register.filter
def descriptions(field: BoundField) -> str:
    """The ids of every text that describes the field: its help, its limit, its errors."""
    parts = (
        ("helptext", field.help_text),
        ("limit", limit_text(field)),
        ("error", field.errors),
    )
    return " ".join(f"{field.auto_id}_{part}" for part, text in parts if text and field.auto_id)


@register.filter
def described(field: BoundField) -> BoundField:
    """The field, its control naming every text that describes it. A group's fieldset does so."""
    attributes = field.field.widget.attrs
    texts = descriptions(field)
    if texts and field_kind(field) != "group":
        attributes.setdefault("aria-describedby", texts)
    if attributes.get("placeholder") == field.label:
        # A grey copy of the label says nothing and looks like an answer.
        del attributes["placeholder"]
    return field


@register.filter
def file_control(field: BoundField) -> SafeString:
    """The bare control of a file; what is stored stands above it."""
    return field.as_widget(FileInput(field.field.widget.attrs))


@register.filter
def stored_file(field: BoundField) -> Any:
    """The file a field already holds, if its widget can show one."""
    widget = field.field.widget
    value = field.initial
    return value if isinstance(widget, ClearableFileInput) and widget.is_initial(value) else None


def _has_optional(form: BaseForm) -> bool:
    """Whether a form has a field that may stay empty, boxes apart."""
    return any(
        not field.field.required and field_kind(field) != "checkbox"
        for field in form.visible_fields()
    )


def _target(field: BoundField) -> str:
    """The id to jump to: the control, or the first of a group."""
    first = f"{field.auto_id}_0" if field_kind(field) == "group" else field.id_for_label
    return first or field.auto_id
