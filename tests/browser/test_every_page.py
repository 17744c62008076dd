"""Every page, in both languages and themes, on a phone and on a desk: whole, and axe finds nothing."""

import pytest

from tests.browser.looking import Inspector
from tests.browser.visitors import Town
from tests.browser.walking import BEGINNINGS, PEOPLE, Walk, led_by_mail


@pytest.mark.parametrize("language", ["bg", "en"])
@pytest.mark.parametrize("who", PEOPLE)
def test_every_page_that_links_lead_to_is_whole(town: Town, who: str, language: str) -> None:
    with town.visit(PEOPLE[who]) as page:
        inspector = Inspector(page, f"{who}-{language}")
        walk = Walk(town, who, language, inspector)
        beginnings = list(BEGINNINGS[who])
        if who == "visitor":
            beginnings += led_by_mail(town)
        walk.everywhere(beginnings)
    assert inspector.faults == []
