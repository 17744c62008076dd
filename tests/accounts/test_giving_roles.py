"""Roles are given and taken back by administrators, and one of them always stays."""

import threading

import pytest
from django.db import connection
from django.test import Client
from django.urls import reverse

from prestizh.accounts import roles
from prestizh.accounts.access import ACTS, may
from prestizh.accounts.models import Role, RoleGrant, User
from prestizh.ledger.record import PORTAL, entries
from prestizh.refusal import Refused
from tests.cast import Cast, client_of, come_in, make_cast, make_person
from tests.counting import queries_of
from tests.factories import make_user


def test_a_role_is_given_and_stands_in_the_record(cast: Cast) -> None:
    roles.grant(cast.participant, Role.CLERK, actor=cast.administrator)
    assert cast.participant.roles == {Role.CLERK}
    last = entries(PORTAL).last()
    assert last is not None
    assert last.kind == "role.granted"
    assert last.shown() == {"role": "clerk"}


def test_a_role_is_given_once(cast: Cast) -> None:
    with pytest.raises(Refused):
        roles.grant(cast.clerk, Role.CLERK, actor=cast.administrator)


@pytest.mark.parametrize(
    "name", ["participant", "representative", "clerk", "moderator", "secretary", "auditor"]
)
def test_nobody_but_an_administrator_gives_a_role(cast: Cast, name: str) -> None:
    person = getattr(cast, name)
    with pytest.raises(Refused):
        roles.grant(person, Role.ADMINISTRATOR, actor=person)
    assert Role.ADMINISTRATOR not in User.objects.get(pk=person.pk).roles


def test_who_lost_the_role_a_moment_ago_gives_none(cast: Cast) -> None:
    other = make_person("other", Role.ADMINISTRATOR)
    assert Role.ADMINISTRATOR in other.roles
    roles.revoke(User.objects.get(pk=other.pk), Role.ADMINISTRATOR, actor=cast.administrator)
    with pytest.raises(Refused):
        roles.grant(cast.participant, Role.CLERK, actor=other)


def test_a_role_is_taken_back_and_the_grant_stays_to_be_seen(cast: Cast) -> None:
    roles.revoke(cast.clerk, Role.CLERK, actor=cast.administrator)
    assert cast.clerk.roles == frozenset()
    grant = RoleGrant.objects.get(user=cast.clerk)
    assert grant.revoked_by == cast.administrator
    assert grant.revoked_at is not None


def test_the_last_administrator_stays(cast: Cast) -> None:
    with pytest.raises(Refused):
        roles.revoke(cast.administrator, Role.ADMINISTRATOR, actor=cast.administrator)


def test_an_administrator_who_cannot_sign_in_does_not_count(cast: Cast) -> None:
    make_person("gone", Role.ADMINISTRATOR)
    User.objects.filter(email="gone@example.bg").update(is_active=False)
    with pytest.raises(Refused):
        roles.revoke(cast.administrator, Role.ADMINISTRATOR, actor=cast.administrator)


def test_of_two_administrators_one_may_go(cast: Cast) -> None:
    make_person("second", Role.ADMINISTRATOR)
    roles.revoke(cast.administrator, Role.ADMINISTRATOR, actor=cast.administrator)
    assert RoleGrant.objects.filter(role=Role.ADMINISTRATOR, revoked_at=None).count() == 1


def test_two_administrators_who_dismiss_each_other_at_once_do_not_both_go(
    committed_db: str,
) -> None:
    cast = make_cast()
    second = make_person("second", Role.ADMINISTRATOR)
    pairs = [(second, cast.administrator), (cast.administrator, second)]
    start = threading.Barrier(2)

    def dismiss(whom: User, by: User) -> None:
        start.wait()
        try:
            roles.revoke(whom, Role.ADMINISTRATOR, actor=by)
        except Refused:
            pass
        finally:
            connection.close()

    threads = [threading.Thread(target=dismiss, args=pair) for pair in pairs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert RoleGrant.objects.filter(role=Role.ADMINISTRATOR, revoked_at=None).count() == 1


def test_every_act_is_somebody_s_and_a_sentence() -> None:
    for name, grant in ACTS.items():
        assert str(grant.sentence), name
        assert grant.roles or grant.relations, name


def test_who_is_locked_out_may_do_nothing(cast: Cast) -> None:
    cast.clerk.is_active = False
    assert not may(cast.clerk, "consultation.draft")


def test_the_screen_gives_and_takes_back(cast: Cast) -> None:
    client = client_of(cast, "administrator")
    page = reverse("accounts:person", args=[cast.participant.pk])
    given = client.post(reverse("accounts:grant", args=[cast.participant.pk]), {"role": "clerk"})
    assert given.headers["Location"] == page
    assert User.objects.get(pk=cast.participant.pk).roles == {Role.CLERK}
    assert reverse("accounts:revoke", args=[cast.participant.pk, "clerk"]) in str(
        client.get(page).content
    )
    client.post(reverse("accounts:revoke", args=[cast.participant.pk, "clerk"]))
    assert User.objects.get(pk=cast.participant.pk).roles == frozenset()


def test_the_screen_says_why_the_last_one_stays(cast: Cast) -> None:
    client = client_of(cast, "administrator")
    answer = client.post(
        reverse("accounts:revoke", args=[cast.administrator.pk, "administrator"]), follow=True
    )
    assert answer.status_code == 200
    assert list(answer.context["messages"])
    assert User.objects.get(pk=cast.administrator.pk).roles == {Role.ADMINISTRATOR}


def test_people_are_found_by_a_part_of_name_or_address(cast: Cast) -> None:
    client = client_of(cast, "administrator")
    by_name = client.get(reverse("accounts:people"), {"q": "деловод"})
    assert [person.pk for person in by_name.context["page"]] == [cast.clerk.pk]
    by_role = client.get(reverse("accounts:people"), {"role": "auditor"})
    assert [person.pk for person in by_role.context["page"]] == [cast.auditor.pk]
    far = client.get(reverse("accounts:people"), {"page": "9" * 18, "q": "%_\x00'"})
    assert far.status_code == 200


def test_the_list_costs_the_same_for_one_and_for_fifty(cast: Cast) -> None:
    client = client_of(cast, "administrator")
    few = queries_of(client, reverse("accounts:people"))
    for _number in range(50):
        roles.appoint_on_server(make_user(), Role.AUDITOR)
    assert queries_of(client, reverse("accounts:people")) == few


def test_a_stranger_posts_nothing(cast: Cast) -> None:
    client = come_in(Client(), None)
    answer = client.post(
        reverse("accounts:grant", args=[cast.participant.pk]), {"role": "administrator"}
    )
    assert answer.status_code == 404
    assert User.objects.get(pk=cast.participant.pk).roles == frozenset()
