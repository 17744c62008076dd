"""The drafts of a body's papers say every setting of it, and come as page, PDF and Word file."""

from datetime import date
from io import BytesIO
from typing import Any

import docx
import pypdf
import pytest
from django.test import Client
from django.urls import reverse

from forums.bodies import founding, seating
from forums.bodies.founding import FACTS
from forums.bodies.models import Body
from forums.bodies.papers import constituting_act, rules_of_procedure
from forums.bodies.papers.renditions import as_pdf, as_word, paper_of
from forums.bodies.patterns import PATTERNS
from forums.bodies.starting import start
from prestizh.accounts.models import User
from prestizh.documents.models import Rendition
from prestizh.places.models import Municipality
from tests.factories import make_settlement, make_topic, make_unit
from tests.forums.making import make_body, make_body_in_preparation, make_clerk

pytestmark = pytest.mark.django_db

# Each setting with a value of its own, and the words by which the rules must say it.
SETTINGS: dict[str, tuple[Any, str]] = {
    "kind": ("committee", "комитет"),
    "name": ("Съвет за опит", "„Съвет за опит“"),
    "purpose": ("Пробва всички настройки.", "Пробва всички настройки."),
    "contact": ("стая 17, тел. 038 11", "стая 17, тел. 038 11"),
    "site": ("https://example.bg/savet", "https://example.bg/savet"),
    "legal_basis": ("Закон за опита, чл. 3", "Закон за опита, чл. 3"),
    "act_kind": ("decision", "решение на общинския съвет"),
    "act_number": ("918", "№ 918"),
    "act_on": (date(2026, 3, 5), "5 март 2026 г."),
    "ends_on": (date(2031, 4, 6), "6 април 2031 г."),
    "within_council_mandate": (True, "мандата на общинския съвет"),
    "council_mandate_ends_on": (date(2027, 11, 7), "7 ноември 2027 г."),
    "mandate_months": (29, "29 месеца"),
    "chair_rule": ("най-възрастният член", "най-възрастният член"),
    "meetings_per_year": (11, "11 редовни заседания"),
    "notice_days": (13, "13 дни преди заседанието"),
    "extraordinary_share": (">= 1/4 of members", "една четвърт"),
    "quorum": ("1/2 + 1 of seats, up", "включително незаетите, закръглено нагоре, плюс един"),
    "majority": (">= 2/3 of voting", "две трети от гласовете"),
    "proxies": (True, "писмено пълномощно"),
    "most_proxies": (6, "най-много 6 членове"),
    "parity": (True, "равен брой членове"),
    "absences_limit": (8, "8 поредни отсъствия"),
    "absence_ends_seat": (True, "Членството се прекратява след"),
    "absence_ends_itself": (True, "без отделен акт"),
    "excused_absences_count": (True, "независимо от причината"),
    "minutes_days": (19, "в срок от 19 работни дни след заседанието"),
    "remarks_days": (7, "в срок от 7 работни дни."),
    "meetings_are_open": (False, "Заседанията са закрити"),
    "reports_to": ("събранието на опита", "събранието на опита"),
    "report_due_month": (9, "месец септември"),
}
# What is no rule: a name in another language, a key, a file.
UNSAID = {"template", "name_en", "purpose_en", "unit", "act_file"}


def rules(**facts: Any) -> str:
    body = make_body_in_preparation(**facts)
    return rules_of_procedure(body, Municipality(name_bg="Община Опит")).text


def test_no_setting_is_forgotten() -> None:
    assert set(SETTINGS) | UNSAID == set(FACTS)


@pytest.mark.parametrize("name", SETTINGS)
def test_the_rules_say_every_setting(name: str) -> None:
    everything = {key: value for key, (value, _words) in SETTINGS.items()}
    words = SETTINGS[name][1]
    assert words in rules(**everything)
    # The control: with the setting as it is by default the words are not there.
    default = "" if name == "purpose" else getattr(Body(), name)
    if name == "absence_ends_seat":
        everything["absence_ends_itself"] = False
    if name not in {"kind", "name", "act_kind", "absences_limit"}:
        assert words not in rules(**{**everything, name: default})


