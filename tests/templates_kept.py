"""A migrated cluster, kept between runs: making one takes longer than most tests.

It is known by the digest of all that shapes it, so that a changed migration or model makes another.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from prestizh.local import postgres
from prestizh.local.postgres import Cluster
from prestizh.local.starting import CHECKOUT

# The first database of the cluster; the others are clones of it.
TEMPLATE = "template_test"
DAYS_KEPT = 3
SHAPING = ("*/migrations/*", "*/models.py", "*/models/*.py", "prestizh/ledger/roles.sql")
SETTINGS = {"DJANGO_SETTINGS_MODULE": "prestizh.settings"}
APPS = ("prestizh", "consultations", "forums", "feedback")


def bring(cluster: Cluster, environment: dict[str, str]) -> None:
    """Give `cluster`, which is not started yet, the data of the kept one; make that if need be."""
    kept = _place() / _digest(str(cluster.programs))
    if not kept.exists():
        _make(cluster, environment, kept)
    shutil.rmtree(cluster.data, ignore_errors=True)
    # `cp` keeps the owner, and copies nothing where the file system can share.
    command: list[str | Path] = ["cp", "-a", "--reflink=auto", kept, cluster.data]
    subprocess.run(command, check=True, capture_output=True)
    os.utime(kept)


def _make(cluster: Cluster, environment: dict[str, str], kept: Path) -> None:
    """Migrate a new cluster as the owner, stop it, and lay a copy of its data aside."""
    cluster.create(durable=False)
    cluster.start(*postgres.THROW_AWAY)
    try:
        cluster.prepare(TEMPLATE)
        subprocess.run(
            [sys.executable, "-m", "django", "migrate", "--verbosity=0", "--no-input"],
            cwd=CHECKOUT,
            env={**os.environ, **environment, **urls(cluster), **SETTINGS},
            check=True,
        )
    finally:
        cluster.stop()
    beside = Path(tempfile.mkdtemp(dir=kept.parent))
    subprocess.run(["cp", "-a", cluster.data, beside / "data"], check=True, capture_output=True)
    # Where another run was quicker, its data are the same.
    with suppress(OSError):
        (beside / "data").rename(kept)
    shutil.rmtree(beside)
    _forget_old(kept.parent)


def urls(cluster: Cluster) -> dict[str, str]:
    """The settings by which the portal finds the template."""
    return {
        "DATABASE_URL": cluster.url(postgres.APPLICATION, TEMPLATE),
        "DATABASE_OWNER_URL": cluster.url(postgres.OWNER, TEMPLATE),
    }


def _place() -> Path:
    """Where clusters are kept: a directory that nobody else may enter."""
    place = Path(tempfile.gettempdir()) / f"prestizh-templates-{os.getuid()}"
    place.mkdir(mode=0o700, exist_ok=True)
    found = place.stat()
    if place.is_symlink() or found.st_uid != os.getuid() or found.st_mode & 0o077:
        raise RuntimeError(f"{place} belongs to somebody else, or is open to others: remove it.")
    return place


def _digest(programs: str) -> str:
    """Of everything that shapes the template: PostgreSQL, libraries, migrations, models."""
    digest = hashlib.sha256(programs.encode())
    files = {path for app in APPS for shape in SHAPING for path in (CHECKOUT / app).rglob(shape)}
    files |= {CHECKOUT / "prestizh" / "settings.py", CHECKOUT / "requirements.lock"}
    for path in sorted(files):
        if path.suffix in {".py", ".sql", ".lock"}:
            digest.update(str(path.relative_to(CHECKOUT)).encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:32]


def _forget_old(place: Path) -> None:
    """Remove what no run has used for days."""
    for path in place.iterdir():
        if path.stat().st_mtime < time.time() - DAYS_KEPT * 86_400:
            shutil.rmtree(path, ignore_errors=True)
