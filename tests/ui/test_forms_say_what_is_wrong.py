"""The form pack: labels, duty in words, limits, errors beside the field and on top."""

from typing import Any

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation
from lxml import html

from prestizh.refusal import Obstacle, Refused
from prestizh.ui.forms import BoundedFileField, DayField, MomentField, PortalForm, TextArea


class Opinion(PortalForm):
    """One field of every kind."""

    submit_label = "Send"
    cancel_url = "/back"
    groups = (("Your text", ("text", "reasons", "file")), ("You", ("capacity", "day", "agreed")))

    text = forms.CharField(label="Text", widget=TextArea(20_000), help_text="As it should read.")
    reasons = forms.CharField(
        label="Reasons", max_length=4000, widget=forms.Textarea, required=False
    )
    file = BoundedFileField(label="File", accept=(".pdf",), max_bytes=1024, required=False)
    capacity = forms.ChoiceField(
        label="For whom do you speak?",
        widget=forms.RadioSelect,
        choices=[("self", "For myself"), ("group", "For a group")],
        help_text="The law asks.",
    )
    day = DayField(label="Day")
    agreed = forms.BooleanField(label="I have read the notice")


def rendered(form: forms.BaseForm) -> Any:
    """The form as a tree of elements."""
    with translation.override("en"):
        source = Template("{% load crispy_forms_tags %}{% crispy form %}").render(
            Context({"form": form, "csrf_token": "token", "request": RequestFactory().get("/")})
        )
    return html.fromstring(source)


def one(tree: Any, path: str) -> Any:
    found = tree.xpath(path)
    assert len(found) == 1, f"{path}: {len(found)}"
    return found[0]


def test_every_control_has_its_label() -> None:
    tree = rendered(Opinion())
    for control in tree.xpath("//*[self::input or self::textarea][not(@type='hidden')]"):
        assert tree.xpath(f"//label[@for='{control.get('id')}']"), control.get("name")


def test_a_group_of_radios_is_a_fieldset_with_a_legend_that_is_described() -> None:
    fieldset = one(rendered(Opinion()), "//fieldset[@id='div_id_capacity']")
    assert "For whom do you speak?" in one(fieldset, "./legend").text_content()
    assert fieldset.get("aria-describedby") == "id_capacity_helptext"


def test_duty_and_limits_are_said_in_words() -> None:
    words = " ".join(rendered(Opinion()).text_content().split())
    assert "Text (required)" in words
    assert "Reasons (optional)" in words
    assert "At most 20\u00a0000 characters." in rendered(Opinion()).text_content()
    assert "Kinds of file: .pdf." in words
    assert "For example 07.12.2026." in words


def test_a_text_area_never_cuts_a_pasted_text_in_silence() -> None:
    area = one(rendered(Opinion()), "//textarea[@name='reasons']")
    assert area.get("maxlength") is None
    assert area.get("data-limit") == "4000"


def test_each_error_stands_beside_its_field_and_is_linked_from_the_top() -> None:
    form = Opinion({"text": "", "reasons": "kept", "day": "soon"})
    tree = rendered(form)
    area = one(tree, "//textarea[@name='text']")
    assert area.get("aria-invalid") == "true"
    assert "id_text_error" in area.get("aria-describedby").split()
    assert "This field is required" in one(tree, "//*[@id='id_text_error']").text_content()
    summary = one(tree, "//*[@role='alert']")
    targets = [link.get("href")[1:] for link in summary.xpath(".//a")]
    assert targets[0] == "id_text"
    assert "id_capacity_0" in targets
    for target in targets:
        one(tree, f"//*[@id='{target}']")


def test_everything_that_describes_a_control_is_on_the_page() -> None:
    tree = rendered(Opinion({"day": "soon"}))
    for element in tree.xpath("//*[@aria-describedby]"):
        for name in element.get("aria-describedby").split():
            one(tree, f"//*[@id='{name}']")


def test_what_was_typed_is_kept() -> None:
    tree = rendered(Opinion({"text": "Draft <b>text</b>", "capacity": "group", "day": "soon"}))
    assert one(tree, "//textarea[@name='text']").text.strip() == "Draft <b>text</b>"
    assert one(tree, "//input[@value='group']").get("checked") is not None
    assert one(tree, "//input[@name='day']").get("value") == "soon"


def test_fields_stand_under_the_legends_of_their_groups_and_the_form_can_be_sent() -> None:
    tree = rendered(Opinion())
    legends = [legend.text_content().strip() for legend in tree.xpath("./fieldset/legend")]
    assert legends == ["Your text", "You"]
    assert tree.get("enctype") == "multipart/form-data"
    assert one(tree, "//button[@type='submit']").text_content() == "Send"
    assert one(tree, "//input[@name='csrfmiddlewaretoken']").get("value") == "token"


def test_a_refusal_is_shown_beside_its_field_or_on_top() -> None:
    form = Opinion({})
    form.refuse(Refused(Obstacle("The term ended.", field="text"), Obstacle("Come back.")))
    assert "The term ended." in form.errors["text"]
    assert form.non_field_errors() == ["Come back."]


@pytest.mark.parametrize("typed", ["2026-12-07", "07.12.2026", "7.12.2026"])
def test_a_day_is_read_as_the_browser_and_as_people_write_it(typed: str) -> None:
    assert DayField().clean(typed).isoformat() == "2026-12-07"


def test_a_moment_is_read_on_sofias_clock() -> None:
    moment = MomentField().clean("07.12.2026 14:05")
    assert moment.isoformat() == "2026-12-07T14:05:00+02:00"


@pytest.mark.parametrize(
    ("name", "size", "reason"), [("a.exe", 10, "kind of file"), ("a.pdf", 2000, "too large")]
)
def test_a_wrong_file_is_refused_with_its_reason(name: str, size: int, reason: str) -> None:
    field = BoundedFileField(accept=(".pdf",), max_bytes=1024)
    with translation.override("en"), pytest.raises(forms.ValidationError, match=reason):
        field.clean(SimpleUploadedFile(name, b"x" * size))
