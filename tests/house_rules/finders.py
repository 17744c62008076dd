"""What the rules over Python look for: each gives the lines of a module on which it fires."""

import ast
from collections.abc import Callable, Iterator

from tests.house_rules.source import (
    Module,
    calls,
    first_name,
    imported,
    last_name,
    parents,
)

Finder = Callable[[Module], Iterator[int]]


def called(*names: str) -> Finder:
    """Calls of anything with one of these last names."""

    def find(module: Module) -> Iterator[int]:
        return (call.lineno for call, name in calls(module.tree) if name in names)

    return find


def named(*names: str) -> Finder:
    """Any use of these names, imports left out."""

    def find(module: Module) -> Iterator[int]:
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Name | ast.Attribute) and last_name(node) in names:
                yield node.lineno

    return find


def said(*texts: str) -> Finder:
    """String constants that hold one of these texts; docstrings and comments are none."""

    def find(module: Module) -> Iterator[int]:
        stands_in = parents(module.tree)
        for node in ast.walk(module.tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                is_docstring = isinstance(stands_in[node], ast.Expr)
                if not is_docstring and any(text in node.value for text in texts):
                    yield node.lineno

    return find


def imports(*beginnings: str) -> Finder:
    """Imports of modules or names that begin so."""

    def find(module: Module) -> Iterator[int]:
        return (line for line, name in imported(module.tree) if name.startswith(beginnings))

    return find


def is_built(node: ast.AST) -> bool:
    """Whether a text is put together: an f-string, `%`, `+` or `.format()`."""
    if isinstance(node, ast.JoinedStr):
        return any(isinstance(part, ast.FormattedValue) for part in node.values)
    if isinstance(node, ast.BinOp):
        return True
    return isinstance(node, ast.Call) and last_name(node.func) in {"format", "join", "encode"}


def marked_safe(module: Module) -> Iterator[int]:
    """A text declared to be safe HTML, unless it is written out right there."""
    for call, name in calls(module.tree):
        if name in {"mark_safe", "SafeString", "SafeText"}:
            is_literal = len(call.args) == 1 and isinstance(call.args[0], ast.Constant)
            if not is_literal:
                yield call.lineno
        elif name in {"format_html", "format_html_join"}:
            place = 0 if name == "format_html" else 1
            if len(call.args) > place and is_built(call.args[place]):
                yield call.lineno


def built_sql(module: Module) -> Iterator[int]:
    """SQL that is put together from pieces."""
    for call, name in calls(module.tree):
        if name in {"execute", "executemany"} and call.args and is_built(call.args[0]):
            yield call.lineno


THROUGH = frozenset({"visible_to", "editable_by", "at_desk_of", "public", "none"})


def unguarded_rows(module: Module) -> Iterator[int]:
    """Rows fetched otherwise than through what says who may see them."""
    stands_in = parents(module.tree)
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Attribute) and node.attr == "objects":
            above = stands_in[node]
            if not (isinstance(above, ast.Attribute) and above.attr in THROUGH):
                yield node.lineno
        elif isinstance(node, ast.Call) and last_name(node.func) == "get_object_or_404":
            asked = node.args[0] if node.args else None
            if isinstance(asked, ast.Name) and asked.id[0].isupper():
                yield node.lineno


def days_added(module: Module) -> Iterator[int]:
    """`timedelta(days=…)`: on an instant it is an hour off when the clocks change."""
    for call, name in calls(module.tree):
        if name == "timedelta" and (call.args or any(k.arg in DAYS for k in call.keywords)):
            yield call.lineno


DAYS = frozenset({"days", "weeks"})
CLOCKS = frozenset({"datetime", "date", "timezone", "dt", "time"})
READINGS = frozenset({"now", "utcnow", "today", "localdate", "localtime", "time", "time_ns"})


def other_clocks(module: Module) -> Iterator[int]:
    """Python's clock."""
    for call, name in calls(module.tree):
        asked = call.func.value if isinstance(call.func, ast.Attribute) else None
        if name in READINGS and asked is not None and last_name(asked) in CLOCKS:
            yield call.lineno


def overridden_saves(module: Module) -> Iterator[int]:
    """A `save` or `delete` of a class of ours."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.ClassDef) and "Storage" not in node.name:
            for one in node.body:
                if isinstance(one, ast.FunctionDef) and one.name in {
                    "save",
                    "delete",
                    "bulk_create",
                }:
                    yield one.lineno


def expanded_lookups(module: Module) -> Iterator[int]:
    """A query whose fields come out of a mapping, or out of the request, for a reader to choose."""
    for call, name in calls(module.tree):
        if name in LOOKUPS:
            expanded = any(keyword.arg is None for keyword in call.keywords)
            chosen = any(isinstance(a, ast.Subscript | ast.Call) for a in call.args) and (
                name == "order_by" and any(first_name(arg) == "request" for arg in call.args)
            )
            if expanded or chosen:
                yield call.lineno


LOOKUPS = frozenset({"filter", "exclude", "get", "order_by", "values", "annotate"})


def followed_input(module: Module) -> Iterator[int]:
    """A redirect to what the request says."""
    for call, name in calls(module.tree):
        if name in {"redirect", "HttpResponseRedirect"} and call.args:
            first = call.args[0]
            if isinstance(first, ast.Call | ast.Subscript) and first_name(first) == "request":
                yield call.lineno


def long_functions(module: Module, most: int = 40) -> Iterator[int]:
    """Functions of more than `most` lines, their docstring and signature not counted."""
    for node in ast.walk(module.tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            body = node.body[1:] if ast.get_docstring(node) else node.body
            if body and (body[-1].end_lineno or 0) - body[0].lineno + 1 > most:
                yield node.lineno


def long_files(module: Module, most: int = 300) -> Iterator[int]:
    """Files of more than `most` lines."""
    if module.text.count("\n") > most:
        yield most
