"""What is said about acts that are not in the regular form."""

from __future__ import annotations

import pytest

from prestizh.legaltext import NodeKind, WarningCode, parse
from prestizh.legaltext.model import MESSAGES

HEAD = "НАРЕДБА ЗА ПРОБАТА\n\n"


@pytest.mark.parametrize(
    ("body", "code", "path"),
    [
        ("Чл. 1. А.\nЧл. 3. Б.", WarningCode.NUMBER_SKIPPED, "чл.3"),
        ("Чл. 1. А.\nЧл. 1. Б.", WarningCode.NUMBER_REPEATED, "чл.1[2]"),
        ("Чл. 1. А.\nЧл. 2. Б.\nЧл. 1. В.", WarningCode.NUMBER_BACKWARDS, "чл.1[2]"),
        ("Чл. (1) А.\n(2) Б.", WarningCode.NUMBER_MISSING, "чл"),
        ("Чл. 1. А.\n§ 1. Б.", WarningCode.PARAGRAPH_OUTSIDE_BLOCK, "§1"),
        ("Чл. 1. А.\n(2) Б.", WarningCode.FIRST_ALINEA_UNNUMBERED, "чл.1"),
        ("Чл. 1. А:\n(1) Б.\n(2) В.", WarningCode.ALINEAS_AFTER_LEAD_IN, "чл.1"),
        ("Чл. 1. (1) А.", WarningCode.SINGLE_ALINEA, "чл.1"),
        ("Чл. 1. А:\na) Б.", WarningCode.FOREIGN_LETTER, "чл.1/б.а"),
        ("Чл. 1. А:\n1. Б;\n4. В.", WarningCode.NUMBER_SKIPPED, "чл.1/т.4"),
        ("Чл. 1. А:\nа) Б;\nг) В.", WarningCode.NUMBER_SKIPPED, "чл.1/б.г"),
        ("Глава първа\nЧл. 1. А.", WarningCode.HEADING_MISSING, "гл.1"),
        ("Чл. 1.\nЧл. 2. А.", WarningCode.EMPTY_PROVISION, "чл.1"),
        ("§ 1. Създава се: „Чл. 5. А\nкрай.", WarningCode.UNCLOSED_QUOTE, "§1"),
        ("Само текст.", WarningCode.NO_PROVISIONS, ""),
    ],
)
def test_every_oddity_has_its_warning_and_place(body: str, code: WarningCode, path: str) -> None:
    warnings = parse(HEAD + body).warnings
    assert [(warning.code, warning.path) for warning in warnings] == [(code, path)]
    warning = warnings[0]
    assert "%(" not in warning.message % dict(warning.values)
    assert 1 <= warning.line <= body.count("\n") + 3


def test_a_missing_title_is_said() -> None:
    assert [warning.code for warning in parse("Чл. 1. А.").warnings] == [WarningCode.NO_TITLE]


def test_every_code_has_a_message() -> None:
    assert set(MESSAGES) == set(WarningCode)


@pytest.mark.parametrize(
    ("body", "paths"),
    [
        # The letters й, ъ and ь are left out in practice: и is followed by к.
        ("Чл. 1. А:\n" + "\n".join(f"{x}) х;" for x in "абвгдежзик"), 10),
        ("Чл. 1. А:\n1. Б:\nа) В:\nаа) Г;\nбб) Д.", 4),
        ("Чл. 1. А:\n6.1. не е точка без т. 6", 0),
        ("Чл. 1. А:\n1. Б:\n1.1. В;\n1.2. Г.\n2. Д.", 4),
        ("Чл. 1. А:\n1) Б;\n2) В.", 2),
        ("Чл. 1. А:\n/1/ Б.\n/2/ В.", 2),
    ],
)
def test_levels_outside_the_rule_are_read_too(body: str, paths: int) -> None:
    inner = {NodeKind.ALINEA, NodeKind.POINT, NodeKind.LETTER}
    assert sum(node.kind in inner for node in parse(HEAD + body).nodes) == paths


def test_a_line_broken_in_the_middle_is_joined() -> None:
    act = parse(
        HEAD + "Чл. 1. (1) Към заявлението се\n\nприлагат:\n1. копие;\n2. снимка.\n(2) Край."
    )
    texts = {node.path: node.text for node in act.nodes}
    assert texts["чл.1/ал.1"] == "Към заявлението се прилагат:"


def test_the_closing_text_of_a_list_belongs_to_the_whole() -> None:
    act = parse(HEAD + "Чл. 1. А:\n1. Б;\n2. В.\nТова важи за всички.\nЧл. 2. Г.")
    texts = {node.path: node.text for node in act.nodes}
    assert texts["чл.1/т.2"] == "В."
    assert texts["чл.1/текст"] == "Това важи за всички."


def test_an_unnumbered_first_alinea_takes_its_points_along() -> None:
    act = parse(HEAD + "Чл. 1. А:\n1. Б;\n2. В.\n(2) Г.")
    assert [node.path for node in act.nodes][1:] == [
        "чл.1",
        "чл.1/ал.1",
        "чл.1/ал.1/т.1",
        "чл.1/ал.1/т.2",
        "чл.1/ал.2",
    ]


def test_new_wording_without_quotes_makes_no_articles() -> None:
    text = (
        "НАРЕДБА ЗА ПРОБАТА\n\nЧл. 1. А.\nЗАКЛЮЧИТЕЛНИ РАЗПОРЕДБИ\n§ 1. В друга наредба:\n"
        "1. Чл. 7 се изменя така:\nЧл. 7. (1) Нов текст.\n(2) Още текст.\n2. Чл. 9 се отменя.\n"
        "§ 2. Край."
    )
    act = parse(text)
    assert [node.path for node in act.nodes if node.kind is NodeKind.ARTICLE] == ["чл.1"]
    points = [node.path for node in act.nodes if node.kind is NodeKind.POINT]
    assert points == ["зр/§1/т.1", "зр/§1/т.2"]


def test_an_unclosed_quotation_swallows_no_further_paragraph() -> None:
    act = parse("НАРЕДБА\nза изменение на наредбата\n\n§ 1. Създава се „Чл. 5. А:\n1. Б.\n§ 2. В.“")
    assert [node.path for node in act.nodes if node.kind is NodeKind.PARAGRAPH] == ["§1", "§2"]


def test_an_annex_in_the_middle_of_the_articles_is_text() -> None:
    act = parse(HEAD + "Чл. 1. А.\nПриложение № 1\nЧл. 2. Б.")
    assert [node.path for node in act.nodes][1:] == ["чл.1", "чл.2"]


def test_provisions_after_the_annexes_are_still_found() -> None:
    act = parse(HEAD + "Чл. 1. А.\nПриложение № 1\nТаблица\nЗАКЛЮЧИТЕЛНИ РАЗПОРЕДБИ\n§ 1. Б.")
    assert [node.path for node in act.nodes][1:] == ["чл.1", "прил.1", "зр", "зр/§1"]
