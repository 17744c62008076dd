"""The databases of a test run: a migrated template, a clone for each worker, more on demand.

Tests run as the application's role inside a transaction that is rolled back. A test that needs
real commits takes `committed_db`: a clone of its own, because the application may not TRUNCATE.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from typing import Any

import psycopg
import pytest
from django.db import connections
from psycopg import sql
from pytest_django import DjangoDbBlocker

from tests.templates_kept import TEMPLATE

ALIASES = ("default", "owner")
_numbers = count(1)


def superuser() -> "psycopg.Connection[tuple[Any, ...]]":
    """A connection as the cluster's superuser to its maintenance database."""
    return psycopg.connect(os.environ["PRESTIZH_TEST_SUPERUSER"], autocommit=True)


def superuser_url(database: str) -> str:
    """The address of `database` for the superuser, for tests that forge what no role may."""
    return os.environ["PRESTIZH_TEST_SUPERUSER"].rpartition("/")[0] + "/" + database


@contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """Both aliases lead to the database `name`; afterwards they lead where they led before."""
    before = connections["default"].settings_dict["NAME"]
    _point(name)
    try:
        yield
    finally:
        _point(before)


def _point(name: str) -> None:
    for alias in ALIASES:
        connections[alias].close()
        connections[alias].settings_dict["NAME"] = name


def clone(name: str, template: str = TEMPLATE) -> None:
    """Makes the database `name` as a copy of `template`: migrated and empty, unless told otherwise."""
    with superuser() as connection:
        connection.execute(
            sql.SQL(
                "CREATE DATABASE {} OWNER prestizh_owner TEMPLATE {} STRATEGY file_copy"
            ).format(sql.Identifier(name), sql.Identifier(template))
        )


def drop(name: str) -> None:
    """Drops the database `name`, whoever is still connected."""
    with superuser() as connection:
        connection.execute(
            sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        )


def new_name(purpose: str) -> str:
    """A name for a database that no other worker and no other test of this one has."""
    worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
    return f"{purpose}_{worker}_{next(_numbers)}"


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """The worker's own database, in place of pytest-django's."""
    name = new_name("test")
    with django_db_blocker.unblock():
        clone(name)
    with pointed_at(name):
        yield


@pytest.fixture
def committed_db(
    request: pytest.FixtureRequest,
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[str]:
    """The name of a fresh database in which commits are real; dropped after the test."""
    if {"db", "transactional_db"} & set(request.fixturenames):
        pytest.fail("committed_db stands in place of db and django_db, not beside them")
    name = new_name("committed")
    clone(name)
    try:
        with django_db_blocker.unblock(), pointed_at(name):
            yield name
    finally:
        drop(name)


@pytest.fixture
def patient_connection(db: None) -> None:
    """A PDF may take longer than PostgreSQL lets a transaction idle; the worker has none open."""
    with connections["default"].cursor() as cursor:
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = '5min'")
