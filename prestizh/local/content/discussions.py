"""The five consultations of the example content, told as acts with their actors and moments."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import partial
from typing import Any

from consultations import (
    answering,
    closing,
    confirming,
    corrections,
    drafting,
    outcome,
    proposing,
    publishing,
    withdrawing,
)
from consultations.models import Consultation, Opinion, Proposal
from consultations.models.opinion import Capacity, ShownAs
from prestizh.accounts.models import User
from prestizh.local.content.history import History
from prestizh.local.content.people import Cast
from prestizh.local.content.reading import prose, table

REASONS = ("causes", "aims", "means", "results", "eu")
# What the file and the act call by the same name.
PLAIN = (
    "title_en",
    "kind",
    "drafter_kind",
    "drafter",
    "sponsor",
    "summary",
    "summary_en",
    "contact",
    "affected_groups",
    "term_days",
)
MINUTES_TO_CONFIRM = 12
MINUTES_TO_ANSWER = 9


@dataclass
class Discussion:
    """One consultation: `name` is that of its files; days count from its publication."""

    name: str
    cast: Cast
    history: History
    published_on: date
    consultation: Consultation | None = None
    opinions: dict[str, Opinion] = field(default_factory=dict)

    @property
    def facts(self) -> dict[str, Any]:
        return table(self.name)

    @property
    def clerk(self) -> User:
        return self.cast.people["clerk"]

    @property
    def row(self) -> Consultation:
        """The consultation as it stands in the database now."""
        if self.consultation is None:
            raise LookupError(f"The draft {self.name} is not prepared yet.")
        return Consultation.objects.get(pk=self.consultation.pk)

    def day(self, number: int) -> date:
        """The day so many days after the publication."""
        return self.published_on + timedelta(days=number)

    # --- the draft ---------------------------------------------------------------------------

    def is_prepared(self, days_before: int = 3) -> None:
        day = self.history.office_day(self.day(-days_before))
        self.history.happens(day, "10:30", self._prepare)

    def is_announced(self, days_before: int) -> None:
        self.history.happens(
            self.history.office_day(self.day(-days_before)), "11:20", self._announce
        )

    def is_published(self) -> None:
        self.history.happens(self.published_on, "10:00", self._publish)

    def is_corrected(self, number: int, path: str, wrong: str, right: str, reason: str) -> None:
        act = partial(self._correct, path, wrong=wrong, right=right, reason=reason)
        self._on_office_day(number, "09:15", act)

    def _prepare(self) -> None:
        facts, title = self.draft_facts(), self.facts["title"]
        self.consultation = drafting.prepare(actor=self.clerk, title=title, **facts)
        drafting.set_text(self.consultation, actor=self.clerk, text=prose(f"{self.name}.draft.txt"))

    def draft_facts(self) -> dict[str, Any]:
        """What the draft says beside its title and text."""
        facts = self.facts
        codes = facts["settlements"]
        everywhere = self.cast.settlements
        return {
            "unit": self.cast.units[facts["unit"]],
            "topics": [self.cast.topics[key] for key in facts["topics"]],
            "settlements": [everywhere[c] for c in (everywhere if codes == "all" else codes)],
            "short_term_reason": facts.get("short_term_reason", ""),
            "planned_on": self.published_on,
            **{f"reason_{point}": facts[f"reason_{point}"] for point in REASONS},
            **{name: facts[name] for name in PLAIN},
        }

    def _announce(self) -> None:
        publishing.announce(self.row, actor=self.clerk)

    def _publish(self) -> None:
        publishing.publish(self.row, actor=self.clerk)

    def _correct(self, path: str, *, wrong: str, right: str, reason: str) -> None:
        provision = self.row.provisions.get(path=path)
        corrections.correct(provision, actor=self.clerk, wrong=wrong, right=right, reason=reason)

    # --- what people wrote -------------------------------------------------------------------

    def is_discussed(self) -> None:
        """All opinions of the file, with what later became of each."""
        answers: list[tuple[str, int, dict[str, Any]]] = []
        for said in table(f"{self.name}.opinions")["opinions"]:
            self.history.happens(self.day(said["day"]), said["hour"], partial(self._submit, said))
            self._settles(said)
            answers += [
                (said["key"], number, item["answer"])
                for number, item in enumerate(said["items"], start=1)
                if "answer" in item
            ]
        for order, (key, number, given) in enumerate(answers):
            self._on_office_day(
                given["day"],
                _later("13:30", order * MINUTES_TO_ANSWER),
                partial(self._answer, key, number, given),
            )

    def _on_office_day(self, number: int, hour: str, act: Callable[[], object]) -> None:
        """Have `act` done so many days after the publication, or on the next working day."""
        self.history.happens(self.history.next_office_day(self.day(number)), hour, act)

    def _settles(self, said: dict[str, Any]) -> None:
        """How a guest's opinion was confirmed or set aside, and when one was taken back."""
        day, how = self.day(said["day"]), said.get("confirm")
        if how == "link":
            hour = _later(said["hour"], MINUTES_TO_CONFIRM)
            self.history.happens(day, hour, partial(self._confirm_by_link, said["key"]))
        if how == "telephone":
            act = partial(self._confirm_by_telephone, said["key"])
            self._on_office_day(said["day"] + 3, "11:40", act)
        if "aside_day" in said:
            act = partial(self._set_aside, said["key"], said["aside_reason"])
            self.history.happens(
                self.history.next_office_day(self.day(said["aside_day"])), "16:10", act
            )
        if "withdrawn_day" in said:
            act = partial(self._withdraw, said["key"], said["account"])
            self.history.happens(self.day(said["withdrawn_day"]), said["withdrawn_hour"], act)

    def _confirm_by_link(self, key: str) -> None:
        confirming.confirm_by_link(self.opinions[key])

    def _confirm_by_telephone(self, key: str) -> None:
        confirming.confirm_by_telephone(self.opinions[key], actor=self.clerk)

    def _set_aside(self, key: str, reason: str) -> None:
        confirming.set_aside(self.opinions[key], actor=self.clerk, reason=reason)

    def _withdraw(self, key: str, account: str) -> None:
        withdrawing.withdraw(self.opinions[key], actor=self.cast.people[account])

    def _submit(self, said: dict[str, Any]) -> None:
        row = self.row
        provisions = {p.path: p for p in row.provisions.filter(is_block=True)}
        items = [
            proposing.Item(
                item["kind"],
                provisions[item["at"]] if item["at"] else None,
                item.get("text", ""),
                item["reasons"],
            )
            for item in said["items"]
        ]
        self.opinions[said["key"]] = proposing.submit(
            row,
            actor=self.cast.people.get(said.get("account", "")),
            identity=self._identity(said),
            items=items,
            key=uuid.uuid4(),
            supplements=self.opinions.get(said.get("supplements", "")),
            replaces=self.opinions.get(said.get("replaces", "")),
        )

    def _identity(self, said: dict[str, Any]) -> proposing.Identity:
        mandate = self.cast.mandates.get(said.get("organisation", ""))
        return proposing.Identity(
            name=said["name"],
            capacity=Capacity(said["capacity"]),
            shown_as=ShownAs(said["shown_as"]),
            speaks_for=mandate.organisation.name if mandate else said.get("speaks_for", ""),
            email=said.get("email", ""),
            phone=said.get("phone", ""),
            organisation=mandate.organisation if mandate else None,
            representation=mandate,
        )

    # --- what was answered and decided -------------------------------------------------------

    def is_closed(self) -> None:
        """The closing report, then the decision of the council."""
        report, decision = self.facts["report"], self.facts["outcome"]
        self.history.happens(
            self.history.next_office_day(self.day(report["day"])), report["hour"], self._close
        )
        decided_on = self.history.next_office_day(self.day(decision["day"]))
        self.history.happens(decided_on, decision["hour"], partial(self._adopt, decided_on))

    def _answer(self, key: str, number: int, given: dict[str, Any]) -> None:
        answering.answer(
            Proposal.objects.get(opinion=self.opinions[key], number=number),
            actor=self.clerk,
            decision=given["decision"],
            reasons=given.get("reasons", ""),
            unit=self.cast.units[given["unit"]],
        )

    def _close(self) -> None:
        closing.close(self.row, actor=self.clerk, introduction=self.facts["report"]["introduction"])

    def _adopt(self, decided_on: date) -> None:
        decision = self.facts["outcome"]
        outcome.adopt(
            self.row,
            actor=self.clerk,
            decision_number=decision["number"],
            decided_on=decided_on,
            link=decision["link"],
        )


def _later(hour: str, minutes: int) -> str:
    """The time so many minutes after `hour`, on the same day."""
    hours, passed = (int(part) for part in hour.split(":"))
    total = min(hours * 60 + passed + minutes, 23 * 60 + 59)
    return f"{total // 60:02}:{total % 60:02}"
