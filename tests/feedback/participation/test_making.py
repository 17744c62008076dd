"""Asking for a report, how far the worker is, what happens when it fails, and what stands."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, InternalError, transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from feedback.reports.asking import LONGEST_MONTHS, ask, ask_again, counting_of
from feedback.reports.explaining import explain, keys_of
from feedback.reports.joining import DEVIATIONS
from feedback.reports.making import content_of, newest
from feedback.reports.models import Edition, ParticipationReport
from feedback.reports.publishing import publish
from feedback.reports.scope import Kind, Scope
from prestizh.accounts.models import Role, User
from prestizh.documents.models import Rendition
from prestizh.documents.renditions import render_one
from prestizh.ledger import clock as portal_clock
from prestizh.ledger.models import Entry
from prestizh.places.models import Municipality
from prestizh.refusal import Refused
from prestizh.terms import add_months
from tests.factories import make_unit, make_user
from tests.feedback.participation.year import work
from tests.fixtures_clock import Clock

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("english")]
Asked = Callable[..., ParticipationReport]
ONE_DAY = timedelta(days=1)


def refusal_of(actor: User, first_day: date, last_day: date) -> str:
    with pytest.raises(Refused) as refused:
        ask(actor=actor, first_day=first_day, last_day=last_day)
    return str(refused.value)


def test_a_period_is_over_in_order_and_not_too_long(administrator: User) -> None:
    today = portal_clock.today()
    first = today - 40 * ONE_DAY

    assert "not over" in refusal_of(administrator, first, today)
    assert "before the first" in refusal_of(administrator, first, first - ONE_DAY)
    assert "three years" in refusal_of(
        administrator, add_months(today, -LONGEST_MONTHS) - 2 * ONE_DAY, today - ONE_DAY
    )
    assert "2010" in refusal_of(administrator, date(2009, 12, 31), date(2010, 3, 1))
    assert ask(actor=administrator, first_day=first, last_day=today - ONE_DAY)
    whole = add_months(today - ONE_DAY, -LONGEST_MONTHS) + ONE_DAY
    assert ask(actor=administrator, first_day=whole, last_day=today - ONE_DAY)


@pytest.mark.parametrize("role", [None, Role.AUDITOR, Role.MODERATOR, Role.SECRETARY])
def test_only_makers_ask(role: Role | None) -> None:
    nobody = make_user(*([role] if role else []))
    today = portal_clock.today()

    assert "may not" in refusal_of(nobody, today - 9 * ONE_DAY, today - ONE_DAY)


@pytest.mark.parametrize(
    ("first", "last", "before"),
    [
        ((2030, 1, 1), (2030, 12, 31), ((2029, 1, 1), (2029, 12, 31))),
        ((2030, 1, 1), (2030, 3, 31), ((2029, 10, 1), (2029, 12, 31))),
        ((2030, 3, 1), (2030, 3, 31), ((2030, 2, 1), (2030, 2, 28))),
        ((2030, 3, 10), (2030, 3, 19), ((2030, 2, 28), (2030, 3, 9))),
    ],
)
def test_the_period_before_has_the_same_months_or_as_many_days(
    first: tuple[int, int, int],
    last: tuple[int, int, int],
    before: tuple[tuple[int, int, int], tuple[int, int, int]],
) -> None:
    found = Scope(date(*first), date(*last), None, Kind.ALL, date(2031, 1, 1)).before()

    assert (found.first, found.last) == (date(*before[0]), date(*before[1]))


def test_the_worker_counts_it_and_the_page_says_so(
    asked: Asked, client: Client, administrator: User
) -> None:
    report = asked(unit=make_unit(), kind=Kind.BODIES)
    client.force_login(administrator)
    address = reverse("participation:progress", args=[report.public_id])
    assert "waits for the worker" in client.get(address).content.decode()
    assert (
        client.get(reverse("participation:desk_page", args=[report.public_id])).status_code == 302
    )

    Rendition.objects.filter(key=report.counting_key).update(
        state="running", done=2, total=6, claimed_at=portal_clock.now()
    )
    page = client.get(address).content.decode()
    assert "Chapter 3 of 6" in page
    assert 'data-settled="false"' in page
    Rendition.objects.filter(key=report.counting_key).update(state="waiting")

    work()
    assert "Read the report" in client.get(address).content.decode()
    edition = newest(report)
    assert edition is not None
    keys = [chapter.key for chapter in content_of(edition).chapters]
    assert keys == [
        "summary", "meetings", "calls", "recommendations", "forums", "deviations", "comparison", "method"
    ]  # fmt: skip


def test_a_report_that_fails_says_so_and_can_be_tried_again(
    asked: Asked, client: Client, administrator: User, clock: Clock
) -> None:
    report = asked()
    # Nothing can be counted in a portal without its municipality.
    Municipality.objects.all().delete()
    for _time in range(3):
        assert render_one()
        clock.step(timedelta(minutes=2))
    client.force_login(administrator)
    address = reverse("participation:progress", args=[report.public_id])
    page = client.get(address).content.decode()
    assert "could not be counted" in page
    assert 'data-settled="true"' in page
    with pytest.raises(Refused):
        ask_again(report, actor=make_user(Role.AUDITOR))

    Municipality.objects.create(pk=1)
    again = client.post(reverse("participation:again", args=[report.public_id]))
    assert again.status_code == 302
    work()
    assert newest(report) is not None
    with pytest.raises(Refused, match="Only a document that failed"):
        ask_again(report, actor=administrator)


def test_a_worker_that_counts_twice_keeps_one_edition(edition: Edition) -> None:
    from feedback.reports.making import count

    row = counting_of(edition.report)
    assert row is not None
    made = count(row, lambda _done, _total: None)

    assert edition.digest in made.content.decode() or made.media_type == "application/json"
    assert Edition.objects.filter(report=edition.report).count() == 1


def test_a_cause_is_said_in_a_further_edition(
    edition: Edition, client: Client, administrator: User
) -> None:
    report = edition.report
    keys = list(keys_of(content_of(edition).chapter(DEVIATIONS)))
    client.force_login(administrator)
    address = reverse("participation:causes", args=[report.public_id])
    assert client.get(address).status_code == 200
    refused = client.post(address, {"cause_0": "я" * 1001})
    assert refused.status_code == 422
    assert refused.content.decode().count('id="errors"') == 1

    given = {"cause_0": "Ремонт на залата.", "cause_0_en": "The hall was mended."}
    assert client.post(address, given).status_code == 302

    found = newest(report)
    assert found is not None
    assert found.number == 2
    assert found.digest != edition.digest
    _sentence, cause = keys_of(content_of(found).chapter(DEVIATIONS))[keys[0]]
    assert (cause.bg, cause.en) == ("Ремонт на залата.", "The hall was mended.")
    assert Rendition.objects.filter(key=f"participation.pdf:{found.pk}:bg").exists()


def test_what_is_published_is_public_and_stands(
    edition: Edition, client: Client, administrator: User
) -> None:
    report = edition.report
    address = reverse("participation:page", args=[report.public_id])
    assert client.get(address).status_code == 404
    with pytest.raises(Refused):
        publish(report, actor=make_user(Role.CLERK))

    publish(report, actor=administrator)

    assert report.public_id in client.get(reverse("participation:list")).content.decode()
    assert client.get(address).status_code == 200
    entry = Entry.objects.filter(kind="participation.published").get()
    assert entry.subject == report.subject
    for act in (
        lambda: publish(report, actor=administrator),
        lambda: explain(report, actor=administrator, causes={}),
    ):
        with pytest.raises(Refused):
            act()


def test_the_database_lets_nothing_of_it_change(edition: Edition, administrator: User) -> None:
    publish(edition.report, actor=administrator)

    def tried(rows: "type[Model]", **values: object) -> None:
        with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
            rows._default_manager.update(**values)

    tried(Edition, digest="0" * 64)
    tried(ParticipationReport, last_day=date(2032, 1, 1))
    tried(ParticipationReport, published_at=None, published_by=None)
    with pytest.raises((IntegrityError, InternalError)), transaction.atomic():
        ParticipationReport.objects.all().delete()
