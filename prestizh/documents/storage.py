"""Where the bytes of files are: in the database, so that one backup holds everything.

`DatabaseStorage` is an ordinary Django storage. FILE_STORAGE may name another one (S3 through
django-storages, see docs/files.md): the rest of the portal only speaks to `default_storage`.
"""

import hashlib
from io import BytesIO
from typing import IO, Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, default_storage
from django.utils.deconstruct import deconstructible

from prestizh.documents.models import Blob


@deconstructible(path="prestizh.documents.storage.DatabaseStorage")
class DatabaseStorage(Storage):
    """Keeps each file under the SHA-256 of its bytes; the same bytes are kept once."""

    def _save(self, name: str, content: "File[Any]") -> str:
        data = b"".join(content.chunks())
        digest = hashlib.sha256(data).hexdigest()
        # ON CONFLICT DO NOTHING: two who bring the same file at once don't refuse each other.
        Blob.objects.bulk_create([Blob(sha256=digest, content=data)], ignore_conflicts=True)
        return digest

    def _open(self, name: str, mode: str = "rb") -> "File[Any]":
        if mode != "rb":
            msg = "A kept file is only read."
            raise ValueError(msg)
        content = Blob.objects.filter(pk=name).values_list("content", flat=True).first()
        if content is None:
            raise FileNotFoundError(name)
        return File(BytesIO(bytes(content)), name)

    def get_available_name(self, name: str, max_length: int | None = None) -> str:
        """The name as it is: the digest of the content names the file in the end."""
        return name

    def exists(self, name: str) -> bool:
        return Blob.objects.filter(pk=name).exists()

    def size(self, name: str) -> int:
        """The size in bytes. Raises FileNotFoundError."""
        with self._open(name) as file:
            return file.size

    def delete(self, name: str) -> None:
        Blob.objects.filter(pk=name).delete()


def store(content: bytes) -> tuple[str, str]:
    """Put bytes into the file storage once; gives (its name there, its SHA-256 as hex)."""
    digest = hashlib.sha256(content).hexdigest()
    if default_storage.exists(digest):
        return digest, digest
    file: IO[Any] = ContentFile(content)
    return default_storage.save(digest, file), digest
