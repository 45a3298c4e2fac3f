"""What the manual tells people to type works, and prints what the manual says.

Each block of a document marked `sh` is run, in order, in one folder of its own; it ends with 0, or with what a comment
`# exit code 1` says. A block marked `text` is what the block before it prints; in it, … stands for anything.

REELGRAPH_BIN may name the folder of another `kg`, such as that of an installed wheel.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.system.resources import DOCS

PORTS = ("8000", "7878")
BIN = os.environ.get("REELGRAPH_BIN", str(Path(sys.executable).parent))
_BLOCK = re.compile(r"^```(sh|text)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_EXIT_CODE = re.compile(r"# exit code (\d)$", re.MULTILINE)
_SECONDS = 60
_LONG = {
    "tutorial.md",
    "reference/queries.md",
    *(
        f"how-to/{name}.md"
        for name in (
            "catalogue",
            "cms",
            "extend",
            "harvest",
            "markup",
            "publish",
            "query",
            "reconcile",
            "shell",
            "sources",
        )
    ),
}


@dataclass(frozen=True)
class Example:
    """A script, what it ends with, and what it prints where the manual says so."""

    script: str
    exit_code: int = 0
    printed: str | None = None

    @property
    def serves(self) -> bool:
        """It leaves a server behind."""
        return self.script.rstrip().endswith("&")


def examples(text: str) -> list[Example]:
    """The examples of a document."""
    found: list[Example] = []
    for language, content in _BLOCK.findall(text):
        if language == "sh":
            code = _EXIT_CODE.search(content)
            found.append(Example(content, int(code[1]) if code else 0))
        else:
            found[-1] = Example(found[-1].script, found[-1].exit_code, content)
    return found


def _clean(example: Example) -> bool:
    """Whether it asks for what the example catalogue has nothing of."""
    nothing = ("possible-namesakes", "screenings", "several-identifiers")
    return any(f"kg query out {query} " in example.script for query in nothing)


DOCUMENTS = {
    path.relative_to(DOCS).as_posix(): examples(text)
    for path in sorted(DOCS.rglob("*.md"))
    if "```sh\n" in (text := path.read_text("utf-8"))
}


@pytest.mark.parametrize(
    "document", [pytest.param(name, marks=pytest.mark.slow if name in _LONG else ()) for name in DOCUMENTS]
)
def test_every_example_does_what_the_manual_says(document: str, tmp_path: Path) -> None:
    """The examples of a document, in their order, end and print as it says."""
    ports = {port: _free_port() for port in PORTS}
    if any(re.search(r"\bdata\b", example.script) for example in DOCUMENTS[document]):
        shutil.copytree(DOCS.parent / "data", tmp_path / "data")
    with _servers() as started:
        for number, example in enumerate(DOCUMENTS[document]):
            log = tmp_path.parent / f"{tmp_path.name}-{number}.log"
            ended = _run(example, tmp_path, log, ports, started)
            printed = _ported(log.read_text("utf-8"), {ours: port for port, ours in ports.items()})
            assert ended == example.exit_code, f"{example.script}\n{printed}"
            assert "\n0 rows" not in printed or _clean(example), f"{example.script}: an example has an answer"
            if example.printed is not None:
                assert re.fullmatch(_expected(example.printed), printed), f"{example.script}\n{printed}"


def _run(example: Example, folder: Path, log: Path, ports: dict[str, str], started: list[int]) -> int:
    """Run a script as a person would; a server that it starts is in `started`, and answers."""
    path = os.pathsep.join((BIN, str(Path(sys.executable).parent), os.environ["PATH"]))
    environment = {**os.environ, "PATH": path, "COLUMNS": "100", "PYTHONIOENCODING": "utf-8"}
    command = ["bash", "-euo", "pipefail", "-c", _ported(example.script, ports)]
    with log.open("wb") as out:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        started.append(process.pid)
        ended = process.wait(_SECONDS)
    if example.serves:
        _wait_for(next(int(ours) for port, ours in ports.items() if port in example.script))
    else:
        started.pop()
    return ended


@contextmanager
def _servers() -> Iterator[list[int]]:
    """The sessions that are still running; they end with the document."""
    sessions: list[int] = []
    try:
        yield sessions
    finally:
        for session in sessions:
            with suppress(ProcessLookupError):
                os.killpg(session, signal.SIGTERM)


def _wait_for(port: int) -> None:
    until = time.monotonic() + _SECONDS
    while time.monotonic() < until:
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise TimeoutError(f"nothing answers at port {port}")


def _free_port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


def _ported(text: str, ports: dict[str, str]) -> str:
    for port, other in ports.items():
        text = re.sub(rf"\b{port}\b", other, text)
    return text


def _expected(printed: str) -> str:
    """A pattern for what is printed: a line that says … alone stands for any lines."""
    lines = ("(?:.*\n)*" if line == "…" else re.escape(line).replace("…", ".*") + "\n" for line in printed.splitlines())
    return "".join(lines)


def test_an_ellipsis_stands_for_anything() -> None:
    """In a line for what varies, alone for lines that are left out."""
    assert re.fullmatch(_expected("out/…\n…\nend\n"), "out/a\nb\nc\nend\n")
    assert not re.fullmatch(_expected("out/…\nend\n"), "out/a\nb\nend\n")


def test_the_manual_has_examples() -> None:
    """The tutorial and the guides for each kind of reader are run."""
    assert {"tutorial.md", "how-to/markup.md", "how-to/query.md", "how-to/harvest.md"} <= DOCUMENTS.keys()
