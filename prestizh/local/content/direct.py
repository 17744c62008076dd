"""Direct participation in the example year: an answer, an assembly to come, a petition that lapsed."""

from dataclasses import dataclass, field
from datetime import time, timedelta
from typing import Any

from forums.direct import deciding, ending, gathering, noting
from forums.direct.kinds import Initiator, Kind
from forums.direct.models import Initiative
from prestizh.accounts.models import User
from prestizh.ledger import clock
from prestizh.local.content.history import History
from prestizh.local.content.people import TOWN, Cast
from prestizh.terms import add_months

PLAYGROUND = {
    "title": "Площадка за деца в квартал „Орфей“",
    "title_en": "A playground in the Orfey quarter",
    "question": "Предлагаме общината да изгради площадка за деца на свободния терен до блок 12.",
    "question_en": "We propose that the municipality builds a playground beside block 12.",
    "reasons": "Най-близката площадка е на километър, отвъд булеварда.",
    "addressee": "mayor",
    "quarter": "Орфей",
    "voters": 6200,
    "founders": 71,
    "committee_size": 5,
    "contact": "комитет „Орфей играе“, igrae@example.org",
}
WELL = {
    "title": "Общо събрание за селската чешма",
    "title_en": "General assembly on the village fountain",
    "question": "Да се възстанови ли старата чешма, или мястото да стане паркинг?",
    "question_en": "Should the old fountain be restored, or the place become a car park?",
    "voters": 410,
    "inhabitants": 520,
}
CAR_PARK = {
    "title": "Референдум за подземния паркинг",
    "title_en": "Referendum on the underground car park",
    "question": "Съгласни ли сте общината да изгради подземен паркинг под площад „Свобода“?",
    "question_en": "Do you agree that the municipality builds an underground car park there?",
    "reasons": "Площадът е пълен с коли, а разкопаването му засяга целия град.",
    "voters": 71400,
    "committee_size": 7,
    "contact": "комитет „Площад за хора“, ploshtad@example.org",
    "is_allowed": True,
}


@dataclass
class Register:
    """The three entries as they come about; by name."""

    cast: Cast
    history: History
    rows: dict[str, Initiative] = field(default_factory=dict)

    @property
    def clerk(self) -> User:
        return self.cast.people["clerk"]

    def answered(self) -> None:
        """An initiative of the spring, answered in time, with one measure done and one to come."""
        history, begun = self.history, self.history.office_day(self.history.ago(170))
        tabled, decided = (history.next_office_day(begun + timedelta(days=n)) for n in (41, 62))
        history.happens(begun, "14:10", lambda: self._note("playground", **PLAYGROUND))
        history.happens(begun, "14:20", lambda: self._begin("playground"))
        history.happens(
            tabled,
            "11:05",
            lambda: gathering.table(
                self.rows["playground"],
                actor=self.clerk,
                on=tabled,
                signatures=1184,
                act="вх. № 94-01-318",
            ),
        )
        history.happens(decided, "15:30", self._answer)
        history.happens(history.next_office_day(decided + timedelta(days=40)), "10:20", self._done)

    def announced(self) -> None:
        """An assembly that the mayor announced; it is held in the evening, in some days."""
        day = self.history.office_day(self.history.ago(6))

        def announce() -> None:
            places = self.cast.settlements
            village = next(places[code] for code in sorted(places) if code != TOWN)
            facts: dict[str, Any] = {**WELL, "settlement": village}
            row = self._note("well", kind=Kind.ASSEMBLY, initiator=Initiator.MAYOR, **facts)
            deciding.call(
                row,
                actor=self.clerk,
                on=day,
                act="Заповед № 1127 на кмета",
                appointment=deciding.Appointment(
                    day + timedelta(days=21), time(18, 30), "салонът на читалището"
                ),
            )

        self.history.happens(day, "09:40", announce)

    def lapsed(self) -> None:
        """A proposal for a referendum whose petition did not come within three months."""
        history, begun = self.history, self.history.office_day(self.history.ago(210))
        over = history.next_office_day(add_months(begun, 3) + timedelta(days=5))
        facts: dict[str, Any] = {**CAR_PARK, "kind": Kind.REFERENDUM}
        history.happens(begun, "10:15", lambda: self._note("car_park", **facts))
        history.happens(begun, "10:25", lambda: self._begin("car_park"))
        history.happens(
            history.next_office_day(begun + timedelta(days=60)),
            "16:00",
            lambda: noting.count(self.rows["car_park"], actor=self.clerk, signatures=2140),
        )
        history.happens(
            over,
            "11:30",
            lambda: gathering.lapse(
                self.rows["car_park"],
                actor=self.clerk,
                on=over,
                act="Разпореждане № 9 на председателя на общинския съвет",
                note="Подписката не беше внесена в тримесечния срок.",
            ),
        )

    def _note(self, name: str, **facts: Any) -> Initiative:
        known: dict[str, Any] = {
            "kind": Kind.INITIATIVE,
            "initiator": Initiator.CITIZENS,
            "on": clock.today(),
            **facts,
        }
        self.rows[name] = noting.note(actor=self.clerk, **known)
        return self.rows[name]

    def _begin(self, name: str) -> None:
        row = self.rows[name]
        gathering.begin(
            row,
            actor=self.clerk,
            on=row.changes.latest("pk").on,
            note="Подписва се на площада и в сградата на общината.",
        )

    def _answer(self) -> None:
        row, today = self.rows["playground"], clock.today()
        reply = ending.Reply(
            outcome="partly",
            text=(
                "Площадката ще бъде изградена, но до училището, където теренът е общински. "
                "Теренът до блок 12 е частен."
            ),
            text_en="The playground will be built, but beside the school, on municipal land.",
            decided_by="Кметът на общината",
            newspaper="„Хасковски вестник“, същия ден",
            committee_told_on=today,
        )
        ending.answer(row, actor=self.clerk, on=today, reply=reply, act="Заповед № 611")
        for text, days in (("Проект на площадката", 45), ("Изграждане на площадката", 240)):
            ending.add_measure(
                row,
                actor=self.clerk,
                text=text,
                owner="Отдел „Строителство“",
                due_on=today + timedelta(days=days),
            )

    def _done(self) -> None:
        measure = self.rows["playground"].measures.earliest("due_on")
        how = "Проектът е приет и е на разположение в общината."
        ending.finish_measure(measure, actor=self.clerk, on=clock.today(), how=how)


def register(cast: Cast, history: History) -> Register:
    """Tell the three; nothing is done yet."""
    told = Register(cast, history)
    told.answered()
    told.announced()
    told.lapsed()
    return told
