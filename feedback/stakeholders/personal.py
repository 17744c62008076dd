"""Refusing what would make a row of the map one about a private person."""

import re
from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from prestizh.egn import holds_egn
from prestizh.refusal import Obstacle

# As PostgreSQL asks it in `a_stakeholder_is_no_person`.
MAIL = re.compile(r"\w@\w")


def obstacles(texts: Mapping[str, object]) -> list[Obstacle]:
    """One for each text that holds an ЕГН or an address of mail, beside its field."""
    found = []
    for name, value in texts.items():
        if not isinstance(value, str):
            continue
        if holds_egn(value):
            sentence = _("This holds a personal number. The map is about no private person.")
            found.append(Obstacle(sentence, "чл. 5 ОРЗД", name))
        elif MAIL.search(value) or (name == "name" and "@" in value):
            sentence = _(
                "This holds an address of mail. Only the office of an organisation has one."
            )
            found.append(Obstacle(sentence, "чл. 5 ОРЗД", name))
    return found
