"""The look's own rules: contrast, one dark theme, layers, raw values only as tokens, weight."""

import re
from pathlib import Path

import brotli
import pytest
from django.conf import settings

from prestizh.ui.assets import IMPORT, joined_sheet

STYLES = Path(settings.BASE_DIR) / "static/css"
TOKENS = (STYLES / "tokens.css").read_text()


def colour(name: str) -> str:
    found = re.search(rf"--{name}: (#[0-9a-f]{{6}});", TOKENS)
    assert found, name
    return found[1]


def luminance(value: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    channels = [int(value[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (
        channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
        for channel in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("ground", ["paper", "sheet"])
@pytest.mark.parametrize("ink", ["ink", "green", "madder", "amber"])
def test_text_has_a_contrast_of_seven_to_one(theme: str, ground: str, ink: str) -> None:
    assert contrast(colour(f"{theme}-{ink}"), colour(f"{theme}-{ground}")) >= 7


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ink", "ground", "least"),
    [
        ("soft-ink", "paper", 7),
        ("soft-ink", "shade", 4.5),
        ("ink", "shade", 7),
        ("ink", "ink-tint", 7),
        ("ink", "green-tint", 7),
        ("ink", "amber-tint", 7),
        ("ink", "madder-tint", 7),
        ("on-green", "green", 7),
        ("green", "green-tint", 4.5),
        ("green", "shade", 4.5),
        ("green", "ink-tint", 4.5),
        ("green", "amber-tint", 4.5),
        ("green", "madder-tint", 4.5),
        ("madder", "madder-tint", 4.5),
        ("madder", "amber-tint", 3),
        ("amber", "amber-tint", 4.5),
        ("edge", "paper", 3),
        ("edge", "sheet", 3),
    ],
)
def test_what_stands_on_a_tint_can_be_read(theme: str, ink: str, ground: str, least: float) -> None:
    assert contrast(colour(f"{theme}-{ink}"), colour(f"{theme}-{ground}")) >= least


def test_the_dark_theme_is_the_same_by_wish_and_by_the_clock_of_the_device() -> None:
    themes = re.findall(r"\{([^{}]*--paper: var\(--dark-paper\);[^{}]*)\}", TOKENS)
    by_device, by_wish = (re.findall(r"--[\w-]+: var\(--dark-[\w-]+\)", theme) for theme in themes)
    assert by_device == by_wish
    assert len(by_device) == len(re.findall(r"--dark-[\w-]+: #", TOKENS))


def test_every_style_sheet_is_part_of_the_page() -> None:
    named = {found["file"] for found in IMPORT.finditer((STYLES / "site.css").read_text())}
    there = {str(path.relative_to(STYLES)) for path in STYLES.rglob("*.css")} - {"site.css"}
    assert named == there


def test_only_tokens_are_raw_values() -> None:
    for sheet in STYLES.rglob("*.css"):
        if sheet.name != "tokens.css":
            assert not re.search(r"#[0-9a-f]{3,8}\b|rgb\(|hsl\(|oklch\(", sheet.read_text()), sheet


def test_every_token_that_is_used_is_defined() -> None:
    sheet = joined_sheet()
    assert set(re.findall(r"var\((--[\w-]+)", sheet)) <= set(re.findall(r"(--[\w-]+):", sheet))


def test_the_joined_sheet_asks_for_nothing_more_and_weighs_little() -> None:
    sheet = joined_sheet()
    assert not IMPORT.search(sheet)
    assert sheet.count("{") == sheet.count("}")
    assert len(brotli.compress(sheet.encode())) < 12_000
