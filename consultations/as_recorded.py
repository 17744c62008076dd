"""Whether an opinion says of its receipt what was recorded then.

The portal and its triggers can't write anything else; this finds what somebody with all power over
the database did to the row, whose moment decides whether an opinion was in time.
"""

from collections.abc import Iterator

from django.db.models import CharField, Exists, F, Func, OuterRef, Value

from consultations.models import Opinion
from prestizh.ledger.models import Entry
from prestizh.ledger.verify import compared


@compared
def receipts() -> Iterator[str]:
    """Opinions whose moment, number or hash is not that of their registration. One query."""
    registered = Entry.objects.annotate(
        said=Func(F("hash"), Value("hex"), function="encode", output_field=CharField())
    ).filter(
        subject=OuterRef("consultation__subject"),
        number=OuterRef("record_number"),
        kind="opinion.registered",
        at=OuterRef("received_at"),
        said=OuterRef("record_hash"),
    )
    contradicting = Opinion.objects.exclude(Exists(registered)).select_related("consultation")
    for opinion in contradicting.order_by("pk").iterator():
        yield (
            f"chain {opinion.consultation.subject}, entry {opinion.record_number}: opinion "
            f"{opinion.reference} says otherwise of its receipt"
        )
