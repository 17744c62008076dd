"""The example content: texts in the lawful form, and a year of history that holds."""

import re
from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.test import Client
from pytest_django import DjangoDbBlocker

from consultations.models import Consultation, DrafterKind, Opinion, Proposal, ProposalKind
from consultations.models.opinion import Capacity, ShownAs
from consultations.stages import Stage
from feedback.measures.models import ImprovementProposal
from feedback.measures.models import Measure as ImprovementMeasure
from feedback.questionnaires.models import Questionnaire
from feedback.reports.models import ParticipationReport
from feedback.results.content import read
from feedback.results.models import Publication
from feedback.results.reading import earlier
from feedback.stakeholders import covering, occasions
from feedback.stakeholders.models import Stakeholder
from feedback.surveys.models import Plan
from forums.bodies.models import Body, Membership
from forums.direct.models import Initiative
from forums.recommendations.models import Measure, Recommendation
from forums.workspaces.models import Report, Suggestion, Verdict, Workspace
from prestizh import legaltext
from prestizh.accounts.eik import is_eik
from prestizh.accounts.models import Role, User
from prestizh.ledger import clock, verify
from prestizh.ledger.models import Entry
from prestizh.local import content
from prestizh.local.content.history import History
from prestizh.local.content.reading import TEXTS, prose, table
from prestizh.meetings.minutes.publishing import due
from prestizh.meetings.models import Decision, Meeting, PublishedCopy, Remark
from prestizh.places.models import Municipality, Settlement
from prestizh.terms import SHORT_MINIMUM, Calendar, consultation_term
from tests import databases
from tests.filled import clone_filled
from tests.terms.holidays_by_hand import days_off_between

DRAFTS = ("green", "markets", "pets", "sports", "youth")
FACTS_OF_THE_PROJECT = (
    "BG05SFOP001-2.025-0163-C01",
    "„ПРЕСТИЖ“",
    "Оперативна програма „Добро управление“",
    "Европейски социален фонд",
    "52 405,20 лв.",
    "44 544,42 лв.",
    "7 860,78 лв.",
    "24.08.2022 г. – 31.12.2023 г.",
    "Сдружение „Алианс за регионално сътрудничество и развитие“",
    "в партньорство с Община Хасково",
)


@pytest.mark.parametrize("name", DRAFTS)
def test_every_draft_is_read_without_a_warning(name: str) -> None:
    assert legaltext.parse(prose(f"{name}.draft.txt")).warnings == ()


def test_the_open_draft_has_at_least_thirty_articles_in_chapters_and_sections() -> None:
    kinds = [str(node.kind) for node in legaltext.parse(prose("green.draft.txt")).nodes]
    assert kinds.count("article") >= 30
    assert {"chapter", "section", "alinea", "point", "paragraph", "annex"} <= set(kinds)


@pytest.mark.parametrize("name", DRAFTS)
@pytest.mark.parametrize("field", ["summary", "summary_en"])
def test_a_summary_has_at_most_a_hundred_words(name: str, field: str) -> None:
    assert 0 < len(table(name)[field].split()) <= 100


def test_the_about_page_has_the_facts_of_the_project_and_no_claim_beyond_them() -> None:
    about = prose("about.bg.md").replace("\n", " ")
    assert [fact for fact in FACTS_OF_THE_PROJECT if fact not in about] == []
    for text in (about, prose("about.en.md")):
        assert not re.search(r"финансира|платен|funded by|paid", text)


def test_nobody_has_an_address_that_could_be_real() -> None:
    for path in TEXTS.iterdir():
        for domain in re.findall(r"[\w.+-]+@([\w.-]+\w)", path.read_text(encoding="utf-8")):
            assert domain in {"example.bg", "example.org"} or domain.endswith(".example.org")


def test_the_organisations_have_numbers_with_right_check_digits() -> None:
    assert all(is_eik(found["eik"]) for found in table("people")["organisations"].values())


