"""Every mail has a text for every reader: plain and HTML, and both can be made."""

from pathlib import Path

import pytest
from django.conf import settings
from django.template.loader import get_template

NAMES = sorted({path.stem for path in Path(settings.BASE_DIR, "templates/mail").iterdir()})


@pytest.mark.parametrize("name", NAMES)
def test_a_mail_has_a_plain_text_and_html(name: str) -> None:
    for kind in ("html", "txt"):
        get_template(f"mail/{name}.{kind}")
