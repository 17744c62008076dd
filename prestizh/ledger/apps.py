"""The application of the public record."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LedgerConfig(AppConfig):
    """The append-only, hash-chained record of what was done, and the portal's only clock."""

    default_auto_field = "django.db.models.BigAutoField"
    name = "prestizh.ledger"
    label = "ledger"
    verbose_name = _("Public record of acts")
