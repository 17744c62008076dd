"""The shape of what is asked about the municipality and its places."""

from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from prestizh.places.models import Municipality, Settlement, SpecialDay, Topic, Unit
from prestizh.ui.forms import BoundedFileField, DayField, PortalModelForm, TextArea

ARMS_KINDS = (".png", ".jpg", ".jpeg")
ARMS_BYTES = 2 * 1024 * 1024


class SettlementForm(PortalModelForm[Settlement]):
    """A town or a village."""

    class Meta:
        model = Settlement
        fields = ("kind", "name_bg", "name_en", "ekatte")


def new_name(form: "forms.ModelForm[Any]") -> str:
    """The Bulgarian name that was typed, if nothing else of its kind has it, whatever its letters."""
    name: str = form.cleaned_data["name_bg"]
    others = type(form.instance)._default_manager.exclude(pk=form.instance.pk)
    if others.filter(name_bg__iexact=name).exists():
        raise forms.ValidationError(_("This name is there already."))
    return name


class TopicForm(PortalModelForm[Topic]):
    """A field of public life."""

    class Meta:
        model = Topic
        fields = ("name_bg", "name_en")

    def clean_name_bg(self) -> str:
        """A name that is not there yet."""
        return new_name(self)


class UnitForm(PortalModelForm[Unit]):
    """A unit of the administration."""

    class Meta:
        model = Unit
        fields = ("name_bg", "name_en", "email", "phone")

    def clean_name_bg(self) -> str:
        """A name that is not there yet."""
        return new_name(self)


class SpecialDayForm(PortalModelForm[SpecialDay]):
    """A day that differs from the calendar."""

    day = DayField(label=capfirst(_("day")))

    class Meta:
        model = SpecialDay
        fields = ("day", "kind", "ground")
        help_texts = {
            "ground": _(
                "The act and where it was promulgated, as in: decision № 123 of the Council of "
                "Ministers of 1 December 2026."
            )
        }


class MunicipalityForm(PortalModelForm[Municipality]):
    """The municipality's own settings."""

    groups = (
        (_("Name and arms"), ("name_bg", "name_en", "arms_file", "without_arms")),
        (
            _("Contacts"),
            ("address_bg", "address_en", "phone", "email", "site", "data_protection_contact"),
        ),
        (_("Notice in the footer"), ("notice_bg", "notice_en")),
        (_("About the portal"), ("about_bg", "about_en")),
    )

    arms_file = BoundedFileField(
        label=capfirst(_("coat of arms")), accept=ARMS_KINDS, max_bytes=ARMS_BYTES, required=False
    )
    without_arms = forms.BooleanField(label=capfirst(_("remove the coat of arms")), required=False)
    site = forms.URLField(
        label=capfirst(_("the municipality's own site")), required=False, assume_scheme="https"
    )

    class Meta:
        model = Municipality
        fields = (
            "name_bg",
            "name_en",
            "address_bg",
            "address_en",
            "phone",
            "email",
            "site",
            "data_protection_contact",
            "notice_bg",
            "notice_en",
            "about_bg",
            "about_en",
        )
        widgets = {
            "notice_bg": TextArea(600, rows=3),
            "notice_en": TextArea(600, rows=3),
            "about_bg": TextArea(20_000, rows=16),
            "about_en": TextArea(20_000, rows=16),
        }
        help_texts = {
            "about_bg": _(
                "Markdown: ## for a heading, - for a list, **bold**, [text](https://address)."
            ),
        }
