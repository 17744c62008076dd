"""Who and what is there before the first draft: people, organisations, the municipality."""

from dataclasses import dataclass, field
from typing import Any

from prestizh.accounts import organisations, roles
from prestizh.accounts.joining import join
from prestizh.accounts.models import Representation, Role, User
from prestizh.local.content.reading import prose, table
from prestizh.places import editing
from prestizh.places.models import Settlement, Topic, Unit

PASSWORD = "prestizh-demo"  # noqa: S105 - the demo's one password, printed at its start
TOWN = "77195"


@dataclass
class Cast:
    """Everybody and everything of the example content, by the keys that the texts use."""

    people: dict[str, User] = field(default_factory=dict)
    mandates: dict[str, Representation] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    units: dict[str, Unit] = field(default_factory=dict)
    settlements: dict[str, Settlement] = field(default_factory=dict)

    def settle(self) -> None:
        """Make the accounts, then have the administrator describe the municipality."""
        for key, person in table("people")["accounts"].items():
            self.people[key] = join(
                person["email"],
                person["name"],
                password=PASSWORD,
                language=person.get("language", "bg"),
            )
        self._give_roles()
        self._describe()
        for key, organisation in table("people")["organisations"].items():
            self.mandates[key] = self._represented(organisation)

    def _give_roles(self) -> None:
        administrator = self.people["administrator"]
        roles.appoint_on_server(administrator, Role.ADMINISTRATOR)
        for key, person in table("people")["accounts"].items():
            if "role" in person and key != "administrator":
                roles.grant(self.people[key], Role(person["role"]), actor=administrator)

    def _describe(self) -> None:
        administrator = self.people["administrator"]
        facts = dict(table("municipality"))
        topics, units, settlements = (facts.pop(n) for n in ("topics", "units", "settlements"))
        editing.describe(
            actor=administrator,
            about_bg=prose("about.bg.md"),
            about_en=prose("about.en.md"),
            **facts,
        )
        for key, (name_bg, name_en) in topics.items():
            self.topics[key] = editing.add(
                Topic, actor=administrator, name_bg=name_bg, name_en=name_en
            )
        for key, unit in units.items():
            self.units[key] = editing.add(
                Unit,
                actor=administrator,
                name_bg=unit["name"][0],
                name_en=unit["name"][1],
                email=unit["email"],
                phone=unit["phone"],
            )
        for code, (name_bg, name_en) in settlements.items():
            kind = Settlement.Kind.TOWN if code == TOWN else Settlement.Kind.VILLAGE
            self.settlements[code] = editing.add(
                Settlement,
                actor=administrator,
                name_bg=name_bg,
                name_en=name_en,
                ekatte=code,
                kind=kind,
            )

    def _represented(self, facts: dict[str, Any]) -> Representation:
        """Somebody's word that they speak for an organisation; checked by a clerk, or not yet."""
        mandate = organisations.claim(
            actor=self.people[facts["representative"]],
            eik=facts["eik"],
            name=facts["name"],
            capacity=facts["capacity"],
            seat=facts["seat"],
            site=facts.get("site", ""),
        )
        if facts["verified"]:
            clerk, note = self.people["clerk"], facts["note"]
            organisations.verify(mandate.organisation, actor=clerk, note=note)
            organisations.verify_representation(mandate, actor=clerk, note=note)
        return mandate
