"""The house: imports run one way, heavy packages stay where they are used, and the command starts at once."""

import ast
import os
import re
import resource
import subprocess
import sys
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import click
import pytest

from kg.cli import main

KG = Path(__file__).parents[1] / "kg"

# Each room may import those of its own row and of the rows above it.
LAYERS = [
    {"system"},
    {"model"},
    {"rdf", "report"},
    {"sources", "gate"},
    {"graph"},
    {"release"},
    {"site", "audit", "embed", "query"},
    {"manual"},
    {"pipeline"},
    {"face"},
    {"cli"},
]
LAYER = {room: number for number, rooms in enumerate(LAYERS) for room in rooms}

# Which rooms or modules alone may import a package, wherever in the file the import stands.
ONLY = {
    "click": {"cli"},
    "jinja2": {"site/render", "report/html"},
    "markdown_it": {"site/manual"},
    "mdit_py_plugins": {"site/manual"},
    "pagefind_bin": {"site/search/bundle"},
    "rich": {"system/progress", "query/table"},
    "shacl": {"gate/fast"},
    "pyshacl": {"gate/reference"},
    "rdflib": {"gate/reference", "rdf/rdfa", "face"},
    "pyRdfa": {"rdf/rdfa"},
    "html_text": {"rdf/microdata"},
    "lxml": {"sources/pages/html", "audit/pages"},
    "w3lib": {"rdf/html"},
    "polars": {"query/rows"},
    "pandas": {"query/rows"},
    "rapidfuzz": {"graph"},
    "arro3": {"sources/tables/rows/parquet"},
    "python_calamine": {"sources/tables/rows/excel"},
    "dateparser": {"model/values/day"},
    "chardet": {"system/charset"},
    "SPARQLWrapper": {"query/remote"},
    "urllib3": {"audit/fetch", "audit/request"},
    "html5lib": {"rdf/html", "rdf/html_parser", "rdf/html_builder", "embed/positions"},
}
REQUESTS = {"urllib.request", "urllib3.connection", "requests", "httpx", "aiohttp", "http.client", "socket"}
HEAVY = {"rdflib", "pyshacl", "shacl", "jinja2", "rich", "babel", "langcodes", "iso3166", "pyoxigraph", "html5lib"}
HEAVY |= {"pagefind_bin", "markdown_it", "arro3", "polars", "html_text", "dateparser", "chardet", "lxml", "w3lib"}


def _imports() -> Iterator[tuple[str, str]]:
    """Module (`gate/fast`) and what it imports (`kg.rdf.statements`), functions and TYPE_CHECKING blocks included."""
    for path in sorted(KG.rglob("*.py")):
        module = path.relative_to(KG).with_suffix("").as_posix().removesuffix("/__init__")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from ((module, name.name) for name in node.names)
            elif isinstance(node, ast.ImportFrom):
                assert node.module and not node.level, f"{path}: imports are absolute"
                yield module, node.module
                yield from ((module, f"{node.module}.{name.name}") for name in node.names)


IMPORTS = sorted(set(_imports()))
ROOMS = sorted(
    {
        (module.partition("/")[0], imported.split(".")[1])
        for module, imported in IMPORTS
        if imported.startswith("kg.") and imported.split(".")[1] in LAYER and module != "__init__"
    }
)


def test_every_room_is_in_a_layer() -> None:
    """A new room says where it stands."""
    rooms = {path.stem for path in KG.iterdir() if path.suffix == ".py" or (path / "__init__.py").exists()}
    assert rooms - {"__init__", "__main__"} == set(LAYER)


def test_the_manual_knows_every_room() -> None:
    """The page of the rooms has each of them, in an order in which nothing imports what comes below it."""
    named = re.findall(r"`kg/(\w+)(?:/|\.py)`", (KG.parent / "docs" / "rooms.md").read_text("utf-8"))
    order = list(dict.fromkeys(named))
    assert {*order} == set(LAYER)
    assert [LAYER[room] for room in order] == sorted(LAYER[room] for room in order)


@pytest.mark.parametrize(("room", "imported"), ROOMS)
def test_imports_run_one_way(room: str, imported: str) -> None:
    """A room imports rooms of its own layer and of those below it."""
    assert LAYER[imported] <= LAYER[room]


def test_no_two_rooms_import_each_other() -> None:
    """Within a layer there is an order too."""
    below: dict[str, set[str]] = {}
    for room, imported in ROOMS:
        if room != imported:
            below.setdefault(room, set()).add(imported)
    TopologicalSorter(below).prepare()


def test_the_documents_name_modules_that_exist() -> None:
    """Every `kg/...` that README and manual name is there."""
    root = KG.parent
    named = {
        (document.name, found)
        for document in (root / "README.md", *sorted((root / "docs").rglob("*.md")))
        for found in re.findall(r"`(kg/[\w/.]+)`", document.read_text("utf-8"))
    }
    assert named
    assert not [(document, module) for document, module in sorted(named) if not (root / module).exists()]


@pytest.mark.parametrize(("package", "modules"), ONLY.items())
def test_a_package_is_known_to_those_who_use_it_alone(package: str, modules: set[str]) -> None:
    """Only the modules listed import the package, or those of the rooms listed."""
    importing = {module for module, name in IMPORTS if name.partition(".")[0] == package}
    assert not {module for module in importing if not {module, module.partition("/")[0]} & modules}


def test_two_modules_make_requests() -> None:
    """Nothing from the network unless a person asks for it: pages by their address, and endpoints."""
    assert {module for module, name in IMPORTS if name in REQUESTS} <= {"query/remote", "audit/request"}


def test_the_command_line_imports_what_a_command_needs_when_it_needs_it() -> None:
    """Importing the command line loads no package that only some commands use."""
    code = "import sys, kg.cli; print(*{name.partition('.')[0] for name in sys.modules})"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert set(loaded) & HEAVY == set()


def test_help_comes_at_once() -> None:
    """`kg --help` takes less than three times the CPU of an interpreter that imports click alone."""
    python = Path(sys.executable)
    help_, click = [str(python.with_name("kg")), "--help"], [str(python), "-c", "import click"]
    assert min(_cpu_seconds(help_) for _ in range(5)) < 3 * min(_cpu_seconds(click) for _ in range(5))


def _cpu_seconds(command: list[str]) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    subprocess.run(command, capture_output=True, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


@pytest.mark.parametrize("command", ["", *main.commands])
def test_help_fits_a_screen(command: str) -> None:
    """Each help text has at most 24 lines of 80 columns."""
    chosen = main.commands[command] if command else main
    context = click.Context(chosen, info_name=f"kg {command}".strip(), terminal_width=80)
    lines = chosen.get_help(context).splitlines()
    assert len(lines) <= 24
    assert max(map(len, lines)) <= 80


def test_in_ci_nothing_is_skipped_for_want_of_material() -> None:
    """Witnesses by others are skipped where their material is absent; in CI it has to be there."""
    if os.environ.get("CI"):
        assert (KG.parents[1] / "shared" / "data" / "expected.json").is_file()
