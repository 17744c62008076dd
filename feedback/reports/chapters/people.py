"""Who took part in the discussions: counted as people, never named, small cells not told."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consultations.models import Capacity, Channel, Consultation, Opinion
from feedback.questionnaires.content import Words
from feedback.reports.content import NO_WORDS, CellKind, Chapter, Chart, Row, Table
from feedback.reports.scope import Scope
from feedback.reports.suppressing import told, told_alone
from feedback.reports.trail import Trail, column, figures, label, people, said, share, words
from prestizh.places.models import Settlement
from prestizh.refusal import Sentence

KEY = "people"


@dataclass(frozen=True, slots=True)
class Voice:
    """One opinion that counts: its row, whose it is (an address, or itself where there is none)."""

    pk: int
    person: str
    capacity: str
    channel: str
    consultation: int


def people_of(scope: Scope, trail: Trail) -> Chapter:
    """Whose opinions were received in the period and count. Five queries."""
    voices = _voices(scope)
    everybody = {voice.person for voice in voices}
    returning = _known_before(scope, everybody)
    total = told_alone(len(everybody))
    table = figures(
        KEY,
        [
            ("people", _("People and organisations that took part, at least"), people(total)),
            (
                "opinions",
                _("Opinions that count"),
                trail.count(f"{KEY}.opinions", "opinion", [voice.pk for voice in voices]),
            ),
        ],
    )
    return Chapter(
        KEY,
        label(_("Who took part")),
        (_in_words(total),),
        (table, *_tables(voices, returning, trail)) if voices else (table,),
    )


def _voices(scope: Scope) -> list[Voice]:
    rows = (
        Opinion.objects.filter(
            scope.instants("received_at"),
            scope.of_unit("consultation__unit"),
            consultation__in=Consultation.objects.public(),
            proposals__counts=True,
        )
        .distinct()
        .order_by("pk")
    )
    return [
        Voice(pk, _person(pk, account, guest), capacity, channel, consultation)
        for pk, account, guest, capacity, channel, consultation in rows.values_list(
            "pk", "author__email", "email", "capacity", "channel", "consultation_id"
        )
    ]


def _person(pk: int, account: str | None, guest: str) -> str:
    """What tells one from another: the address, else nothing but the opinion itself."""
    return (account or guest).lower() or f"opinion {pk}"


def _known_before(scope: Scope, everybody: set[str]) -> set[str]:
    """Who of them had taken part before the period began."""
    earlier = Opinion.objects.filter(
        received_at__lt=scope.begins_at, proposals__counts=True
    ).values_list("author__email", "email")
    return {(account or guest).lower() for account, guest in earlier.distinct()} & everybody


def _in_words(total: int | None) -> Words:
    if total is None:
        return said(lambda: gettext("Fewer than five people took part; how many is not told."))
    if not total:
        return said(lambda: gettext("Nobody took part in a discussion in the period."))
    return said(
        lambda: (
            gettext(
                "At least %(number)d people and organisations took part. Each is counted once, however "
                "many opinions they gave. Numbers of people are rounded down to a multiple of five, and "
                "those under five are not told, so that nobody is known by them. It is not a "
                "representative sample."
            )
            % {"number": total}
        )
    )


def _tables(voices: list[Voice], returning: set[str], trail: Trail) -> tuple[Table, ...]:
    capacity: dict[str, list[Voice]] = defaultdict(list)
    channel: dict[str, list[Voice]] = defaultdict(list)
    first: dict[str, list[Voice]] = defaultdict(list)
    for voice in voices:
        capacity[voice.capacity].append(voice)
        channel[voice.channel].append(voice)
        first[_time(voice, returning)].append(voice)
    return (
        _table("capacity", _("By declared capacity"), capacity, _labels(Capacity), trail),
        _table(
            "channel", _("By the way on which the opinion came"), channel, _labels(Channel), trail
        ),
        _table("first", _("For the first time, or again"), first, FIRST, trail),
        _settlements(voices, trail),
    )


FIRST: dict[str, Words | Sentence] = {
    "first": _("for the first time"),
    "again": _("had taken part before"),
    "unknown": _("can't be said: given without an address"),
}


def _time(voice: Voice, returning: set[str]) -> str:
    if voice.person == f"opinion {voice.pk}":
        return "unknown"
    return "again" if voice.person in returning else "first"


def _labels(choices: type[Capacity] | type[Channel]) -> dict[str, Words | Sentence]:
    return {str(value): name for value, name in choices.choices}


def _settlements(voices: list[Voice], trail: Trail) -> Table:
    """By the places that the draft concerns, all together where it concerns every one of them."""
    concerned: dict[int, list[tuple[str, str, str]]] = defaultdict(list)
    found = Consultation.objects.filter(pk__in={voice.consultation for voice in voices})
    for row, ekatte, name, english in found.values_list(
        "pk", "settlements__ekatte", "settlements__name_bg", "settlements__name_en"
    ):
        if ekatte:
            concerned[row].append((ekatte, name, english))
    every = Settlement.objects.count()
    groups: dict[str, list[Voice]] = defaultdict(list)
    names: dict[str, Words | Sentence] = {"all": _("the whole municipality")}
    for voice in voices:
        places = concerned[voice.consultation]
        for code, name, english in places if 0 < len(places) < every else [("all", "", "")]:
            groups[code].append(voice)
            if name:
                names[code] = Words(name, english)
    note = label(
        _("The settlement is the one that the draft concerns; where people live isn't asked.")
    )
    return _table("settlement", _("By settlement"), groups, names, trail, note)


def _table(
    key: str,
    title: Sentence,
    groups: Mapping[str, list[Voice]],
    names: Mapping[str, Words | Sentence],
    trail: Trail,
    note: Words = NO_WORDS,
) -> Table:
    counts = {code: len({voice.person for voice in groups.get(code, ())}) for code in names}
    whole = len({voice.person for group in groups.values() for voice in group})
    shown = told(counts, whole)
    rows = []
    for code, name in names.items():
        pks = [voice.pk for voice in groups.get(code, ())]
        number = shown.cells[code]
        behind = "" if number is None else trail.remember(f"{KEY}.{key}.{code}", "opinion", pks)
        named = words(name if isinstance(name, Words) else label(name), behind)
        rows.append(Row(code, (named, people(number), share(number, shown.total))))
    return Table(
        key=f"{KEY}_{key}",
        title=label(title),
        columns=(
            column("who", _("Who"), CellKind.WORDS),
            column("people", _("People, at least")),
            column("share", _("Share in percent, about"), CellKind.SHARE),
        ),
        rows=tuple(rows),
        note=note,
        charts=(Chart(label(title), "people"),),
    )
