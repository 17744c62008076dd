"""Recognising an ЕГН (единен граждански номер), so that none is ever kept or shown.

Ten digits are taken for one when they hold a date of birth and the right check digit; six and four
may stand apart by a space or a dash, as on papers. Without the date every tenth telephone number
would be refused. For the register of direct
participation PostgreSQL asks the same (`direct_has_egn`).
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date

from django.utils.translation import gettext_lazy as _

from prestizh.refusal import Obstacle, refuse_if_any

WEIGHTS = (2, 4, 8, 5, 10, 9, 7, 3, 6)
TEN = re.compile(r"(?<!\d)(\d{6})[ .\-–—]?(\d{4})(?!\d)")
SENTENCE = _(
    "This looks like a personal number (ЕГН). Such numbers are never entered here: take it out."
)


def holds_egn(words: str) -> bool:
    """Whether the words hold a number that can only be an ЕГН."""
    plain = "".join(letter for letter in words if unicodedata.category(letter) != "Cf")
    return any(is_egn(number) for number in _numbers(plain.replace("\u00a0", " ")))


def is_egn(number: str) -> bool:
    """Whether ten digits hold a date of birth and the right check digit."""
    digits = [int(digit) for digit in number]
    if len(digits) != 10 or not _is_born(digits):
        return False
    total = sum(digit * weight for digit, weight in zip(digits[:9], WEIGHTS, strict=True))
    return total % 11 % 10 == digits[9]


def refuse_egn(texts: Mapping[str, object]) -> None:
    """Raise `Refused` for each field whose words hold an ЕГН; other values are let through."""
    refuse_if_any(egn_in(texts))


def egn_in(texts: Mapping[str, object]) -> list[Obstacle]:
    """An obstacle for each field whose words hold an ЕГН."""
    return [
        Obstacle(SENTENCE, "чл. 5 ОРЗД", name)
        for name, value in texts.items()
        if isinstance(value, str) and holds_egn(value)
    ]


def _numbers(words: str) -> Iterator[str]:
    for found in TEN.finditer(words):
        yield found[1] + found[2]


def _is_born(digits: list[int]) -> bool:
    """Whether the first six are a day: months from 21 are of the 19th, from 41 of the 21st century."""
    year, month, day = (digits[n] * 10 + digits[n + 1] for n in (0, 2, 4))
    century = {0: 1900, 20: 1800, 40: 2000}.get((month - 1) // 20 * 20)
    if century is None:
        return False
    try:
        date(century + year, month % 20 or 20, day)
    except ValueError:
        return False
    return True
