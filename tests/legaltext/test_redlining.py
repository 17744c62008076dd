"""How a change of wording is shown."""

from __future__ import annotations

from prestizh.legaltext import redline


def shown(old: str, new: str) -> str:
    marks = {"equal": "{}", "deleted": "[-{}-]", "inserted": "[+{}+]"}
    return "".join(marks[segment.kind].format(segment.text) for segment in redline(old, new))


def test_the_same_wording_is_one_piece() -> None:
    assert shown("Срокът е 30 дни.", "Срокът е 30 дни.") == "Срокът е 30 дни."


def test_a_replaced_word_is_shown_alone() -> None:
    assert shown("Срокът е 30 дни.", "Срокът е 14 дни.") == "Срокът е[- 30-][+ 14+] дни."


def test_an_inserted_comma_leaves_the_word_before_it() -> None:
    assert shown("дни но", "дни, но") == "дни[+,+] но"


def test_everything_new_and_everything_gone() -> None:
    assert shown("", "Нов текст.") == "[+Нов текст.+]"
    assert shown("Стар текст.", "") == "[-Стар текст.-]"
    assert redline("", "") == []


def test_a_short_word_between_two_changes_joins_them() -> None:
    assert shown("глоба и наказание", "акт и мярка") == "[-глоба и наказание-][+акт и мярка+]"


def test_an_inserted_line_leaves_the_others() -> None:
    old, new = "1. хляб;\n2. вода.\n", "1. хляб;\n1а. сол;\n2. вода.\n"
    assert shown(old, new) == "1. хляб;\n[+1а. сол;\n+]2. вода.\n"


def test_two_long_different_texts_are_shown_as_replaced() -> None:
    old = " ".join(f"а{n}" for n in range(3000))
    new = " ".join(f"б{n}" for n in range(3000))
    assert [(s.kind.value, s.text) for s in redline(old, new)] == [
        ("deleted", old),
        ("inserted", new),
    ]


def test_one_change_in_a_long_text_is_still_found() -> None:
    words = [f"дума{n % 97}" for n in range(40_000)]
    old = " ".join(words)
    words[20_000] = "друга"
    segments = redline(old, " ".join(words))
    assert [segment.text for segment in segments if segment.kind != "equal"] == [
        f" дума{20_000 % 97}",
        " друга",
    ]
