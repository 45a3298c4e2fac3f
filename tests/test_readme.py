"""What the README says works when pasted."""

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
BIN = Path(os.environ.get("REELGRAPH_BIN", Path(sys.executable).parent))
"""Where `kg` is: that of an installed wheel, say."""

README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"```sh\n(.*?)```", README, re.DOTALL)
COMMANDS = [line for block in BLOCKS for line in block.splitlines() if line and not line.startswith("make ")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder as it is after `make demo`, with a table of one's own."""
    folder = tmp_path_factory.mktemp("readme")
    shutil.copytree(ROOT / "data", folder / "data")
    shutil.copyfile(ROOT / "data" / "disney.csv", folder / "films.csv")
    return folder


def _run(command: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """As somebody pastes it into a shell."""
    environment = {**os.environ, "PATH": f"{BIN}{os.pathsep}{os.environ['PATH']}"}
    return subprocess.run(
        ["bash", "-c", command], cwd=folder, capture_output=True, text=True, timeout=100, env=environment
    )


@pytest.mark.slow
def test_the_demo_says_what_the_readme_says(folder: Path) -> None:
    """The counts that the README shows are those of the example catalogue; the release's hash is left open."""
    ran = _run("kg build data --out out", folder)
    shown = re.search(r"ends like this:\n\n```\n(.*?)```", README, re.DOTALL)
    assert shown and ran.returncode == 0
    assert ran.stdout.splitlines()[:-1] == shown[1].splitlines()[:-1]
    last = re.escape(shown[1].splitlines()[-1]).replace("…", "[0-9a-f]{8}")
    assert re.fullmatch(last, ran.stdout.splitlines()[-1])


@pytest.mark.slow
def test_every_command(folder: Path) -> None:
    """Each command of the README, in its order, ends well and says something."""
    assert len(COMMANDS) >= 6
    _run("kg build data --out out", folder)
    for command in COMMANDS:
        ran = _run(command, folder)
        assert (ran.returncode, ran.stderr) == (0, ""), command
        assert ran.stdout or command.startswith("echo "), command


@pytest.mark.slow
def test_the_python(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is typed at Python's prompt gives what stands below it."""
    _run("kg build data --out out", folder)
    monkeypatch.chdir(folder)
    examples = "".join(re.findall(r"```pycon\n(.*?)```", README, re.DOTALL))
    found = doctest.DocTestRunner().run(doctest.DocTestParser().get_doctest(examples, {}, "README", None, None))
    assert found.attempted >= 3 and not found.failed


def test_the_context_document() -> None:
    """ontology/context.jsonld is derived from the shapes; `make docs` makes it."""
    from kg.model.profile import profile
    from kg.release.context import document

    assert (ROOT / "ontology" / "context.jsonld").read_text("utf-8") == document(profile())
