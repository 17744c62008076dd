"""What is read from acts in the regular form."""

from __future__ import annotations

import pytest

from prestizh.legaltext import Act, Node, NodeKind, WarningCode, blocks, counts, parse

from .texts import AMENDING, INLINE, REGULAR


def node(act: Act, path: str) -> Node:
    return next(node for node in act.nodes if node.path == path)


def paths(act: Act, *kinds: NodeKind) -> list[str]:
    return [node.path for node in act.nodes if not kinds or node.kind in kinds]


def test_a_regular_act_comes_out_right_without_a_doubt() -> None:
    act = parse(REGULAR)
    assert act.title == "НАРЕДБА за ползването на общинските градини"
    assert act.warnings == ()
    assert paths(act) == [
        "заглавие",
        "преамбюл",
        "гл.1",
        "гл.1/р.1",
        "чл.1",
        "чл.2",
        "чл.2/ал.1",
        "чл.2/ал.2",
        "чл.2/ал.2/т.1",
        "чл.2/ал.2/т.2",
        "чл.2/ал.2/т.2/б.а",
        "чл.2/ал.2/т.2/б.б",
        "чл.2/ал.3",
        "гл.1/р.2",
        "чл.3",
        "чл.3а",
        "чл.3а¹",
        "гл.2",
        "чл.4",
        "др",
        "др/§1",
        "пзр",
        "пзр/§2",
        "пзр/§2/ал.1",
        "пзр/§2/ал.2",
        "пзр/§3",
        "прил.1",
        "прил.2",
    ]


def test_nodes_hold_label_number_heading_text_and_place() -> None:
    act = parse(REGULAR)
    chapter, section = node(act, "гл.1"), node(act, "гл.1/р.1")
    assert (chapter.label, chapter.number, chapter.heading) == (
        "Глава първа",
        "1",
        "ОБЩИ ПОЛОЖЕНИЯ",
    )
    assert (section.label, section.heading) == ("Раздел I", "Предмет и обхват")
    letter = node(act, "чл.2/ал.2/т.2/б.б")
    assert (letter.label, letter.number, letter.text) == ("б)", "б", "при наводнение.")
    assert letter.html_id == "chl-2-al-2-t-2-b-b"
    assert letter.parent is not None
    assert act.nodes[letter.parent].path == "чл.2/ал.2/т.2"
    assert letter.depth == 5
    assert REGULAR.splitlines()[letter.line - 1] == "б) при наводнение."
    assert node(act, "чл.3а").text.startswith("(Нов – Решение")
    assert node(act, "пзр/§2").html_id == "pzr-par-2"


def test_annexes_keep_their_text_whatever_is_in_it() -> None:
    act = parse(REGULAR)
    assert node(act, "прил.1").heading == "към чл. 3а"
    assert (
        node(act, "прил.1").text.splitlines()[-1] == "Чл. 9 от договора се попълва от ползвателя."
    )
    assert node(act, "прил.2").text == "Списък на градините"


def test_counts_and_blocks_follow_the_articles() -> None:
    act = parse(REGULAR)
    number = counts(act)
    assert (number.articles, number.paragraphs, number.annexes) == (6, 3, 2)
    assert (number.chapters, number.sections, number.alineas) == (2, 2, 5)
    assert number.paragraphs_by_block == (("др", 1), ("пзр", 2))
    groups = blocks(act)
    assert [group.head.path for group in groups][:3] == ["чл.1", "чл.2", "чл.3"]
    assert [above.path for above in groups[0].above] == ["гл.1", "гл.1/р.1"]
    assert len(groups[1].nodes) == 8
    assert act.nodes[groups[1].index] is groups[1].head
    assert groups[0].text == "Чл. 1. С тази наредба се урежда ползването на градините."
    assert [above.path for above in groups[4].above] == []
    assert len(groups) == 11


