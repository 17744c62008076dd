"""The tables of the record: entries, the values they commit to, heads, removals, roots, the clock.

The application's database role may only SELECT here (and add daily roots). Rows are made by the
SQL functions of the migrations, which the role ``prestizh_record`` owns; triggers refuse every
UPDATE, DELETE and TRUNCATE that would change what was recorded.
"""

from typing import ClassVar
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.db.models.lookups import Exact

KIND = r"^[a-z][a-z0-9_]*(\.[a-z][a-z0-9_]*)+$"
FIELD = r"^[a-z][a-z0-9_]*$"


class Octets(models.Func):
    """The length of a ``bytea`` in bytes."""

    function = "octet_length"
    output_field = models.IntegerField()


class Entry(models.Model):
    """One fact of one chain: numbered 1, 2, 3… per subject, each with the hash of the one before.

    ``fields``, ``publics`` and ``commitments`` are parallel: ``publics[i]`` says whether the value
    of ``fields[i]`` is shown and exported, ``commitments[i]`` is SHA-256 over its name, a nonce and
    the value. Value and nonce live in ``Value``, so that they can be erased while the chain still
    verifies.
    """

    subject = models.UUIDField()
    number = models.BigIntegerField()
    kind = models.CharField(max_length=100)
    at = models.DateTimeField()
    fields = ArrayField(models.CharField(max_length=63))
    publics = ArrayField(models.BooleanField())
    commitments = ArrayField(models.BinaryField())
    previous_hash = models.BinaryField()
    hash = models.BinaryField()

    class Meta:
        default_permissions = ()
        ordering: ClassVar = ["subject", "number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["subject", "number"], name="ledger_entry_number"),
            models.UniqueConstraint(
                fields=["subject", "previous_hash"], name="ledger_entry_previous"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="ledger_entry_from_one"),
            models.CheckConstraint(condition=Q(kind__regex=KIND), name="ledger_entry_kind"),
            models.CheckConstraint(
                condition=Q(fields__len=F("commitments__len"), publics__len=F("commitments__len")),
                name="ledger_entry_fields",
            ),
            models.CheckConstraint(condition=Exact(Octets("hash"), 32), name="ledger_entry_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} {self.number} {self.kind}"

    def shown(self) -> dict[str, str]:
        """The public values that were neither withheld nor erased, by field.

        Asks nothing of the database where ``values`` and ``removals`` are prefetched.
        """
        public = {
            field for field, is_public in zip(self.fields, self.publics, strict=True) if is_public
        }
        public -= {removal.field for removal in self.removals.all()}
        return {value.field: value.value for value in self.values.all() if value.field in public}


class Value(models.Model):
    """What one commitment commits to, with its nonce of 32 bytes; deleted when erased."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="values")
    field = models.CharField(max_length=63)
    nonce = models.BinaryField()
    value = models.TextField()

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["entry", "field"], name="ledger_value_once"),
            models.CheckConstraint(condition=Q(field__regex=FIELD), name="ledger_value_field"),
            models.CheckConstraint(condition=Exact(Octets("nonce"), 32), name="ledger_value_nonce"),
        ]

    def __str__(self) -> str:
        return f"{self.field} of entry {self.entry_id}"


class Removal(models.Model):
    """A value of ``entry`` that another entry of its chain (``by``) withheld or erased."""

    entry = models.ForeignKey(Entry, models.PROTECT, related_name="removals")
    field = models.CharField(max_length=63)
    by = models.ForeignKey(Entry, models.PROTECT, related_name="removed")
    erased = models.BooleanField()

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["entry", "field", "erased"], name="ledger_removal_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.field} of entry {self.entry_id} by entry {self.by_id}"


class Head(models.Model):
    """The last entry of each chain: the narrow row that a writer locks."""

    subject = models.UUIDField(primary_key=True)
    number = models.BigIntegerField()
    hash = models.BinaryField()
    at = models.DateTimeField()

    class Meta:
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.subject} {self.number}"


class Clock(models.Model):
    """The one row that says how far the portal's time is ahead of the server's."""

    id = models.SmallIntegerField(primary_key=True, default=1)
    ahead = models.DurationField()

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(id=1), name="ledger_clock_one_row"),
        ]

    def __str__(self) -> str:
        return str(self.ahead)


class DailyRoot(models.Model):
    """The root over all chains as it was on one day, kept and published so that none can be cut.

    ``heads`` says over what: for each chain in order, 16 bytes of subject and 8 of number.
    """

    LENGTH = 24

    on = models.DateField(primary_key=True)
    at = models.DateTimeField()
    entries = models.BigIntegerField()
    heads = models.BinaryField()
    root = models.BinaryField()
    # Ed25519 over the line that `signed_line` gives; empty where no key is configured.
    signature = models.BinaryField(default=b"")

    class Meta:
        default_permissions = ()
        constraints: ClassVar = [
            models.CheckConstraint(condition=Exact(Octets("root"), 32), name="ledger_root_hash"),
        ]

    def __str__(self) -> str:
        return f"{self.on} {bytes(self.root).hex()}"

    def heads_then(self) -> dict[UUID, int]:
        """The number of each chain's last entry when the root was taken, in the tree's order."""
        packed = bytes(self.heads)
        return {
            UUID(bytes=packed[start : start + 16]): int.from_bytes(packed[start + 16 : start + 24])
            for start in range(0, len(packed), self.LENGTH)
        }

    def signed_line(self) -> bytes:
        """What the signature is over: day, count of entries and root, as one line of ASCII."""
        root = bytes(self.root).hex()
        return f"prestizh-root/1 {self.on.isoformat()} {self.entries} {root}\n".encode()
