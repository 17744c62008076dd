"""The functions that write the record, and the triggers that refuse everything else.

They are kept as SQL, in ``0002_functions.sql``, so that they can be read and compared without Django.
"""

from pathlib import Path

from django.db import migrations

SQL = Path(__file__).with_name("0002_functions.sql").read_text(encoding="utf-8")

TRIGGERS = {
    "ledger_entry": ["ledger_entry_stays", "ledger_entry_not_emptied"],
    "ledger_value": ["ledger_value_stays", "ledger_value_goes", "ledger_value_not_emptied"],
    "ledger_removal": ["ledger_removal_stays", "ledger_removal_not_emptied"],
    "ledger_head": ["ledger_head_moves", "ledger_head_stays", "ledger_head_not_emptied"],
    "ledger_clock": ["ledger_clock_moves", "ledger_clock_stays", "ledger_clock_not_emptied"],
}
FUNCTIONS = [
    "ledger_clock_moves",
    "ledger_head_moves",
    "ledger_value_goes",
    "ledger_refuse",
    "ledger_step_clock",
    "ledger_erase",
    "ledger_withhold",
    "ledger_removal_lines",
    "ledger_name_removed",
    "ledger_append",
    "ledger_chain",
    "ledger_entry_hash",
    "ledger_commitment",
    "ledger_now",
    "ledger_patience",
]
UNDO = [
    *(
        f"DROP TRIGGER {name} ON public.{table}"
        for table, names in TRIGGERS.items()
        for name in names
    ),
    *(f"DROP FUNCTION public.{name}" for name in FUNCTIONS),
    "DELETE FROM public.ledger_clock",
]


class Migration(migrations.Migration):
    """Functions and triggers; whose they are and who may call them is the next migration's."""

    dependencies = [("ledger", "0001_tables")]
    operations = [migrations.RunSQL(SQL, ";\n".join(UNDO))]
