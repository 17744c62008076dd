"""Two workers come to the same planned opening at the same instant, with commits that are real."""

import threading

from django.db import connection, transaction

from feedback.surveys import planning
from feedback.surveys.models import Invitation, Plan, Survey
from prestizh.ledger.models import Entry
from tests.feedback.surveys.making import host_of, in_days, make_body_of, make_clerk, make_prepared


def test_two_workers_at_the_same_instant_open_it_once(committed_db: str) -> None:
    clerk = make_clerk()
    survey = make_prepared(clerk, host=host_of(make_body_of(12)))
    with transaction.atomic():
        plan = planning.plan(survey, actor=clerk, opens_at=in_days(1))
        earlier = {"made_at": in_days(-2), "opens_at": in_days(-1)}
        Plan.objects.filter(pk=plan.pk).update(**earlier)
    together = threading.Barrier(2)

    def work() -> None:
        together.wait()
        try:
            planning.open_due()
        finally:
            connection.close()

    threads = [threading.Thread(target=work) for _number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Survey.objects.get(pk=survey.pk).stage == "open"
    assert Invitation.objects.filter(survey=survey).count() == 12
    assert Entry.objects.filter(kind="survey.opened").count() == 1
    assert survey.plans.get().outcome == "opened"
