"""A provision is cited as the law does it."""

import pytest

from prestizh.legaltext import cited, parse
from tests.legaltext.texts import REGULAR

CITED = {
    "чл.33": "чл. 33",
    "чл.5а/ал.2/т.3/б.а": "чл. 5а, ал. 2, т. 3, буква „а“",
    "чл.33/т.6": "чл. 33, т. 6",
    "чл.1/ал.1/т.1/т.1.2": "чл. 1, ал. 1, т. 1.2",
    "чл.1/т.1/т.2": "чл. 1, т. 1, т. 2",
    "чл.2[2]/ал.1": "чл. 2, ал. 1",
    "чл.единствен": "чл. единствен",
    "чл": "чл",
    "§1": "§ 1",
    "зр/§1": "§ 1 от заключителните разпоредби",
    "пзр/§2/т.1": "§ 2, т. 1 от преходните и заключителните разпоредби",
    "пзр": "преходните и заключителните разпоредби",
    "прил.2": "приложение № 2",
    "прил": "приложение",
    "гл.2/р.1": "глава 2, раздел 1",
    "": "",
    "нещо друго": "нещо друго",
}


@pytest.mark.parametrize("path", CITED)
def test_a_provision_is_cited_as_the_law_does_it(path: str) -> None:
    assert cited(path) == CITED[path]


def test_every_address_of_a_real_text_is_cited_without_a_double_mark() -> None:
    found = [cited(node.path) for node in parse(REGULAR).nodes]
    assert not [one for one in found if "., " in one or ".." in one or "/" in one]
    assert "чл. 2, ал. 2, т. 2, буква „а“" in found
