"""What every test stands on: the cluster, its roles, the clones."""

import psycopg
import pytest
from django.db import connection

from tests import databases


@pytest.mark.django_db
def test_tests_run_as_the_application() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == ("prestizh_app",)


@pytest.mark.django_db
def test_cyrillic_words_have_trigrams() -> None:
    """With the locale C they would have none, and nothing would say so."""
    with psycopg.connect(databases.superuser_url("postgres"), autocommit=True) as superuser:
        superuser.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
        shown = superuser.execute("SELECT cardinality(show_trgm('Хасково'))").fetchone()
        lowered = superuser.execute("SELECT lower('ХАСКОВО ЩЪЮЯ')").fetchone()
    assert shown == (8,)
    assert lowered == ("хасково щъюя",)


def test_a_committed_database_is_its_own(committed_db: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_database()")
        assert cursor.fetchone() == (committed_db,)
