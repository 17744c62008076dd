"""Where pip is configured to get packages from, read without pip. Standard library only."""

import configparser
import hashlib
import os
import ssl
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Self

PYPI = "https://pypi.org/simple"
SECTIONS = ("global", "install", "download")


@dataclass(frozen=True)
class PipSource:
    """Indexes, folders of wheels and the certificate file, as pip would use them."""

    index: str
    extra_indexes: tuple[str, ...]
    find_links: tuple[str, ...]
    certificates: str | None

    @classmethod
    def configured(cls) -> Self:
        """What pip's files say, and the PIP_… variables over them."""
        settings: dict[str, str] = {}
        for path in configuration_files():
            parser = configparser.RawConfigParser()
            parser.read(path)
            for section in SECTIONS:
                if parser.has_section(section):
                    settings.update(parser.items(section))
        for key in ("index-url", "extra-index-url", "find-links", "cert"):
            value = os.environ.get("PIP_" + key.upper().replace("-", "_"))
            if value is not None:
                settings[key] = value
        return cls(
            index=settings.get("index-url", PYPI).strip(),
            extra_indexes=tuple(settings.get("extra-index-url", "").split()),
            find_links=tuple(settings.get("find-links", "").split()),
            certificates=settings.get("cert") or os.environ.get("SSL_CERT_FILE"),
        )

    def for_uv(self) -> dict[str, str]:
        """The same for uv. Mixing indexes is safe because every file's hash is in the lock."""
        told = {"UV_DEFAULT_INDEX": self.index, "UV_INDEX_STRATEGY": "unsafe-best-match"}
        if self.extra_indexes:
            told["UV_INDEX"] = " ".join(self.extra_indexes)
        if self.find_links:
            told["UV_FIND_LINKS"] = ",".join(self.find_links)
        if self.certificates:
            told["SSL_CERT_FILE"] = self.certificates
        return told

    def fetch(self, project: str, filename: str, sha256: str) -> bytes | None:
        """The file's content from the first place that has the very one, else None."""
        pages = [index.rstrip("/") + f"/{project}/" for index in (self.index, *self.extra_indexes)]
        for page in (*self.find_links, *pages):
            try:
                content = self._from(page, filename)
            except (OSError, ValueError):
                continue
            if content is not None and hashlib.sha256(content).hexdigest() == sha256:
                return content
        return None

    def _from(self, page: str, filename: str) -> bytes | None:
        """The file `filename` that lies in a folder or is linked on a page."""
        folder = Path(page.removeprefix("file://"))
        if folder.is_dir() and (folder / filename).exists():
            return (folder / filename).read_bytes()
        if folder.is_dir():
            page = (folder / "index.html").resolve().as_uri()
        links = Links()
        links.feed(self._read(page).decode())
        for link in links.found:
            address = urllib.parse.urljoin(page, link)
            if urllib.parse.urlsplit(address).path.endswith("/" + filename):
                return self._read(address)
        return None

    def _read(self, address: str) -> bytes:
        context = ssl.create_default_context(cafile=self.certificates)
        # Only addresses from pip's configuration, and what their pages link to.
        request = urllib.request.Request(address, headers={"Accept": "text/html"})  # noqa: S310
        with urllib.request.urlopen(request, timeout=60, context=context) as answer:  # noqa: S310
            content: bytes = answer.read()
            return content


class Links(HTMLParser):
    """Collects where the links of a page lead."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes the address of each link (the name is HTMLParser's)."""
        if tag == "a":
            self.found += [value for name, value in attrs if name == "href" and value]


def configuration_files() -> list[Path]:
    """pip's configuration files, the strongest last; absent ones are harmless."""
    home = Path.home()
    config = Path(os.environ.get("XDG_CONFIG_HOME") or home / ".config")
    named = os.environ.get("PIP_CONFIG_FILE")
    return [
        Path("/etc/xdg/pip/pip.conf"),
        Path("/etc/pip.conf"),
        home / ".pip" / "pip.conf",
        config / "pip" / "pip.conf",
        *([Path(named)] if named else []),
    ]
