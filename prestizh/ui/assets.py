"""Static files as they are served: the style sheets joined into one, hashed and compressed."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

from django.contrib.staticfiles import finders
from django.core.exceptions import ImproperlyConfigured
from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

SHEET: Final = "css/site.css"
IMPORT: Final = re.compile(r'@import url\("(?P<file>[^"]+)"\) layer\((?P<layer>\w+)\);')


def joined_sheet() -> str:
    """The portal's style sheet with every `@import` put in its place, within its layer.

    Read from the sources, so that it never joins what was joined before. Addresses in the
    imported sheets are written as seen from site.css.
    """
    return IMPORT.sub(
        lambda found: f"@layer {found['layer']} {{\n{_source('css/' + found['file'])}}}\n",
        _source(SHEET),
    )


class JoinedManifestStorage(CompressedManifestStaticFilesStorage):  # type: ignore[misc]
    """One request for all styles instead of one each; without a build, as files are collected."""

    def post_process(
        self, paths: dict[str, Any], dry_run: bool = False, **options: Any
    ) -> Iterator[Any]:
        """Join the sheet before its name is made from its content."""
        if SHEET in paths and not dry_run:
            self.delete(SHEET)
            self.save(SHEET, ContentFile(joined_sheet().encode()))
            paths = {**paths, SHEET: (self, SHEET)}
        yield from super().post_process(paths, dry_run, **options)


def _source(name: str) -> str:
    """The text of a static file before it is collected."""
    found = finders.find(name)
    if not isinstance(found, str):
        raise ImproperlyConfigured(f"The static file {name} is missing.")
    return Path(found).read_text(encoding="utf-8")
