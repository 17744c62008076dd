"""The check digits of ЕИК."""

import pytest
from django.core.exceptions import ValidationError

from prestizh.accounts.eik import is_eik, validate_eik

# Public numbers: Община Хасково, Министерски съвет, БНБ, a branch with 13 digits.
REAL = ["000903946", "000695025", "000694037", "131071587"]


@pytest.mark.parametrize("number", REAL)
def test_a_real_number_is_taken(number: str) -> None:
    assert is_eik(number)


@pytest.mark.parametrize("number", REAL)
@pytest.mark.parametrize("place", range(9))
def test_one_wrong_digit_is_seen(number: str, place: int) -> None:
    digit = (int(number[place]) + 1) % 10
    wrong = f"{number[:place]}{digit}{number[place + 1 :]}"
    # The second weights let a few pairs through: the rule is the register's, not ours.
    assert not is_eik(wrong) or _check_is_ten(number) or _check_is_ten(wrong)


def _check_is_ten(number: str) -> bool:
    total = sum(int(digit) * weight for weight, digit in enumerate(number[:8], 1))
    return total % 11 == 10


def test_thirteen_digits_need_both_checks() -> None:
    last = [digit for digit in "0123456789" if is_eik(f"131071587000{digit}")]
    assert len(last) == 1
    assert not is_eik(f"131071588000{last[0]}")


@pytest.mark.parametrize(
    "number", ["", "12345678", "1234567890", "13107158x", "١٣١٠٧١٥٨٧", "²" * 9, "000000000"]
)
def test_other_writing_is_refused_with_a_sentence(number: str) -> None:
    with pytest.raises(ValidationError) as refused:
        validate_eik(number)
    assert refused.value.messages[0]
