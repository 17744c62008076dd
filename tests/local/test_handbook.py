"""README and handbook say what is true: settings, dependencies, files, links."""

import ast
import re
import sys
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path
from urllib.parse import unquote

import pytest
from packaging.requirements import Requirement

from consultations import stages
from prestizh.local.starting import CHECKOUT

README = (CHECKOUT / "README.md").read_text()
PAGES = sorted([CHECKOUT / "README.md", *(CHECKOUT / "docs").rglob("*.md")])
CODE = ("prestizh", "consultations", "forums", "feedback")
# Used without being imported: a command, a transport of Celery's, the parsers behind environs.
BY_NAME = {"granian", "redis", "dj-email-url"}


def rows(heading: str, page: str = README) -> dict[str, list[str]]:
    """The table whose head begins with this cell: the other cells of each row by its first."""
    table = page.partition(f"\n| {heading} |")[2].partition("\n\n")[0]
    cells = [[cell.strip() for cell in line.split("|")[1:-1]] for line in table.splitlines()[2:]]
    return {first.strip("`"): rest for first, *rest in cells}


def settings_read() -> dict[str, str]:
    """Each variable that the settings read, with its default where that is a plain one."""
    found: dict[str, str] = {}
    for node in ast.walk(ast.parse((CHECKOUT / "prestizh" / "settings.py").read_text())):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        reads = ast.unparse(node.func).startswith("env.")
        name = node.args[0]
        asks = ast.unparse(node.func) in {"required", "database"}
        if not (reads or asks) or not isinstance(name, ast.Constant):
            continue
        default = node.args[1] if reads and len(node.args) > 1 else None
        plain = isinstance(default, ast.Constant | ast.Dict | ast.List)
        # The same variable may be asked for twice: what is found first may be an empty look.
        said = str(ast.literal_eval(default)) if default is not None and plain else ""
        if said == "[]" and ast.unparse(node.func) == "env.list":
            said = "none"
        found[str(name.value)] = found.get(str(name.value)) or said
    return found


def test_every_setting_stands_in_the_table() -> None:
    assert set(rows("name")) == set(settings_read())


def test_the_defaults_of_the_table_are_those_of_the_settings() -> None:
    told = {name: cells[1] for name, cells in rows("name").items()}
    plain = {name: value for name, value in settings_read().items() if value}
    assert {"METRICS_HOST", "PAGES_CHECKED_EVERY", "LOG_LEVEL"} <= set(plain)
    wrong = {name: (told[name], value) for name, value in plain.items() if value not in told[name]}
    assert wrong == {}


def test_what_only_the_demo_reads_is_told() -> None:
    sources = (path.read_text() for path in (CHECKOUT / "prestizh" / "local").glob("*.py"))
    read = set(re.findall(r'environ\.get\("(PRESTIZH_\w+)"', "".join(sources)))
    assert read
    assert {name for name in read if f"`{name}`" not in README} == set()


def declared() -> set[str]:
    """The names of the runtime dependencies."""
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text())["project"]
    return {Requirement(line).name for line in project["dependencies"]}


def test_every_dependency_stands_in_the_table_with_its_purpose() -> None:
    table = rows("dependency")
    assert set(table) == declared()
    assert all(purpose for (purpose,) in table.values())


def test_what_is_imported_is_declared_and_what_is_declared_is_used() -> None:
    belongs = packages_distributions()
    imported = set()
    for name in modules_imported():
        if name in belongs and name not in sys.stdlib_module_names:
            imported.add(belongs[name][0].lower().replace("_", "-"))
    assert imported - {"prestizh"} == declared() - BY_NAME


def modules_imported() -> set[str]:
    """The first names of all modules that the portal imports or names in its settings."""
    found = set()
    for path in (path for place in CODE for path in (CHECKOUT / place).rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
                found.add(node.module)
    return {name.partition(".")[0] for name in found}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(CHECKOUT)))
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\((?!https?:)([^)#]+)", page.read_text())
    assert [link for link in links if not (page.parent / unquote(link)).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(CHECKOUT)))
def test_files_that_are_named_are_there(page: Path) -> None:
    tops = "prestizh|consultations|forums|feedback|templates|static|locale|tests|docs|benchmarks"
    named = re.findall(rf"(?<![\w/.])((?:{tops})/[\w./-]*\w)", page.read_text())
    assert [name for name in named if not (CHECKOUT / name).exists()] == []


def test_the_index_of_the_handbook_is_complete() -> None:
    index = (CHECKOUT / "docs" / "README.md").read_text()
    linked = set(re.findall(r"\]\(([\w/]+\.md)\)", index))
    pages = {str(path.relative_to(CHECKOUT / "docs")) for path in PAGES if "docs" in path.parts}
    assert linked == pages - {"README.md"}


def test_the_procedure_page_has_every_step_of_the_table() -> None:
    table = (CHECKOUT / "docs" / "procedure.md").read_text().partition("\n\nWhether")[0]
    told = set()
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.split("|")[1:-1]]
        if len(cells) == 4 and cells[0] in set(stages.Step):
            told |= {(cells[0], source, cells[2]) for source in cells[1].split(", ")}
    assert told == {
        (move.step.value, move.source.value if move.source else "nothing", move.target.value)
        for move in stages.MOVES
    }
