"""The project's files as the rules read them."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = ("prestizh", "consultations", "forums", "feedback")
TEMPLATES = ROOT / "templates"


@dataclass(frozen=True, slots=True)
class Module:
    """A Python file: its path from the root, its text and its tree."""

    path: str
    text: str
    tree: ast.Module


def module(path: str, text: str) -> Module:
    """A module from its text; a sample, for instance."""
    return Module(path, text, ast.parse(text))


@cache
def modules() -> tuple[Module, ...]:
    """Every module of the portal, migrations too; tests and benchmarks are not among them."""
    paths = [path for package in PACKAGES for path in (ROOT / package).rglob("*.py")]
    return tuple(
        module(str(path.relative_to(ROOT)), path.read_text("utf-8")) for path in sorted(paths)
    )


@cache
def templates() -> dict[str, str]:
    """Every template by its name."""
    return {
        str(path.relative_to(TEMPLATES)): path.read_text("utf-8")
        for path in sorted(TEMPLATES.rglob("*"))
        if path.is_file()
    }


def test_files() -> list[Path]:
    """Every file of tests."""
    return sorted((ROOT / "tests").rglob("test_*.py"))


test_files.__test__ = False  # type: ignore[attr-defined]


def calls(tree: ast.AST) -> Iterator[tuple[ast.Call, str]]:
    """Each call with the last name of what is called."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node, last_name(node.func)


def last_name(node: ast.AST) -> str:
    """`c` of `a.b.c` and of `c`; empty for anything else."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def first_name(node: ast.AST) -> str:
    """`a` of `a.b.c`, `a` and `a.b()`; empty for anything else."""
    while isinstance(node, ast.Attribute | ast.Call | ast.Subscript):
        node = node.func if isinstance(node, ast.Call) else node.value
    return node.id if isinstance(node, ast.Name) else ""


def parents(tree: ast.AST) -> dict[ast.AST, ast.AST]:
    """Of each node the one it stands in."""
    return {child: parent for parent in ast.walk(tree) for child in ast.iter_child_nodes(parent)}


def imported(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Each imported name with its module, as in `django.dispatch.receiver`, and its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            for alias in node.names:
                yield node.lineno, f"{node.module}.{alias.name}"
        elif isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
