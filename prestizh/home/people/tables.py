"""People and organisations as tables, for the administrator."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext_lazy as _

from prestizh.accounts.models import Organisation, RoleGrant, User
from prestizh.documents.table import Cell, Column, Table

# Without addresses of mail: the export with those is recorded.
PEOPLE = (
    Column("name", _("name")),
    Column("roles", _("roles")),
    Column("joined_at", _("since"), datetime),
)
PERSONAL = (Column("email", _("e-mail")),)
GRANTS = (
    Column("role", _("role")),
    Column("granted_at", _("given"), datetime),
    Column("granted_by", _("role given by")),
    Column("revoked_at", _("taken back"), datetime),
    Column("revoked_by", _("taken back by")),
)
ORGANISATIONS = (
    Column("name", _("Organisation")),
    Column("eik", _("ЕИК")),
    Column("seat", _("seat")),
    Column("site", _("site")),
    Column("verified_at", _("verified on"), datetime),
    Column("speakers", _("who speaks for it")),
)


def of_people(rows: Iterable[User]) -> Table:
    """People with their current roles; `rows` come from `found_people`."""
    return Table(PEOPLE, (_person(row) for row in rows))


def with_addresses(rows: Iterable[User]) -> Table:
    """The same with addresses of mail."""
    return Table((*PEOPLE, *PERSONAL), ([*_person(row), row.email] for row in rows))


def of_grants(rows: Iterable[RoleGrant]) -> Table:
    """The roles that one person was given and that were taken back; on the server by nobody."""
    return Table(
        GRANTS,
        (
            [
                row.get_role_display(),
                row.granted_at,
                str(row.granted_by or ""),
                row.revoked_at,
                str(row.revoked_by or ""),
            ]
            for row in rows
        ),
    )


def of_organisations(rows: Iterable[Organisation]) -> Table:
    """Organisations with those who speak for them now."""
    return Table(ORGANISATIONS, (_organisation(row) for row in rows))


def _person(row: User) -> list[Cell]:
    grants = getattr(row, "current_grants")  # noqa: B009 - set by `found_people`
    return [
        row.display_name,
        ", ".join(str(one.get_role_display()) for one in grants),
        row.joined_at,
    ]


def _organisation(row: Organisation) -> list[Cell]:
    speakers = [one for one in row.representations.all() if one.ended_at is None]
    return [
        row.name,
        row.eik,
        row.seat,
        row.site,
        row.verified_at,
        ", ".join(str(one.user) for one in speakers),
    ]
