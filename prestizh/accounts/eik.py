"""ЕИК, the number of a legal person in the BULSTAT and commercial registers: its check digits."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _


def _check_digit(digits: list[int], first: list[int], second: list[int]) -> int:
    """Weighted sum modulo 11; where that gives 10, the second weights, and 10 there means 0."""
    remainder = sum(digit * weight for digit, weight in zip(digits, first, strict=True)) % 11
    if remainder < 10:
        return remainder
    return sum(digit * weight for digit, weight in zip(digits, second, strict=True)) % 11 % 10


def is_eik(number: str) -> bool:
    """Whether `number` has 9 or 13 digits with right check digits (Наредба за БУЛСТАТ)."""
    if not number.isascii() or not number.isdigit() or len(number) not in {9, 13}:
        return False
    if not int(number):
        return False
    digits = [int(character) for character in number]
    ninth = _check_digit(digits[:8], [1, 2, 3, 4, 5, 6, 7, 8], [3, 4, 5, 6, 7, 8, 9, 10])
    if digits[8] != ninth:
        return False
    return len(digits) == 9 or digits[12] == _check_digit(digits[8:12], [2, 7, 3, 5], [4, 9, 5, 7])


def validate_eik(number: str) -> None:
    """Raise ValidationError with a sentence that says what to mend."""
    if not is_eik(number):
        raise ValidationError(
            _("This is not an ЕИК. It has 9 or 13 digits; check them against the register."),
            code="eik",
        )