def test_the_history_is_lawful_and_past_whatever_day_it_is_told_on() -> None:
    calendar = Calendar(days_off_between(2025, 2032))
    for number in range(5 * 365):
        history = History(date(2026, 1, 1) + timedelta(days=number), calendar)
        told = content.tell(history)
        assert max(moment.date() for moment, _act in history.events) < history.today
        ends = {
            name: consultation_term(one.published_on, one.facts["term_days"], calendar).last_day
            for name, one in told.items()
        }
        assert history.today <= told["youth"].published_on
        assert history.today + timedelta(days=10) <= ends["green"]
        assert ends["pets"] < told["pets"].day(37)
        for name in ("markets", "sports"):
            assert ends[name] < told[name].day(told[name].facts["report"]["day"])


@pytest.fixture(scope="module")
def filled(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """A database of its own with the example content in it, for all tests below."""
    name = databases.new_name("content")
    with django_db_blocker.unblock():
        clone_filled(name)
        try:
            with databases.pointed_at(name):
                yield
        finally:
            databases.drop(name)


def of(name: str) -> Consultation:
    found: Consultation = Consultation.objects.get(title=table(name)["title"])
    return found


@pytest.mark.slow
def test_the_clock_is_true_again_and_the_record_holds_a_year(filled: None) -> None:
    assert clock.is_true()
    # One for each consultation, each body, each closed room, each entry of the register of direct
    # participation, each questionnaire, each proposal for better participation, each stakeholder, each
    # participation report, and the portal's own.
    apart = Body.objects.count() + Workspace.objects.count() + Initiative.objects.count()
    apart += Questionnaire.objects.count() + ImprovementProposal.objects.count()
    apart += Stakeholder.objects.count() + ParticipationReport.objects.count()
    assert verify.verify().chains == len(DRAFTS) + apart + 1
    moments = Entry.objects.order_by("at").values_list("at", flat=True)
    first, last = moments.first(), moments.last()
    assert first is not None
    assert last is not None
    assert (clock.now() - first).days >= 364
    assert last < clock.now()


@pytest.mark.slow
def test_the_five_consultations_stand_where_they_should(filled: None) -> None:
    now = clock.now()
    assert of("youth").stage == Stage.ANNOUNCED
    assert of("green").is_open(now)
    assert of("pets").is_over(now)
    assert of("markets").stage == of("sports").stage == Stage.ADOPTED
    assert of("sports").term_days in range(SHORT_MINIMUM, 30)
    assert of("sports").short_term_reason
    assert of("sports").opinion_count == 0
    assert hasattr(of("sports"), "report")
    kinds = set(Consultation.objects.values_list("drafter_kind", flat=True))
    assert kinds == set(DrafterKind.values)


@pytest.mark.slow
def test_the_open_discussion_has_proposals_of_every_kind_from_everybody(filled: None) -> None:
    green = of("green")
    assert 35 <= green.proposal_count <= 45
    assert set(green.proposals.values_list("kind", flat=True)) == set(ProposalKind.values)
    opinions = green.opinions
    assert set(opinions.values_list("capacity", flat=True)) == set(Capacity.values)
    assert set(opinions.values_list("shown_as", flat=True)) == set(ShownAs.values)
    assert opinions.filter(confirmation=Opinion.Confirmation.AWAITED).count() == 3
    assert opinions.filter(confirmation=Opinion.Confirmation.SET_ASIDE).count() == 1
    assert opinions.filter(confirmation=Opinion.Confirmation.TELEPHONE).count() == 1
    assert opinions.exclude(withdrawn_at=None).count() == 1
    assert opinions.exclude(replaces=None).count() == 1
    assert opinions.exclude(supplements=None).count() == 1
    assert opinions.filter(organisation__verified_at=None).exclude(organisation=None).exists()
    assert green.corrections.count() == 1


@pytest.mark.slow
def test_the_answers_are_there_as_far_as_the_work_has_come(filled: None) -> None:
    pets, markets = of("pets"), of("markets")
    assert 0 < pets.answered_count < pets.proposal_count
    assert pets.opinions.filter(lateness=Opinion.Lateness.LATE).count() == 1
    assert not Proposal.objects.filter(consultation=markets, counts=True, answer=None).exists()
    assert markets.outcome.decision_number
    assert not markets.outcome.without_report


@pytest.mark.slow
def test_proposals_are_answered_and_two_measures_are_done_and_one_late(filled: None) -> None:
    stages = sorted(ImprovementProposal.objects.values_list("stage", flat=True))
    assert stages == ["accepted", "accepted", "partly", "received", "rejected", "review"]
    assert ImprovementMeasure.objects.public().done().count() == 2
    late = [row for row in ImprovementMeasure.objects.public() if row.days_late(clock.today())]
    assert len(late) == 1


@pytest.mark.slow
def test_the_results_of_three_surveys_are_published_with_what_they_can_show(filled: None) -> None:
    needs, after_markets, after_pets = (
        Publication.objects.get(survey__host_kind=kind, survey__host_id=host)
        for kind, host in (
            ("", ""),
            ("consultation", of("markets").public_id),
            ("consultation", of("pets").public_id),
        )
    )
    asked = read(needs.content["results"])
    assert len(asked.standings) >= 8
    assert any(one.importance - one.state > 1.5 for one in asked.standings)
    satisfied = read(after_pets.content["results"])
    assert satisfied.index.figure is not None
    assert satisfied.index.figure.low is not None
    assert satisfied.nps is not None
    assert any(split.rows for split in satisfied.splits)
    assert [one.n for one in earlier(after_pets.survey)] == [read_n(after_markets)]
    for one in (needs, after_markets, after_pets):
        assert one.content["voices"]["topics"]
    weighted = satisfied.weighted
    assert weighted is not None
    assert weighted.by == "settlement"
    assert sum(share.population for share in weighted.shares) == pytest.approx(1)
    assert any(abs(one.weighted - one.mean) >= 0.05 for one in weighted.rows)
    page = Client().get(f"/surveys/results/{after_pets.survey.public_id}/").content.decode()
    assert 'id="weighted"' in page
    assert str(table("results")["pets"]["shares"]["source"]) in page
    quotes = [quote["text"] for quote in needs.content["voices"]["quotes"]]
    assert any("[…]" in quote for quote in quotes)
    assert not any("Петкана" in quote for quote in quotes)


@pytest.mark.slow
def test_a_survey_waits_to_open_by_itself(filled: None) -> None:
    plan = Plan.objects.get()
    assert (plan.outcome, plan.survey.stage) == ("waiting", "prepared")
    assert plan.made_at < plan.opens_at < plan.survey.closes_at


def read_n(found: Publication) -> int:
    """How many answered."""
    return read(found.content["results"]).n


@pytest.mark.slow
def test_the_map_has_a_dozen_and_some_of_them_are_silent(filled: None) -> None:
    assert Stakeholder.objects.on_the_map().exclude(influence=None).count() == 12
    occasion = occasions.found(f"consultation:{of('green').public_id}", clock.now())
    assert occasion is not None
    found = covering.coverage(occasion)
    assert found.invited == 3
    assert any("количка" in row.name for row in found.silent)
    assert not any("Орфей" in row.name for row in found.silent)


@pytest.mark.slow
def test_there_is_an_account_for_every_role(filled: None) -> None:
    shown = content.accounts()
    assert {account.role for account in shown} == {*Role.values, "participant", "representative"}
    assert len(shown) == len(Role.values) + 2
    for account in shown:
        person = User.objects.get(email=account.email)
        # The content came in under the settings of a real portal, which the tests do not have.
        assert PBKDF2PasswordHasher().verify(account.password, person.password)
        assert person.roles == frozenset({account.role} & set(Role.values))


@pytest.mark.slow
def test_the_municipality_is_described_in_every_language(filled: None) -> None:
    municipality = Municipality.objects.get()
    for code, _name in settings.LANGUAGES:
        assert getattr(municipality, f"about_{code}")
    assert Settlement.objects.filter(kind=Settlement.Kind.TOWN).get().ekatte == "77195"
    assert Settlement.objects.count() == 37


@pytest.mark.slow
def test_two_councils_have_worked_for_about_a_year(filled: None) -> None:
    for name in ("youth", "social"):
        body = Body.objects.public().get(name=table("councils")[name]["name"])
        assert body.constituted_at is not None
        assert (clock.now() - body.constituted_at).days > 330
        assert Membership.objects.current().titular().filter(body=body).count() == 8 + (
            name == "social"
        )
        assert body.rules.get().document.public_since is not None
        assert body.secretaries.get(ended_at=None).user.email == "secretary@example.bg"
    sitting = Membership.objects.current()
    assert [one.name for one in sitting if one.is_over(clock.today())] == ["Лиляна Хубенова"]
    assert Membership.objects.get(release="left").name == "Преслав Гочев"


@pytest.mark.slow
def test_the_councils_recommend_and_their_answers_are_told(filled: None) -> None:
    names = [council["name"] for council in table("councils").values()]
    public = Recommendation.objects.public().filter(body__name__in=names)
    assert {row.outcome for row in public} == {"", "accepted", "partly", "rejected"}
    assert public.late(clock.today()).count() == 1
    measures = Measure.objects.filter(recommendation__in=public)
    assert measures.filter(state="done").count() == 2
    assert measures.unfinished().count() == 1
    assert Decision.objects.get(recommendations__in=public).kind == "recommendation"


@pytest.mark.slow
def test_a_council_gave_its_opinion_on_its_own_decision_and_got_an_answer(filled: None) -> None:
    opinion = Opinion.objects.exclude(spoken_by="").get()
    assert opinion.consultation == of("markets")
    assert opinion.speaks_for == table("councils")["social"]["name"]
    assert "Становище № 1" in opinion.decided
    assert opinion.proposals.get().answer.decision == "accepted"


@pytest.mark.slow
def test_an_expert_group_finished_and_its_text_was_discussed(filled: None) -> None:
    report = Report.objects.public().get()
    group = report.workspace.body
    assert (group.stage, report.workspace.closed_at is None) == ("ended", False)
    assert report.handover.consultation == of("markets")
    assert of("markets").origin.name == group.name


@pytest.mark.slow
def test_the_working_group_writes_a_text_in_its_room(filled: None) -> None:
    workspace = Workspace.objects.select_related("body").get(closed_at=None)
    assert sorted(paper.versions.count() for paper in workspace.papers.all()) == [1, 1, 2]
    assert {row.verdict for row in Suggestion.objects.all()} == {
        Verdict.NONE,
        Verdict.TAKEN,
        Verdict.TURNED_DOWN,
    }
    assert workspace.texts.get().versions.count() == 2
    assert workspace.tasks.filter(state="open").count() == 1
    assert of("green").origin.name == workspace.body.name


@pytest.mark.slow
def test_the_councils_met_once_without_a_quorum_and_meet_again_soon(filled: None) -> None:
    stages = sorted(Meeting.objects.values_list("stage", "number"))
    assert [stage for stage, _number in stages] == ["cancelled", *["closed"] * 6, "convened"]
    assert Meeting.objects.get(stage="cancelled").quorum_met is False
    assert Decision.objects.count() == 6


@pytest.mark.slow
def test_the_minutes_of_the_councils_are_published_and_one_says_that_it_was_late(
    filled: None,
) -> None:
    copies = PublishedCopy.objects.public().select_related("minutes__meeting")
    assert len(copies) == sum(len(table("minutes")[name]) for name in ("youth", "social"))
    found = [due(one.minutes.meeting, [one], clock.today()) for one in copies]
    assert sorted(one is not None and one.days_late > 0 for one in found) == [False] * 5 + [True]
    assert Remark.objects.get().settlement.verdict == "taken"
