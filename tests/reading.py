"""Reading the portal without changing it: what a reading writes, holds, and leads to."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection

# Who came when, and how often somebody tried: no content.
NOT_CONTENT = frozenset({"django_session", "usersessions_usersession", "cache_entries"})
WRITES = re.compile(r"\s*(INSERT|UPDATE|DELETE|TRUNCATE|SELECT .*FROM public\.ledger_append)", re.I)
OF_A_SESSION = re.compile(rf'(INSERT INTO|UPDATE|DELETE FROM) "({"|".join(sorted(NOT_CONTENT))})"')
LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)')
# Static files are no pages.
LEFT_OUT = ("/static/",)


@dataclass
class Written:
    """Hears every statement of a connection (`connection.execute_wrapper`); keeps what writes."""

    statements: set[str] = field(default_factory=set)

    def __call__(
        self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any
    ) -> Any:
        if WRITES.match(sql) and not OF_A_SESSION.match(sql):
            self.statements.add(sql[:200])
        return execute(sql, params, many, context)


def content() -> dict[str, tuple[int, str]]:
    """For each table how many rows it has and the digest of all of them."""
    found = {}
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names()):
            if table in NOT_CONTENT:
                continue
            cursor.execute(
                "SELECT count(*), coalesce(md5(string_agg(md5(row::text), '' ORDER BY row::text)),"
                f" '') FROM {connection.ops.quote_name(table)} row"
            )
            found[table] = cursor.fetchone()
    return found


def words_of(answer: Any) -> str:
    """What an answer says, streamed or not."""
    return b"".join(answer).decode("utf-8", "replace")


def links_on(answer: Any, said: str) -> set[str]:
    """The addresses of this portal that a page leads to or sends to."""
    if not answer.headers.get("Content-Type", "").startswith("text/html"):
        return set()
    found = {link.replace("&amp;", "&") for link in LINK.findall(said)}
    return {link for link in found if not link.startswith(LEFT_OUT)}


def in_any_language(address: str) -> str:
    """The address without its language, which changes words and not what a page does."""
    return address.removeprefix("/en")
