"""The rules over templates: nothing unescaped, nothing inline, a title on every page."""

import ast
import re
from collections.abc import Callable
from dataclasses import dataclass

from tests.house_rules.source import calls, last_name, modules, templates

NAMED = re.compile(r'{%-?\s*(?:include|extends)\s+"([^"]+)"')
TOKEN = re.compile(r"csrf_token|post_button|{%\s*crispy\b|\|\s*crispy\b|csrfmiddlewaretoken")
COMMENT = re.compile(r"{#.*?#}|{%\s*comment\b.*?endcomment\s*%}", re.S)
# Mail programs know no style sheet; paper has its own, and is shown to no browser.
NO_PAGES = ("mail/", "pdf/")
# What gives no title of its own; the bases of allauth do.
BASES = frozenset(
    {
        "base.html",
        "bodies/desk/base.html",
        "direct/desk/base.html",
        "consultations/desk/base.html",
        "minutes/desk/base.html",
        "meetings/desk/base.html",
        "workspaces/base.html",
    }
)
# Frames that other templates fill; the title is theirs.
FRAMES = (
    "direct/desk/base.html",
    "bodies/desk/base.html",
    "consultations/desk/base.html",
    "minutes/desk/base.html",
    "meetings/desk/base.html",
    "workspaces/base.html",
    "allauth/layouts/",
    "components/error_page.html",
    "gatherings/base.html",
    "gatherings/desk/base.html",
)


@dataclass(frozen=True)
class PageRule:
    """A rule over one template; `fires` and `passes` are samples."""

    name: str
    find: Callable[[str], bool]
    fires: tuple[str, ...]
    passes: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()

    def broken(self, name: str, text: str) -> bool:
        return not name.startswith(self.beside) and self.find(COMMENT.sub("", text))


def holds(pattern: str) -> Callable[[str], bool]:
    """Whether the text holds the pattern."""
    compiled = re.compile(pattern, re.I | re.S)
    return lambda text: compiled.search(text) is not None


def lacks_title(text: str) -> bool:
    """A page, that is something which extends another, without its title."""
    if "<!doctype html>" in text.lower():
        return "<title>" not in text
    extended = re.search(r'{%\s*extends\s+"([^"]+)"', text)
    is_page = extended is not None and extended[1] in BASES
    return is_page and not re.search(r"{%\s*block\s+(head_)?title\s*%}", text)


RULES = (
    PageRule(
        "Nothing is declared safe in a template",
        holds(r"\|\s*safe(seq)?\b|autoescape\s+off"),
        ("{{ text|safe }}", "{{ rows | safeseq }}", "{% autoescape off %}"),
        ("{{ text|linebreaks }}", "{{ is_safe }}"),
        # The text part of a mail is no HTML.
        beside=("mail/", "account/email/", "following/mail"),
    ),
    PageRule(
        "No script, style or handler stands in a page",
        holds(r"<script(?![^>]*\ssrc=)|<style\b|\sstyle\s*=|\son[a-z]{3,}\s*=\s*[\"']|javascript:"),
        (
            "<script>alert(1)</script>",
            "<style>p {}</style>",
            '<p style="color: red">',
            '<a onclick="x()">',
            '<a href="javascript:x()">',
        ),
        ('<script type="module" src="/a.js"></script>', '<p class="style">', "on = 'x'"),
        beside=NO_PAGES,
    ),
    PageRule(
        "Every page has its title",
        lacks_title,
        ('{% extends "base.html" %}{% block content %}{% endblock %}', "<!DOCTYPE html><html>"),
        ('{% extends "base.html" %}{% block title %}Aa{% endblock %}', "<p>a piece</p>"),
        beside=(*NO_PAGES, *FRAMES),
    ),
    PageRule(
        "Nothing is fetched from elsewhere",
        holds(r"(?:src|srcset|poster)\s*=\s*[\"']?(?:https?:)?//"),
        ('<img src="https://elsewhere.example/a.png">', '<script src="//cdn.example/a.js">'),
        ('<a href="https://elsewhere.example/">', "<img src=\"{% static 'a.svg' %}\">"),
    ),
    PageRule(
        "A form that changes something says post",
        lambda text: any(
            "csrf_token" in form and 'method="post"' not in form.lower()
            for form in re.findall(r"<form\b.*?</form>", text, re.S)
        ),
        ('<form action="/">{% csrf_token %}</form>',),
        ('<form method="post">{% csrf_token %}</form>',),
        # The form pack, whose method is the form's own.
        beside=("prestizh/",),
    ),
)


def carries_token(text: str) -> bool:
    """Whether a template puts a token, or a form that brings one, into the page."""
    return TOKEN.search(COMMENT.sub("", text)) is not None


def named_in(text: str) -> set[str]:
    """The templates that a template includes or extends."""
    return set(NAMED.findall(text))


def templates_of_published_views() -> set[str]:
    """Every template that goes into a published page: of its views, included ones, and fragments."""
    wanted = {
        constant.value
        for one in modules()
        for function in ast.walk(one.tree)
        if isinstance(function, ast.FunctionDef) and _is_published(function)
        for call, name in calls(function)
        if name == "render"
        for constant in call.args[1:2]
        if isinstance(constant, ast.Constant)
    }
    wanted |= {name for name in templates() if name.startswith("consultations/fragments/")}
    found: set[str] = set()
    while wanted:
        name = wanted.pop()
        if name not in found and name in templates():
            found.add(name)
            wanted |= named_in(templates()[name])
    return found


def _is_published(function: ast.FunctionDef) -> bool:
    return any(
        isinstance(one, ast.Call) and last_name(one.func) == "published"
        for one in function.decorator_list
    )
