"""The components: what they escape, what they say beside a colour, how they nest."""

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.core.paginator import Paginator
from django.template import Context, Template
from django.test import RequestFactory
from django.utils import translation

from prestizh.ui.components import (
    DECISIONS,
    NOTICE_ICONS,
    STATES,
    FilterOption,
    Step,
    TimelineEntry,
)

SCRIPT = "<script>alert(1)</script>"
ICONS = set(
    re.findall(r'symbol id="([^"]+)"', (Path(settings.BASE_DIR) / "static/icons.svg").read_text())
)


def shown(source: str, **values: object) -> str:
    with translation.override("en"):
        return Template(source).render(Context(values))


@pytest.mark.parametrize(
    "source",
    [
        "{% chip text %}",
        '{% state_chip "open" text %}',
        '{% decision_badge "accepted" text %}',
        "{% stat text text text %}",
        "{% progress 1 2 text %}",
        "{% link_button text text %}",
        "{% button text 'primary' text text %}",
        "{% post_button text text %}",
        "{% notice 'info' text %}{{ text }}{% endnotice %}",
        "{% nothing text %}{{ text }}{% endnothing %}",
        "{% card text text %}{{ text }}{% endcard %}",
        "{% disclosure text %}{{ text }}{% enddisclosure %}",
        "{% facts %}{% fact text %}{{ text }}{% endfact %}{% endfacts %}",
        "{% scroll_table text %}{{ text }}{% endscroll_table %}",
        "{% filters text text text %}{% endfilters %}",
        "{% breadcrumbs %}{% crumb text text %}{% crumb text %}{% endbreadcrumbs %}",
        "{% timeline entries %}",
        "{% steps items %}",
        "{% filter_links options text %}",
    ],
)
def test_no_component_lets_a_script_through(source: str) -> None:
    page = shown(
        source,
        text=SCRIPT,
        entries=[TimelineEntry(date(2026, 1, 1), SCRIPT, SCRIPT, SCRIPT)],
        items=[Step(SCRIPT, SCRIPT)],
        options=[FilterOption(SCRIPT, SCRIPT, 1)],
    )
    assert "<script" not in page
    assert "&lt;script&gt;" in page


def test_every_state_and_decision_has_an_icon_that_exists() -> None:
    looks = [*STATES.values(), *DECISIONS.values()]
    assert {look.icon for look in looks} | set(NOTICE_ICONS.values()) <= ICONS


def test_every_icon_named_in_a_template_exists() -> None:
    named = {
        name
        for template in (Path(settings.BASE_DIR) / "templates").rglob("*.html")
        for name in re.findall(r'{% icon "([^"]+)"', template.read_text())
    }
    assert named <= ICONS


def test_a_state_that_is_not_known_is_still_a_word() -> None:
    assert "chip--neutral" in shown('{% state_chip "new" "word" %}')


def test_a_proposal_without_a_decision_awaits_an_answer() -> None:
    assert "Awaits an answer" in shown('{% decision_badge "" %}')


def test_components_nest_and_keep_what_stands_in_them() -> None:
    page = shown(
        '{% card "A" level=2 %}{% notice "amber" %}'
        '<p>{% chip "B" %}</p>{% endnotice %}{% endcard %}'
    )
    assert '<h2 class="card__title">A</h2>' in page
    assert '<p><span class="chip chip--neutral">B</span></p>' in page


def test_a_page_of_a_list_keeps_the_other_parameters() -> None:
    request = RequestFactory().get("/", {"topic": "транспорт", "page": "2"})
    page = shown("{% pagination page %}", request=request, page=Paginator(range(60), 20).page(2))
    assert "?topic=%D1%82%D1%80%D0%B0%D0%BD%D1%81%D0%BF%D0%BE%D1%80%D1%82&amp;page=3" in page
    assert 'aria-current="page"' in page


def test_a_list_of_one_page_has_no_pagination() -> None:
    assert shown("{% pagination page %}", page=Paginator([1], 20).page(1)).strip() == ""


def test_the_same_page_is_offered_in_the_other_language() -> None:
    request = RequestFactory().get("/en/account/login/")
    page = shown("{% language_links %}", request=request)
    assert 'href="/account/login/"' in page
    assert 'lang="bg"' in page


def test_where_a_page_has_no_other_language_the_first_page_is_offered() -> None:
    request = RequestFactory().get("/en/no/such/page")
    assert 'href="/"' in shown("{% language_links %}", request=request)


@pytest.mark.parametrize(
    ("value", "places", "language", "words"),
    [
        (25150, 0, "bg", "25\u00a0150"),
        (Decimal(60000), 2, "bg", "60\u00a0000,00"),
        (999, 0, "bg", "999"),
        (Decimal("60000.5"), 2, "en", "60,000.50"),
    ],
)
def test_a_number_has_its_thousands_apart_as_the_language_writes_them(
    value: Decimal | int, places: int, language: str, words: str
) -> None:
    with translation.override(language):
        made = Template("{{ value|grouped:places }}").render(
            Context({"value": value, "places": places})
        )
    assert made == words
