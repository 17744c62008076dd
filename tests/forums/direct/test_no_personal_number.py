"""No ЕГН comes in: by an act, by a form, by the name of a file, or around all of them."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.forms import BaseForm, CharField

from forums.direct import deciding, ending, gathering, noting
from forums.direct.forms.desk import FactsForm
from forums.direct.forms.filtering import FilterForm
from forums.direct.forms.steps import StepForm
from forums.direct.kinds import Initiator, Kind
from forums.direct.models import Answer, Change, CommitteeMember, Initiative, Measure, Result
from prestizh.documents.keeping import examine
from prestizh.egn import SENTENCE, holds_egn
from prestizh.refusal import Refused
from prestizh.ui.without_egn import WithoutEgn
from tests.forums.direct.making import (
    EGN,
    ago,
    make_announced_assembly,
    make_answered,
    make_checked,
    make_gathering,
    make_held,
    make_noted,
    make_tabled,
)
from tests.forums.making import make_clerk

WORDS = {
    EGN: True,
    f"ЕГН {EGN}, адрес": True,
    f"№{EGN}.": True,
    "752316 9263": True,
    "752316-9263": True,
    "752316–9263": True,
    "7523\u200b169263": True,
    "0041010004": False,  # the check digit is wrong
    "0041010002": True,  # born on 1.01.2000
    "7523169264": False,
    "75231692631": False,
    "тел. 0888123456": False,
    "0899999999": False,
    "решение 1 234 567 890": False,
    "9902300007": False,  # there is no 30 February
    "": False,
}


@pytest.mark.parametrize(("words", "holds"), WORDS.items())
def test_an_egn_is_told_from_other_numbers(words: str, holds: bool) -> None:
    assert holds_egn(words) is holds


@pytest.mark.django_db
def test_the_database_and_the_portal_tell_them_alike() -> None:
    for words, holds in WORDS.items():
        if "\u200b" in words:
            continue
        with connection.cursor() as cursor:
            cursor.execute("SELECT direct_has_egn(%s)", [words])
            assert cursor.fetchone() == (holds,), words


TEXTS_OF_AN_ENTRY = (
    "title",
    "title_en",
    "question",
    "question_en",
    "reasons",
    "quarter",
    "contact",
    "decision_number",
)


@pytest.mark.django_db
@pytest.mark.parametrize("field", TEXTS_OF_AN_ENTRY)
def test_no_text_of_an_entry_takes_one(field: str) -> None:
    with pytest.raises(Refused) as refused:
        make_noted(Kind.INITIATIVE, None, **{field: f"лице с ЕГН {EGN}"})
    (obstacle,) = refused.value.obstacles
    assert (obstacle.sentence, obstacle.field) == (SENTENCE, field)
    row = make_noted()
    with pytest.raises(Refused):
        noting.revise(row, actor=make_clerk(), **{field: EGN})
    with pytest.raises(IntegrityError), transaction.atomic():
        Initiative.objects.filter(pk=row.pk).update(**{field: f"x {EGN}"})


def _appointment(words: str) -> deciding.Appointment:
    return deciding.Appointment(ago(-40), place=words)


ACTS: dict[str, Callable[[], object]] = {
    "note of gathering": lambda: gathering.begin(
        make_noted(), actor=make_clerk(), on=ago(1), note=EGN
    ),
    "act of tabling": lambda: gathering.table(
        make_gathering(), actor=make_clerk(), on=ago(1), signatures=60, act=EGN
    ),
    "defects": lambda: gathering.find_defects(
        make_tabled(Kind.REFERENDUM), actor=make_clerk(), on=ago(1), note=EGN
    ),
    "reason of lapsing": lambda: gathering.lapse(
        make_noted(), actor=make_clerk(), on=ago(1), note=EGN
    ),
    "refusal": lambda: deciding.refuse(
        make_checked(valid=30), actor=make_clerk(), on=ago(1), act="1", ground="unlawful", note=EGN
    ),
    "name": lambda: noting.add_member(make_noted(), actor=make_clerk(), name=EGN),
    "decision": lambda: make_held_with(EGN),
    "answer": lambda: reply(text=EGN),
    "answer in English": lambda: reply(text="прието", text_en=EGN),
    "who answered": lambda: reply(text="прието", decided_by=EGN),
    "newspaper": lambda: reply(text="прието", newspaper=EGN),
    "measure": lambda: ending.add_measure(
        make_answered(), actor=make_clerk(), text=EGN, owner="Отдел", due_on=ago(-9)
    ),
    "owner": lambda: ending.add_measure(
        make_answered(), actor=make_clerk(), text="Ограда", owner=EGN, due_on=ago(-9)
    ),
    "file name": lambda: gathering.table(
        make_gathering(),
        actor=make_clerk(),
        on=ago(1),
        signatures=60,
        file=examine("протокол".encode(), name=f"подписка-{EGN}.txt"),
    ),
}


# What is typed into a search is kept nowhere.
SEARCHES = {FilterForm}
ROWS: dict[str, Callable[[], Initiative]] = {
    "initiative": make_tabled,
    "assembly": make_announced_assembly,
    "referendum": lambda: make_tabled(Kind.REFERENDUM),
    "approval": lambda: make_tabled(Kind.APPROVAL, on=ago(35)),
}


def forms_of(base: type[BaseForm]) -> set[type[BaseForm]]:
    """The form and all that stand on it."""
    return {base}.union(*(forms_of(one) for one in base.__subclasses__()))


def of_the_register(base: type[BaseForm]) -> set[type[BaseForm]]:
    """Those of them that belong to direct participation."""
    return {one for one in forms_of(base) if one.__module__.startswith("forums.direct.")}


def free_fields(form: BaseForm) -> list[str]:
    """The fields into which anything can be typed."""
    return [name for name, field in form.fields.items() if type(field) is CharField]


def filled(form: type[BaseForm], row: Initiative, words: str) -> BaseForm:
    """The form as it is for this entry, with these words in every free field."""
    more: dict[str, Any] = {}
    if issubclass(form, StepForm):
        more = {"row": row}
    elif issubclass(form, FactsForm):
        more = {"kind": Kind(row.kind)}
    return form(dict.fromkeys(form.base_fields, words), **more)  # type: ignore[attr-defined]


def test_every_form_of_the_register_with_a_free_field_refuses_an_egn() -> None:
    here = of_the_register(BaseForm)
    free = {one for one in here if any(type(f) is CharField for f in one.base_fields.values())}  # type: ignore[attr-defined]
    assert free - SEARCHES <= forms_of(WithoutEgn)
    assert len(free) > 10


@pytest.mark.django_db
@pytest.mark.parametrize("kind", ROWS)
def test_no_free_field_of_any_form_takes_one_and_the_sentence_stands_beside_it(kind: str) -> None:
    row, tried = ROWS[kind](), 0
    for one in sorted(of_the_register(WithoutEgn), key=lambda form: form.__name__):
        for words, is_refused in ((f"лице {EGN}", True), ("лице 0888123456", False)):
            form = filled(one, row, words)
            for name in free_fields(form):
                said = [str(one_said) for one_said in form.errors.get(name, ())]
                assert (str(SENTENCE) in said) is is_refused, (one, name, words)
                tried += 1
    assert tried > 40


def make_held_with(decision: str) -> Initiative:
    numbers = ending.Numbers(voters=530, present=200, yes=150, no=30)
    row = make_announced_assembly(-2)
    return ending.hold(row, actor=make_clerk(), on=ago(2), numbers=numbers, decision=decision)


def reply(**words: str) -> Initiative:
    given: dict[str, Any] = {
        "outcome": "accepted",
        "decided_by": "Общинският съвет",
        "newspaper": "вестник",
        **words,
    }
    return ending.answer(make_tabled(), actor=make_clerk(), on=ago(1), reply=ending.Reply(**given))


@pytest.mark.django_db
@pytest.mark.parametrize("name", ACTS)
def test_no_act_takes_one(name: str) -> None:
    with pytest.raises(Refused, match="ЕГН"):
        ACTS[name]()


@pytest.mark.django_db
def test_the_place_of_an_assembly_takes_none() -> None:
    row = make_noted(Kind.ASSEMBLY, initiator=Initiator.MAYOR, on=ago(5))
    with pytest.raises(Refused, match="ЕГН"):
        deciding.call(
            row,
            actor=make_clerk(),
            on=ago(4),
            act="Заповед",
            appointment=deciding.Appointment(ago(-20), place=EGN),
        )


@pytest.mark.django_db
def test_control_the_database_refuses_what_goes_around_the_acts() -> None:
    held, answered = make_held(), make_answered()
    measure = ending.add_measure(
        answered, actor=make_clerk(), text="Ограда", owner="Отдел", due_on=ago(-9)
    )
    change = held.changes.latest("pk")
    attempts: list[Callable[[], object]] = [
        lambda: CommitteeMember.objects.create(initiative=answered, name=EGN),
        lambda: Measure.objects.filter(pk=measure.pk).update(done_note=EGN),
        lambda: Change.objects.create(
            initiative=held,
            kind=held.kind,
            source="held",
            target="answered",
            step="answer",
            on=change.on + timedelta(days=1),
            at=change.at,
            actor=change.actor,
            note=EGN,
        ),
        lambda: Answer.objects.create(
            initiative=held, outcome="accepted", text=EGN, decided_by="x", published_on=ago(0)
        ),
        lambda: Result.objects.create(
            initiative=answered,
            voters=1,
            present=1,
            yes=1,
            no=0,
            present_needed=1,
            yes_needed=1,
            is_valid=True,
            is_adopted=True,
            decision=EGN,
            recorded_at=change.at,
        ),
    ]
    for attempt in attempts:
        with pytest.raises(IntegrityError), transaction.atomic():
            attempt()
