"""Translations on one machine: catalogues (.po) are committed, what gettext reads (.mo) is made."""

import tempfile
from pathlib import Path

import polib

CHECKOUT = Path(__file__).resolve().parents[2]


def catalogues() -> list[Path]:
    """The project's catalogues, one for each language."""
    return sorted((CHECKOUT / "locale").glob("*/LC_MESSAGES/*.po"))


def compile_all() -> None:
    """Makes each .mo that is missing or older than its .po."""
    for po in catalogues():
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
            continue
        # Aside and renamed: a portal that is running may be reading the old one.
        with tempfile.NamedTemporaryFile(dir=po.parent, suffix=".mo", delete=False) as aside:
            aside.write(polib.pofile(str(po)).to_binary())
        Path(aside.name).chmod(0o644)
        Path(aside.name).replace(mo)
