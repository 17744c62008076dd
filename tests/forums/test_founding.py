"""A body begins with its act, is public from then on, and keeps what it was after its end."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction

from forums.bodies import founding, seating
from forums.bodies.models import Body, BodyChange, Membership
from forums.bodies.stages import BodyStage
from prestizh.accounts.models import Role
from prestizh.ledger.record import entries
from prestizh.refusal import Refused
from tests.factories import make_user
from tests.forums.making import (
    make_body,
    make_body_in_preparation,
    make_clerk,
    make_member,
    make_secretary,
)

pytestmark = pytest.mark.django_db
NOBODY = AnonymousUser()


def test_a_body_is_public_from_its_constitution() -> None:
    clerk = make_clerk()
    body = make_body_in_preparation(clerk)
    assert not Body.objects.visible_to(NOBODY).exists()
    founding.constitute(body, actor=clerk)
    assert Body.objects.visible_to(NOBODY).get().stage == BodyStage.ACTIVE
    kinds = [entry.kind for entry in entries(body.subject)]
    assert kinds == ["body.prepared", "body.constituted"]


def test_what_is_missing_is_said_before_it_begins() -> None:
    clerk = make_clerk()
    body = founding.prepare(actor=clerk, kind="committee", name="Комитет")
    with pytest.raises(Refused) as refused:
        founding.constitute(body, actor=clerk)
    assert {one.field for one in refused.value.obstacles} == {"act_kind", "purpose", "seats"}


def test_only_clerks_found_bodies() -> None:
    for role in set(Role) - {Role.CLERK}:
        with pytest.raises(Refused):
            founding.prepare(actor=make_user(role), kind="committee", name="Комитет")


def test_a_secretary_edits_only_the_bodies_that_were_given_to_them() -> None:
    secretary = make_secretary()
    own, other = make_body(secretary=secretary), make_body(name="Друг съвет")
    founding.revise(own, actor=secretary, purpose="Съветва кмета.")
    assert list(Body.objects.editable_by(secretary)) == [own]
    with pytest.raises(Refused):
        founding.revise(other, actor=secretary, purpose="Съветва кмета.")


def test_what_the_act_says_stays_while_the_body_works() -> None:
    clerk = make_clerk()
    body = founding.revise(make_body(clerk), actor=clerk, act_number="999", contact="стая 5")
    assert (body.act_number, body.contact) == ("214", "стая 5")


def test_a_rule_that_is_none_is_refused() -> None:
    clerk = make_clerk()
    with pytest.raises(Refused) as refused:
        founding.revise(make_body(clerk), actor=clerk, quorum="повечето")
    assert refused.value.obstacles[0].field == "quorum"


def test_with_the_body_its_memberships_end() -> None:
    clerk = make_clerk()
    body = make_body(clerk)
    make_member(body)
    founding.end(body, actor=clerk, reason="Решение № 300")
    assert [row.release for row in Membership.objects.all()] == ["body_ended"]
    with pytest.raises(Refused):
        make_member(body)


def test_a_body_that_never_began_can_be_put_aside() -> None:
    clerk = make_clerk()
    body = make_body_in_preparation(clerk)
    founding.drop(body, actor=clerk)
    with pytest.raises(Refused):
        founding.constitute(body, actor=clerk)


def test_the_database_holds_the_steps() -> None:
    body = make_body()
    change = BodyChange.objects.latest("pk")
    for act in (
        lambda: Body.objects.filter(pk=body.pk).update(stage="draft"),
        lambda: Body.objects.filter(pk=body.pk).delete(),
        lambda: BodyChange.objects.filter(pk=change.pk).update(reason="друга"),
        lambda: BodyChange.objects.create(
            body=body, source="draft", target="active", step="end", actor=change.actor, at=change.at
        ),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            act()


def test_an_unknown_secretary_is_refused() -> None:
    clerk = make_clerk()
    body = make_body(clerk)
    with pytest.raises(Refused):
        seating.name_secretary(body, actor=clerk, user=make_user())
