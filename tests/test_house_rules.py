"""The rules of the house, asked of every file; each must fire on its sample."""

import re
from pathlib import PurePosixPath

import pytest

from tests.house_rules import pages
from tests.house_rules.rules import RULES, Rule
from tests.house_rules.source import ROOT, module, modules, templates, test_files

BY_NAME = {rule.name: rule for rule in RULES}
LAYERS = frozenset({"services", "utils", "helpers", "core", "common", "managers", "misc", "tools"})
MIGRATION = re.compile(r"\d{4}_(?!auto_|alter_|initial)[a-z0-9]+(_[a-z0-9]+)*")
SENTENCE = re.compile(r"^ *(?:async )?def (test_\w*)", re.M)
LONGEST_TEST_FILE = 450


@pytest.mark.parametrize("rule", RULES, ids=list(BY_NAME))
def test_the_rule_holds(rule: Rule) -> None:
    broken = {one.path: lines for one in modules() if (lines := rule.broken(one))}
    assert not broken, rule.name


@pytest.mark.parametrize("rule", RULES, ids=list(BY_NAME))
def test_the_rule_fires_on_its_sample_and_only_there(rule: Rule) -> None:
    place = f"{rule.only[0]}/sample.py" if rule.only else "prestizh/sample.py"
    for text in rule.fires:
        assert rule.broken(module(place, text)), text
    for text in rule.passes:
        assert not rule.broken(module(place, text)), text


@pytest.mark.parametrize("rule", RULES, ids=list(BY_NAME))
def test_what_is_allowed_exists_and_says_why(rule: Rule) -> None:
    for path, (most, why) in rule.allowed.items():
        assert (ROOT / path).is_file(), path
        assert why, path
        assert most > 0, path


def test_modules_are_named_for_what_they_do() -> None:
    assert is_a_layer("prestizh/utils/days.py")
    assert is_a_layer("prestizh/local/services.py")
    assert not [one.path for one in modules() if is_a_layer(one.path)]


def is_a_layer(path: str) -> bool:
    """Whether a file or a directory on the path is named for a layer."""
    return bool(LAYERS & {PurePosixPath(path).stem, *PurePosixPath(path).parts})


def test_migrations_are_named_by_hand() -> None:
    assert not MIGRATION.fullmatch("0002_auto_20261122_1551")
    assert not MIGRATION.fullmatch("0001_initial")
    names = [
        PurePosixPath(one.path).stem
        for one in modules()
        if "/migrations/" in one.path and not one.path.endswith("__init__.py")
    ]
    assert len(names) > 8
    assert not [name for name in names if not MIGRATION.fullmatch(name)]


def test_tests_are_named_as_sentences() -> None:
    assert not is_sentence("test_basket")
    assert is_sentence("test_a_basket_holds_proposals")
    found = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in test_files()
        for name in SENTENCE.findall(path.read_text("utf-8"))
        if not is_sentence(name)
    }
    assert not found


def is_sentence(name: str) -> bool:
    """At least three words after `test`."""
    return len(name.split("_")) >= 4


def test_files_of_tests_are_not_endless() -> None:
    lines = {path.name: path.read_text("utf-8").count("\n") for path in test_files()}
    assert {name: count for name, count in lines.items() if count > LONGEST_TEST_FILE} == {}


@pytest.mark.parametrize("rule", pages.RULES, ids=[rule.name for rule in pages.RULES])
def test_the_rule_of_templates_holds(rule: pages.PageRule) -> None:
    assert not {name for name, text in templates().items() if rule.broken(name, text)}


@pytest.mark.parametrize("rule", pages.RULES, ids=[rule.name for rule in pages.RULES])
def test_the_rule_of_templates_fires_on_its_samples(rule: pages.PageRule) -> None:
    for text in rule.fires:
        assert rule.broken("sample.html", text), text
    for text in rule.passes:
        assert not rule.broken("sample.html", text), text


def test_published_pages_carry_no_token() -> None:
    found = pages.templates_of_published_views()
    assert {"consultations/page.html", "home/front.html", "base.html"} <= found
    assert "consultations/fragments/form.html" in found
    assert not {name for name in found if pages.carries_token(templates()[name])}


def test_control_a_token_is_seen_in_what_a_published_page_includes() -> None:
    assert pages.carries_token('<form method="post">{% csrf_token %}</form>')
    assert pages.carries_token('{% post_button _("Go") url %}')
    assert pages.carries_token("{% crispy form %}")
    assert not pages.carries_token('<form method="get">')
    assert "a/b.html" in pages.named_in(
        '{% include "a/b.html" with x=1 %}{% extends "base.html" %}'
    )