def test_labels_inside_a_line_are_found_and_traps_are_not() -> None:
    act = parse(INLINE)
    assert paths(act, NodeKind.ARTICLE, NodeKind.ALINEA, NodeKind.POINT, NodeKind.LETTER) == [
        "чл.1",
        "чл.1/ал.1",
        "чл.1/ал.2",
        "чл.1/ал.3",
        "чл.1/ал.3/т.1",
        "чл.1/ал.3/т.2",
        "чл.1/ал.3/т.3",
        "чл.2",
        "чл.2/т.1",
        "чл.2/т.2",
        "чл.2/т.2/б.а",
        "чл.2/т.2/б.б",
    ]
    assert node(act, "чл.1/ал.3/т.2").text == "лекарства по т. 1. от списъка;"
    assert node(act, "р.1").heading == "ОБЩИ ПОЛОЖЕНИЯ"
    assert paths(act, NodeKind.BLOCK, NodeKind.PARAGRAPH) == ["зр", "зр/§1"]


def test_quoted_provisions_of_an_amending_act_stay_text() -> None:
    act = parse(AMENDING)
    assert counts(act).articles == 0
    assert paths(act, NodeKind.PARAGRAPH) == ["§1", "§2", "§3", "зр/§4"]
    assert paths(act, NodeKind.POINT) == ["§1/т.1", "§1/т.2", "§1/т.3"]
    assert paths(act, NodeKind.LETTER) == ["§1/т.1/б.а", "§1/т.1/б.б"]
    assert node(act, "§1/т.2").text.endswith("е свободна.“")
    assert node(act, "§2").text.splitlines()[1:] == [
        "„Чл. 1а. (1) Кметът води регистър.",
        "(2) Регистърът е публичен.“",
    ]
    assert node(act, "заверка").text.startswith("ПРЕДСЕДАТЕЛ")


@pytest.mark.parametrize(
    ("line", "number"),
    [
        ("Чл. 5. Текст", "5"),
        ("Чл.5.Текст", "5"),
        ("Чл. 5 Текст", "5"),
        ("ЧЛ. 5. Текст", "5"),
        ("Член 5. Текст", "5"),
        ("Чл. 5а. Текст", "5а"),
        ("Чл. 5 а. Текст", "5а"),
        ("Чл. 5a. Текст", "5а"),
        ("Чл. 5а². Текст", "5а²"),
        ("Чл. 5. (1) Текст", "5"),
        ("Член единствен. Текст", "единствен"),
        ("§ 5. Текст", "5"),
        ("§5Текст", "5"),
        ("§ 5 Текст", "5"),
        ("Параграф 5. Текст", "5"),
        ("§ единствен. Текст", "единствен"),
    ],
)
def test_labels_are_read_in_all_their_spellings(line: str, number: str) -> None:
    units = [n for n in parse(line).nodes if n.kind in {NodeKind.ARTICLE, NodeKind.PARAGRAPH}]
    assert [unit.number for unit in units] == [number]


@pytest.mark.parametrize(
    "line",
    [
        "Чл. 5, ал. 2 не се прилага.",
        "Чл. 5 и 6 не се прилагат.",
        "Чл. 5. ал. 2 не се прилага.",
        "Чл. 5 от закона не се прилага.",
        "§ 1 от допълнителните разпоредби не се прилага.",
        "Член 5 се отменя.",
        "„Чл. 6. Нов текст“",
        "Раздел II от закона не се прилага.",
        "Глава на семейството е всеки.",
        "Приложение № 2 се попълва от кмета.",
        "10.11.2026 г. е последният ден.",
        "2.5 процента са достатъчни.",
    ],
)
def test_references_at_the_beginning_of_a_line_are_text(line: str) -> None:
    act = parse(f"НАРЕДБА\n\nЧл. 1. Първи текст.\n{line}\nЧл. 2. Втори текст.")
    assert [n.path for n in act.nodes if n.kind is not NodeKind.TITLE] == ["чл.1", "чл.2"]
    assert line in node(act, "чл.1").text


