"""The municipality and its places: edited by an administrator, recorded, never deleted."""

from datetime import date

import pytest
from django.urls import reverse

from prestizh.ledger.record import PORTAL, entries
from prestizh.places import editing
from prestizh.places.models import Municipality, Settlement, SpecialDay, Topic, Unit
from prestizh.refusal import Refused
from tests.cast import Cast, client_of
from tests.counting import queries_of
from tests.factories import make_settlement, make_special_day, make_topic, make_unit


def version() -> int:
    return Municipality.objects.get().version


def test_adding_is_recorded_and_published_pages_know(cast: Cast) -> None:
    before = version()
    row = editing.add(
        Settlement, actor=cast.administrator, name_bg="Войводово", ekatte="11702", kind="village"
    )
    assert row.pk
    assert version() == before + 1
    last = entries(PORTAL).last()
    assert last is not None
    assert last.kind == "place.added"


def test_editing_and_retiring_and_back(cast: Cast) -> None:
    row = make_unit()
    editing.edit(row, actor=cast.administrator, name_bg="Отдел „Екология“", email="", phone="")
    editing.retire(row, actor=cast.administrator)
    found = Unit.objects.get(pk=row.pk)
    assert (found.name_bg, found.retired) == ("Отдел „Екология“", True)
    with pytest.raises(Refused):
        editing.retire(found, actor=cast.administrator)
    editing.bring_back(found, actor=cast.administrator)
    assert not Unit.objects.get(pk=row.pk).retired


def test_what_is_taken_already_is_refused_at_its_field(cast: Cast) -> None:
    make_special_day(day=date(2026, 12, 7))
    with pytest.raises(Refused) as refused:
        editing.add(
            SpecialDay,
            actor=cast.administrator,
            day=date(2026, 12, 7),
            kind="off",
            ground="Решение",
        )
    assert refused.value.obstacles[0].field == "day"


@pytest.mark.parametrize("name", ["participant", "clerk", "moderator", "secretary", "auditor"])
def test_nobody_but_an_administrator_edits(cast: Cast, name: str) -> None:
    person = getattr(cast, name)
    with pytest.raises(Refused):
        editing.add(Topic, actor=person, name_bg="Тема")
    with pytest.raises(Refused):
        editing.describe(actor=person, name_bg="Община Друга")


def test_the_settings_are_shown_on_every_page(cast: Cast) -> None:
    editing.describe(actor=cast.administrator, name_bg="Община Хасково", notice_bg="Бележка долу.")
    page = client_of(cast, "stranger").get(reverse("home:privacy")).content.decode()
    assert "Община Хасково" in page
    assert "Бележка долу." in page


def test_the_settings_are_saved_on_the_screen(cast: Cast) -> None:
    client = client_of(cast, "administrator")
    answer = client.post(
        reverse("places:settings"),
        {"name_bg": "Община Хасково", "about_bg": "## Цел\n\n<script>x</script> **важно**"},
    )
    assert answer.status_code == 302, answer.context["form"].errors
    page = client.get(reverse("home:about")).content.decode()
    assert "<h2>Цел</h2>" in page
    assert "<strong>важно</strong>" in page
    assert "<script>x" not in page


def test_a_wrong_address_keeps_what_was_typed(cast: Cast) -> None:
    client = client_of(cast, "administrator")
    answer = client.post(
        reverse("places:settings"), {"name_bg": "Община Хасково", "email": "никъде"}
    )
    assert answer.status_code == 200
    assert "никъде" in answer.content.decode()
    assert Municipality.objects.get().name_bg == ""


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("settlements", {"kind": "village", "name_bg": "Конуш", "name_en": "", "ekatte": "38296"}),
        ("topics", {"name_bg": "Околна среда", "name_en": "Environment"}),
        ("units", {"name_bg": "Отдел", "email": "", "phone": ""}),
        ("days", {"day": "07.12.2026", "kind": "off", "ground": "Решение № 1"}),
    ],
)
def test_each_kind_is_added_and_edited_on_its_screen(
    cast: Cast, name: str, given: dict[str, str]
) -> None:
    client = client_of(cast, "administrator")
    added = client.post(reverse("places:add", args=[name]), given)
    assert added.status_code == 302, added.context["form"].errors
    row = client.get(reverse("places:list", args=[name])).context["page"][0]
    edited = client.post(reverse("places:edit", args=[name, row.pk]), given)
    assert edited.status_code == 302, edited.context["form"].errors
    client.post(reverse("places:retire", args=[name, row.pk]))
    row.refresh_from_db()
    assert row.retired


@pytest.mark.parametrize("name", ["topics", "units"])
def test_a_name_is_taken_once(cast: Cast, name: str) -> None:
    client = client_of(cast, "administrator")
    given = {"name_bg": "Спорт", "name_en": "", "email": "", "phone": ""}
    assert client.post(reverse("places:add", args=[name]), given).status_code == 302
    again = client.post(reverse("places:add", args=[name]), {**given, "name_bg": "спорт"})
    assert "name_bg" in again.context["form"].errors


def test_an_unknown_kind_is_not_there(cast: Cast) -> None:
    client = client_of(cast, "administrator")
    assert client.get(reverse("places:list", args=["people"])).status_code == 404


def test_the_lists_cost_the_same_for_one_and_for_fifty(cast: Cast) -> None:
    client = client_of(cast, "administrator")
    for name, make in [("settlements", make_settlement), ("topics", make_topic)]:
        address = reverse("places:list", args=[name])
        make()
        few = queries_of(client, address)
        for _number in range(49):
            make()
        assert queries_of(client, address) == few
