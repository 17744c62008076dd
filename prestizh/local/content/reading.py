"""The texts of the example content, read from the files beside this module."""

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

TEXTS = Path(__file__).with_name("texts")


def prose(name: str) -> str:
    """The text of the file `name`, whole."""
    return (TEXTS / name).read_text(encoding="utf-8")


@cache
def table(name: str) -> dict[str, Any]:
    """The facts of `name`.toml; the spaces around its longer texts are taken off."""
    return {key: _stripped(value) for key, value in tomllib.loads(prose(f"{name}.toml")).items()}


def _stripped(value: Any) -> Any:
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        return [_stripped(part) for part in value]
    if isinstance(value, dict):
        return {key: _stripped(part) for key, part in value.items()}
    return value
