"""Commands typed beside a running demo mean that demo; elsewhere nothing is guessed."""

import json
from pathlib import Path

import pytest

from prestizh.local import standing


def test_the_running_demo_is_meant_where_nothing_is_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("PRESTIZH_DEMO_DIRECTORY", str(tmp_path))
    for name in standing.NAMES:
        monkeypatch.delenv(name, raising=False)
    assert not standing.adopt()
    given = {"SECRET_KEY": "s", "DATABASE_URL": "d", "SITE_URL": "http://localhost:1", "HOME": "/"}
    path = standing.note(tmp_path, given)
    assert path.stat().st_mode & 0o077 == 0
    assert "HOME" not in json.loads(path.read_text())
    assert standing.adopt()
    assert "http://localhost:1" in capsys.readouterr().err


def test_settings_that_are_there_win(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PRESTIZH_DEMO_DIRECTORY", str(tmp_path))
    monkeypatch.setenv("SECRET_KEY", "the server's own")
    standing.note(tmp_path, {"SECRET_KEY": "s", "SITE_URL": "http://localhost:1"})
    assert not standing.adopt()
