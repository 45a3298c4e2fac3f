"""Queries that would take all time, all memory, or the process with them: each ends with a message, and is gone."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from kg.query import answering as command
from kg.query.answering import answer
from kg.system.errors import ReelgraphError

PREFIX = "PREFIX schema: <http://schema.org/> "
_CROSS = " ".join(f"?s{n} ?p{n} ?o{n} ." for n in range(5))
_DOUBLED = " ".join(f"BIND(CONCAT(?x{n}, ?x{n}) AS ?x{n + 1})" for n in range(40))

HOSTILE = {
    "count of a cross join": f"SELECT (COUNT(*) AS ?n) {{ {_CROSS} }}",
    "texts of a cross join": f"SELECT (GROUP_CONCAT(STR(?o0)) AS ?t) {{ {_CROSS} }}",
    "order of a cross join": f"SELECT * {{ {_CROSS} }} ORDER BY ?o0 ?o1 ?o2",
    "rows of a cross join": f"SELECT * {{ {_CROSS} }}",
    "optional": f"SELECT * {{ ?s ?p ?o {' '.join(f'OPTIONAL {{ ?s ?p{n} ?o{n} }}' for n in range(700))} }}",
    "minus": f"SELECT * {{ {_CROSS} {' '.join(f'MINUS {{ ?s ?p{n} ?o{n} }}' for n in range(400))} }}",
    "a long path": PREFIX + "SELECT * { ?s " + "/".join(["schema:actor"] * 2_400) + " ?o }",
    "a path without end": f"SELECT (COUNT(*) AS ?n) {{ {' '.join(f'?a{n} !<x:y>* ?b{n} .' for n in range(4))} }}",
    "patterns": f"SELECT * {{ {' '.join(f'?s{n} ?p{n} ?s{n + 1} .' for n in range(1_200))} }}",
    "a long collection": f"ASK {{ ?s ?p ({' 1' * 4_900}) }}",
    "doubled texts": f'SELECT (STRLEN(?x40) AS ?n) {{ BIND("x" AS ?x0) {_DOUBLED} }}',
}
BRACKETS = f'SELECT * {{ ?s ?p ?o FILTER(REGEX(STR(?o), "{"(" * 9_000}{")" * 9_000}")) {_CROSS} }}'
ENDED = ("takes longer than 0.5 s", "takes more memory than 1,024 MiB", "is too deep, or damaged", "writes more than")
linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are told by /proc")


def _children() -> str:
    return Path(f"/proc/{os.getpid()}/task/{os.getpid()}/children").read_text()


@linux
@pytest.mark.parametrize("query", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.slow
def test_a_hostile_query_ends(query: str, released: Path) -> None:
    """It ends with one line that says by what limit, and no process stays."""
    before, children = time.monotonic(), _children()
    with pytest.raises(ReelgraphError) as raised:
        list(answer(str(released), query, None, (), "csv" if query.startswith("SELECT") else None, 0.5))
    assert time.monotonic() - before < 20
    assert any(limit in str(raised.value) for limit in ENDED) or "not valid SPARQL" in str(raised.value)
    assert "\n" not in str(raised.value)
    assert _children() == children


@linux
def test_an_expression_of_many_brackets_ends(released: Path) -> None:
    """It is answered, or ended by a limit: that depends on what the engine does first."""
    before, children = time.monotonic(), _children()
    with suppress(ReelgraphError):
        list(answer(str(released), BRACKETS, None, (), "csv", 1))
    assert time.monotonic() - before < 20
    assert _children() == children


@pytest.mark.parametrize("name", ["memory", "written"])
def test_each_limit_is_named(name: str, released: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Memory and the size of the answer have limits of their own."""
    if name == "memory":
        monkeypatch.setattr(command, "MEMORY", 1 << 20)
        with pytest.raises(ReelgraphError, match="the query: takes more memory than 1 MiB, and was stopped"):
            list(answer(str(released), HOSTILE["count of a cross join"], None, (), None))
        return
    monkeypatch.setattr(command, "LARGEST", 1 << 20)
    with pytest.raises(ReelgraphError, match="the query: writes more than 1 MiB, and was stopped"):
        list(answer(str(released), HOSTILE["rows of a cross join"], None, (), "csv"))


@pytest.mark.parametrize("seconds", [0, -1, float("nan"), float("inf"), 1e9])
def test_no_time(seconds: float, released: Path) -> None:
    """A time that is none is refused."""
    with pytest.raises(ReelgraphError, match=r"--timeout .*: must be more than 0 and at most"):
        list(answer(str(released), "ASK {}", None, (), None, seconds))


@linux
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.slow
def test_an_interrupt_ends_it(number: signal.Signals, released: Path) -> None:
    """Ctrl-C, and every other end of the command, ends the query too."""
    list(answer(str(released), "ASK {}", None, (), None))
    kg = Path(sys.executable).with_name("kg")
    asked: list[str | Path] = [kg, "query", released, HOSTILE["order of a cross join"]]
    with subprocess.Popen(asked, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children")
        assert _until(lambda: children.read_text() != "")
        (child,) = children.read_text().split()
        process.send_signal(number)
        _, told = process.communicate(timeout=10)
    assert _until(lambda: not Path(f"/proc/{child}").exists())
    if number == signal.SIGINT:
        assert (process.returncode, told) == (2, b"kg: interrupted; nothing was done\n")


def _until(true: Callable[[], bool]) -> bool:
    until = time.monotonic() + 10
    while not true() and time.monotonic() < until:
        time.sleep(0.01)
    return true()
