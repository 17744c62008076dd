"""Numbers of provisions: Roman, spelled out, and with letters („5а¹“)."""

from __future__ import annotations

import re

_ONES = ("", "първ", "втор", "трет", "четвърт", "пет", "шест", "седм", "осм", "девет")
_TEENS = ("еди", "два", "три", "четири", "пет", "шест", "седем", "осем", "девет")
_TENS = {"двадесет": 20, "тридесет": 30, "четиридесет": 40, "петдесет": 50}

ORDINALS: dict[str, int] = {stem: n for n, stem in enumerate(_ONES) if stem}
ORDINALS["десет"] = 10
ORDINALS |= {f"{stem}надесет": n + 11 for n, stem in enumerate(_TEENS)}
ORDINALS |= {f"{stem}найсет": n + 11 for n, stem in enumerate(_TEENS)}
ORDINALS |= _TENS
ORDINALS |= {f"{tens} и {_ONES[n]}": ten + n for tens, ten in _TENS.items() for n in range(1, 10)}

ORDINAL_PATTERN = (
    "(?:" + "|".join(sorted(ORDINALS, key=len, reverse=True)).replace(" ", r"\s+") + ")[аио]?"
)
ROMAN_PATTERN = "[IVХLСМ]{1,8}"
"""Roman digits after folding: X, C and M have become Cyrillic."""

ALPHABET = "абвгдежзийклмнопрстуфхцчшщъьюя"
_SELDOM = "йъь"
_DIGITS = {"I": 1, "V": 5, "Х": 10, "L": 50, "С": 100, "М": 1000}
_SUPERSCRIPT = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
_NUMBER = re.compile(r"(\d+)([а-яa-z]*)([⁰¹²³⁴⁵⁶⁷⁸⁹]*)")


def roman(digits: str) -> int:
    """Give the value of folded Roman digits; an odd order is read by the same rule."""
    values = [_DIGITS[digit] for digit in digits]
    following = [*values[1:], 0]
    return sum(-v if v < after else v for v, after in zip(values, following, strict=True))


def ordinal(words: str) -> int:
    """Give the value of a spelled ordinal („двадесет и първа“). Raises KeyError if it is none."""
    words = " ".join(words.lower().split())
    return ORDINALS[words] if words in ORDINALS else ORDINALS[words[:-1]]


def sort_key(number: str) -> tuple[int, tuple[int, ...], int]:
    """Order numbers as the law does: 5, 5а, 5а¹, 5б, 6. What is no number comes first."""
    match = _NUMBER.match(number)
    if match is None:
        return (0, (), 0)
    letters = tuple(ord(letter) for letter in match[2])
    return (int(match[1]), letters, int(match[3].translate(_SUPERSCRIPT) or 0))


def follows(number: str, previous: str) -> bool:
    """Say whether a number may come right after another: 6 or 5а after 5, 5а¹ or 5б after 5а."""
    (base, *rest), (before, *_) = sort_key(number), sort_key(previous)
    if base == before + 1:
        return rest == [(), 0] or rest[0] == (ord("а"),)
    return base == before and sort_key(number) > sort_key(previous)


def letter_follows(letter: str, previous: str) -> bool:
    """Say whether a letter may come right after another; й, ъ and ь are often left out.

    An empty `previous` stands for the beginning of a list; „бб“ follows „аа“.
    """
    if not previous:
        return letter in {"а", "аа"}
    if len(letter) != len(previous):
        return False
    new, old = letter[0], previous[0]
    if new not in ALPHABET or old not in ALPHABET:
        return ord(new) == ord(old) + 1
    between = ALPHABET[ALPHABET.index(old) + 1 : ALPHABET.index(new)]
    return new > old and all(skipped in _SELDOM for skipped in between)
