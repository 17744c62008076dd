"""Every page, in both languages and themes, on a phone and on a desk: whole, and axe finds nothing."""

import pytest
from django.urls import get_resolver

from tests.browser.looking import Inspector
from tests.browser.visitors import Town
from tests.browser.walking import (
    BEGINNINGS,
    BY_ACTS,
    FILES,
    PEOPLE,
    POSTED,
    Walk,
    led_by_mail,
)
from tests.test_access import names_of


@pytest.mark.parametrize("language", ["bg", "en"])
def test_every_page_that_is_led_to_is_whole(town: Town, language: str) -> None:
    names: set[str] = set()
    faults: list[str] = []
    for who, email in PEOPLE.items():
        with town.visit(email) as page:
            walk = Walk(town, who, language, Inspector(page, f"{who}-{language}"))
            by_mail = list(led_by_mail(town)) if who == "visitor" else []
            walk.everywhere([*BEGINNINGS[who], *by_mail])
        faults += walk.inspector.faults
        names |= walk.names.keys()
    assert faults == []
    known = {name for name in names_of(get_resolver()) if not name.startswith(("<", "demo:"))}
    assert known - names - FILES - POSTED - BY_ACTS == set()