@pytest.mark.parametrize(
    ("words", "number"),
    [
        ("първа", "1"),
        ("Трета", "3"),
        ("ПЕТА", "5"),
        ("десета", "10"),
        ("единадесета", "11"),
        ("седемнадесета", "17"),
        ("двадесета", "20"),
        ("двадесет и втора", "22"),
        ("VII", "7"),
        ("ХIV", "14"),
        ("XIV", "14"),
        ("3", "3"),
        ("втора „а“", "2а"),
    ],
)
def test_chapters_are_numbered_in_words_roman_and_digits(words: str, number: str) -> None:
    act = parse(f"НАРЕДБА\n\nГлава {words}. ОБЩИ ПОЛОЖЕНИЯ\nЧл. 1. Текст.")
    chapter = next(n for n in act.nodes if n.kind is NodeKind.CHAPTER)
    assert (chapter.number, chapter.heading) == (number, "ОБЩИ ПОЛОЖЕНИЯ")


@pytest.mark.parametrize(
    ("line", "path"),
    [
        ("ДОПЪЛНИТЕЛНИ РАЗПОРЕДБИ", "др"),
        ("Допълнителна разпоредба", "др"),
        ("ПРЕХОДНИ РАЗПОРЕДБИ:", "пр"),
        ("Преходни и Заключителни разпоредби", "пзр"),
        ("ДОПЪЛНИТЕЛНИ, ПРЕХОДНИ И ЗАКЛЮЧИТЕЛНИ РАЗПОРЕДБИ", "дпзр"),
        ("VIII. ЗАКЛЮЧИТЕЛНИ РАЗПОРЕДБИ", "зр"),
        ("Раздел VI. ЗАКЛЮЧИТЕЛНИ РАЗПОРЕДБИ", "зр"),
        ("ПРЕХОДНИ И ЗАКЛЮЧИТЕЛНИ\nРАЗПОРЕДБИ", "пзр"),
    ],
)
def test_blocks_of_provisions_are_known_by_their_heading(line: str, path: str) -> None:
    act = parse(f"НАРЕДБА\n\nЧл. 1. Текст.\n{line}\n§ 1. Текст.")
    assert paths(act, NodeKind.BLOCK, NodeKind.PARAGRAPH) == [path, f"{path}/§1"]


def test_final_provisions_may_also_be_a_chapter_of_articles() -> None:
    act = parse("НАРЕДБА\n\nЧл. 1. А.\nГлава първа\nЗАКЛЮЧИТЕЛНИ РАЗПОРЕДБИ\nЧл. 2. Б.")
    assert node(act, "гл.1").heading == "ЗАКЛЮЧИТЕЛНИ РАЗПОРЕДБИ"
    assert act.warnings == ()


def test_headings_of_articles_stand_before_their_label() -> None:
    act = parse("ЗАКОН ЗА ПРОБАТА\nПредмет\nЧл. 1. Първи.\nОбхват\nЧл. 2. Втори.")
    assert node(act, "чл.2").heading == "Обхват"
    assert node(act, "чл.1").text == "Първи."


def test_the_second_block_of_one_kind_has_its_own_address() -> None:
    text = (
        "НАРЕДБА\n\nЧл. 1. А.\nЗАКЛЮЧИТЕЛНИ РАЗПОРЕДБИ\n§ 1. Б.\nЗАКЛЮЧИТЕЛНИ РАЗПОРЕДБИ\n§ 1. В."
    )
    act = parse(text)
    assert paths(act, NodeKind.PARAGRAPH) == ["зр/§1", "зр[2]/§1"]
    assert [warning.code for warning in act.warnings] == [WarningCode.PARAGRAPHS_RESTART]


def test_a_decision_without_articles_is_read_by_its_points() -> None:
    act = parse("РЕШЕНИЕ № 5\n\nНа основание закона\n\n1. ПРИЕМА програмата.\n2. Възлага на кмета.")
    assert [group.head.path for group in blocks(act)] == ["т.1", "т.2"]
    assert WarningCode.NO_PROVISIONS in {warning.code for warning in act.warnings}
