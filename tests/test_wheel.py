"""Reelgraph is an ordinary package: its wheel, in an empty environment, works from any folder."""

import os
import re
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The environment in which the wheel is installed, and nothing else; one, however many workers test."""
    base = tmp_path_factory.getbasetemp()
    folder = (base.parent if "PYTEST_XDIST_WORKER" in os.environ else base) / "wheel"
    with FileLock(f"{folder}.lock"):
        if not (folder / "made").exists():
            dist = ["--outdir", str(folder / "dist"), str(ROOT)]
            build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", *dist]
            subprocess.run(build, check=True, capture_output=True, timeout=120)
            (built,) = (folder / "dist").glob("*.whl")
            venv.create(folder / "env", with_pip=True)
            pip = [str(folder / "env" / "bin" / "pip"), "install", "--quiet", "--disable-pip-version-check"]
            subprocess.run([*pip, str(built)], check=True, capture_output=True, timeout=400)
            (folder / "made").touch()
    return folder / "env"


def _run(environment: Path, folder: Path, program: str, *arguments: str) -> str:
    command = [str(environment / "bin" / program), *arguments]
    ran = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=100)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_a_new_catalogue(wheel: Path, tmp_path: Path) -> None:
    """Shapes, ontology, queries and templates travel in the wheel."""
    for command in (["init", "mine"], ["build", "mine", "--out", "out"]):
        _run(wheel, tmp_path, "kg", *command)
    assert "Andrew Haigh" in _run(wheel, tmp_path, "kg", "query", "out", "films-by-director")
    _run(wheel, tmp_path, "kg", "validate", "out/current/film/all-of-us-strangers-2023/index.ttl")


def test_an_extra_that_is_not_there(wheel: Path, tmp_path: Path) -> None:
    """What needs it says what to install, and nothing is done."""
    _run(wheel, tmp_path, "kg", "init", "mine")
    (tmp_path / "mine" / "films.parquet").write_bytes(b"PAR1")
    with (tmp_path / "mine" / "catalogue.toml").open("a") as catalogue:
        catalogue.write('[[sources]]\nname = "more"\nreader = "table"\npath = "films.parquet"\n')
        catalogue.write(
            'columns = { title = "Title" }\nlicence = "https://creativecommons.org/publicdomain/zero/1.0/"\n'
        )
    said = 'films.parquet: Parquet needs a package that is not installed; run: pip install "reelgraph[parquet]"'
    for command in (["init", "more", "--from", "mine/films.parquet"], ["build", "mine", "--out", "out", "--workers=2"]):
        kg = [str(wheel / "bin" / "kg"), *command]
        ran = subprocess.run(kg, cwd=tmp_path, capture_output=True, text=True, timeout=100)
        assert ran.returncode == 2
        assert ran.stderr.endswith(f"{said}\n")


def test_the_library(wheel: Path, tmp_path: Path) -> None:
    """`import kg` needs nothing but the wheel, and says that it has types."""
    program = "import kg; kg.init('a'); kg.build('a', 'b'); print(len(kg.open('b').query('films-by-director')))"
    assert _run(wheel, tmp_path, "python", "-c", program) == "1\n"
    assert _run(wheel, tmp_path, "python", "-c", "import kg, pathlib; print(pathlib.Path(kg.__file__).parent)").strip()
    assert list((wheel / "lib").glob("python*/site-packages/kg/py.typed"))


EXAMPLES = [
    path.relative_to(DOCS).as_posix() for path in sorted(DOCS.rglob("*.md")) if "```sh\n" in path.read_text("utf-8")
]


@pytest.mark.parametrize("document", EXAMPLES)
def test_the_examples_of_the_manual(document: str, wheel: Path) -> None:
    """What each document shows works with the wheel as well: the six things that a catalogue brings, among others."""
    tests = [f"tests/manual/test_examples.py::test_every_example_does_what_the_manual_says[{document}]"]
    _tested(wheel, tests)


def test_the_examples_of_the_readme(wheel: Path) -> None:
    """So does the README."""
    _tested(wheel, ["tests/test_readme.py"])


def test_the_notebook(wheel: Path) -> None:
    """And the notebook, which makes all that it needs."""
    _tested(wheel, ["tests/test_notebook.py"])


def test_the_examples_of_the_library(wheel: Path, example: Path, tmp_path: Path) -> None:
    """And so does the page about `import kg`; polars and pandas, which the wheel does not need, come from here."""
    (tmp_path / "out").symlink_to(example.parent)
    (tmp_path / "data").symlink_to(ROOT / "data")
    examples = re.findall(r"^```pycon\n(.*?)^```$", (DOCS / "how-to" / "library.md").read_text("utf-8"), re.M | re.S)
    ours = ">>> import kg, sys\n>>> kg.__file__.startswith(sys.prefix)\nTrue\n"
    (tmp_path / "library.txt").write_text("\n".join((ours, *examples)), "utf-8")
    ran = subprocess.run(
        [str(wheel / "bin" / "python"), "-m", "doctest", "-o", "ELLIPSIS", "library.txt"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": sysconfig.get_path("purelib")},
        capture_output=True,
        text=True,
        timeout=200,
    )
    assert ran.returncode == 0, ran.stdout + ran.stderr


def _tested(wheel: Path, tests: list[str]) -> None:
    others = {"PYTEST_ADDOPTS", "PYTEST_XDIST_WORKER", "PYTEST_CURRENT_TEST"}
    environment = {name: value for name, value in os.environ.items() if name not in others}
    ran = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *tests],
        cwd=ROOT,
        env={**environment, "REELGRAPH_BIN": str(wheel / "bin")},
        capture_output=True,
        text=True,
        timeout=400,
    )
    assert ran.returncode == 0, ran.stdout