def test_the_rules_say_areas_settlements_unit_and_seats() -> None:
    clerk = make_clerk()
    topic, settlement, unit = make_topic(), make_settlement(), make_unit()
    body = make_body_in_preparation(clerk, topics=[topic], settlements=[settlement], unit=unit)
    seating.add_seats(
        body,
        actor=clerk,
        category="experts",
        number=1,
        nominator="камарите",
        has_vote=False,
        substitutes=True,
    )
    text = rules_of_procedure(body, Municipality(name_bg="Община Опит")).text
    for words in (
        str(topic),
        str(settlement),
        str(unit),
        "10 членове",
        "граждански организации – 9 места, предлага: организациите;",
        "експерти – 1 място, предлага: камарите, без право на глас, допускат се заместници.",
    ):
        assert words in text


@pytest.mark.parametrize("key", PATTERNS)
def test_the_papers_of_every_pattern_are_whole(key: str) -> None:
    body = start(PATTERNS[key], actor=make_clerk(), name=PATTERNS[key].name)
    municipality = Municipality(name_bg="Община Опит")
    for paper in (rules_of_procedure(body, municipality), constituting_act(body, municipality)):
        numbers = [article.number for part in paper.parts for article in part.articles]
        assert numbers == list(range(1, len(numbers) + 1))
        assert "None" not in paper.text
        assert "г.." not in paper.text
        assert "община Опит" in paper.text.replace("Община", "община")
        assert all(part.articles for part in paper.parts)


def test_the_act_is_an_order_or_a_decision() -> None:
    municipality = Municipality(name_bg="Община Опит")
    order = constituting_act(make_body_in_preparation(act_kind="order"), municipality).text
    assert "ЗАПОВЕД № 214" in order
    assert "НАРЕЖДАМ" in order
    assert "чл. 44, ал. 2 от ЗМСМА" in order
    decision = constituting_act(make_body_in_preparation(), municipality).text
    assert "РЕШЕНИЕ № 214" in decision
    assert "9 места" in decision


def test_the_page_offers_both_papers_to_who_keeps_the_body(client: Client, clerk: User) -> None:
    client.force_login(clerk)
    body = make_body(purpose="<b>Съветва</b> кмета.")
    for which in ("rules", "act"):
        page = client.get(reverse("bodies:desk_paper", args=[body.public_id, which]))
        assert page.status_code == 200
        assert "&lt;b&gt;Съветва&lt;/b&gt; кмета." in page.content.decode()
    assert client.get(reverse("bodies:desk_paper", args=[body.public_id, "x"])).status_code == 404


def test_a_file_is_asked_for_once_for_each_wording(client: Client, clerk: User) -> None:
    client.force_login(clerk)
    body = make_body()
    where = reverse("bodies:desk_paper_file", args=[body.public_id, "rules", "pdf"])
    for _twice in range(2):
        assert client.post(where).status_code == 302
    assert Rendition.objects.count() == 1
    founding.revise(body, actor=clerk, notice_days=9)
    client.post(where)
    assert Rendition.objects.count() == 2
    bad = reverse("bodies:desk_paper_file", args=[body.public_id, "rules", "exe"])
    assert client.post(bad).status_code == 404


def test_pdf_and_word_say_the_same_as_the_page() -> None:
    Municipality.objects.get_or_create(pk=1, defaults={"name_bg": "Община Опит"})
    paper = paper_of(make_body(), "rules")
    words = docx.Document(BytesIO(as_word(paper)))
    written = [paragraph.text for paragraph in words.paragraphs]
    for part in paper.parts:
        assert part.title in written
        assert all(line in written for article in part.articles for line in article.lines)
    content = as_pdf(paper)
    read = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    assert "".join(paper.parts[0].articles[0].lines[0].split())[:60] in "".join(read.split())
