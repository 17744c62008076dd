"""Translations: catalogues (.po) are committed, what gettext reads (.mo) is made on the spot.

Run as a module it checks that each catalogue holds every sentence of the code, translated.
"""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import polib

CHECKOUT = Path(__file__).resolve().parents[2]
LANGUAGES = ("bg", "en")
CATALOGUE = Path("LC_MESSAGES") / "django.po"


def compile_all() -> None:
    """Makes each .mo that is missing or older than its .po."""
    for po in sorted((CHECKOUT / "locale").glob("*/LC_MESSAGES/*.po")):
        mo = po.with_suffix(".mo")
        if mo.exists() and mo.stat().st_mtime_ns >= po.stat().st_mtime_ns:
            continue
        # Aside and renamed: a portal that is running may be reading the old one.
        with tempfile.NamedTemporaryFile(dir=po.parent, suffix=".tmp", delete=False) as aside:
            aside.write(polib.pofile(str(po)).to_binary())
        Path(aside.name).chmod(0o644)
        Path(aside.name).replace(mo)


def problems() -> Iterator[str]:
    """What is missing, empty or doubtful in the catalogues, a line each.

    The sentences are collected from a copy of the checkout, so that nothing in it is touched.
    """
    with tempfile.TemporaryDirectory(prefix="prestizh-messages-") as place:
        copy = Path(place) / "copy"
        shutil.copytree(CHECKOUT, copy, ignore=shutil.ignore_patterns(".*", "static", "*.mo"))
        for language in LANGUAGES:
            (copy / "locale" / language / CATALOGUE).unlink(missing_ok=True)
        languages = [word for language in LANGUAGES for word in ("-l", language)]
        subprocess.run(
            [sys.executable, "manage.py", "makemessages", "-v0", *languages],
            cwd=copy,
            env={**os.environ, "PYTHONPATH": str(copy)},
            check=True,
        )
        for language in LANGUAGES:
            collected = polib.pofile(str(copy / "locale" / language / CATALOGUE))
            committed = CHECKOUT / "locale" / language / CATALOGUE
            if not committed.exists():
                yield f"{language}: there is no {committed.relative_to(CHECKOUT)}"
                continue
            yield from compared(language, collected, polib.pofile(str(committed)))


def compared(language: str, collected: polib.POFile, committed: polib.POFile) -> Iterator[str]:
    """What `committed` lacks of the sentences in `collected`, and what is doubtful in it."""
    known = {
        (entry.msgctxt, entry.msgid, entry.msgid_plural): entry
        for entry in committed
        if not entry.obsolete
    }
    for wanted in collected:
        where = ", ".join(f"{file}:{line}" for file, line in wanted.occurrences[:2])
        entry = known.get((wanted.msgctxt, wanted.msgid, wanted.msgid_plural))
        if entry is None:
            yield f"{language}: missing: {wanted.msgid!r} ({where})"
        elif entry.fuzzy:
            yield f"{language}: fuzzy: {wanted.msgid!r} ({where})"
        elif not entry.translated():
            yield f"{language}: not translated: {wanted.msgid!r} ({where})"


def main() -> int:
    """Prints the problems; 0 when there are none."""
    if shutil.which("xgettext") is None:
        print("xgettext is missing (Debian, Ubuntu: apt-get install gettext).")
        return 1
    found = list(problems())
    for line in found:
        print(line)
    print(f"{len(found)} problems in {' and '.join(LANGUAGES)}")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
