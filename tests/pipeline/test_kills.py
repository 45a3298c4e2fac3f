"""Builds that are ended from outside, at any moment: nothing is lost, and nothing is left behind."""

import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import msgspec
import pytest

from kg.pipeline.build import build

ROOT = Path(__file__).parents[2]
CATALOGUE = """\
name = "Test"
base = "https://f.example/"
publisher = "Me"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
languages = ["en"]

[[sources]]
name = "own"
path = "*.jsonl"
reader = "native"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
date = 2026-01-01
"""
SIGNALS = (signal.SIGKILL, signal.SIGTERM, signal.SIGHUP)
SECONDS = 60
"""As long as a process may take to end on a busy machine."""


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few films in two files, so that two workers read, describe and publish."""
    folder = tmp_path_factory.mktemp("catalogue")
    (folder / "catalogue.toml").write_text(CATALOGUE)
    for name in ("a", "b"):
        films = [{"title": f"{name} {n}", "year": 1950 + n, "directors": [f"{name} Li {n}"]} for n in range(20)]
        (folder / f"{name}.jsonl").write_text("".join(json.dumps(film) + "\n" for film in films))
    return folder


def _begin(catalogue: Path, out: Path, *options: str) -> subprocess.Popen[str]:
    """A build with two workers, in a session of its own by which all of its processes are known."""
    command = [sys.executable, "-c", "from kg.cli import main; main()", "build", str(catalogue), "--out", str(out)]
    command += ["--workers", "2", *options]
    pipe = subprocess.PIPE
    return subprocess.Popen(command, cwd=ROOT, stdout=pipe, stderr=pipe, text=True, start_new_session=True)


def _of_session(session: int) -> Iterator[int]:
    """The processes of a session that are not dead (proc_pid_stat(5))."""
    for path in Path("/proc").glob("[0-9]*/stat"):
        try:
            state, _, _, found = path.read_text().rpartition(")")[2].split()[:4]
        except OSError:
            continue
        if int(found) == session and state not in "ZX":
            yield int(path.parent.name)


def _left(session: int) -> list[int]:
    """The processes that a build has left, when there was time to end."""
    end = time.monotonic() + SECONDS
    while (left := list(_of_session(session))) and time.monotonic() < end:
        time.sleep(0.05)
    return left


def _is_whole(release: Path) -> bool:
    """Whether every file of a release is as its manifest says."""
    listed = msgspec.json.decode((release / "manifest.json").read_bytes())["files"]
    parts = [msgspec.json.decode((release / f["path"]).read_bytes())["files"] for f in listed if f["role"] == "files"]
    files = [*listed, *(file for part in parts for file in part)]
    return all(sha256((release / file["path"]).read_bytes()).hexdigest() == file["sha256"] for file in files)


def _kill_at_random_moments(catalogue: Path, out: Path, kills: int, seed: int, *options: str) -> None:
    """Build again and again; each time a film has another year, so that there is something to adopt."""
    chosen = random.Random(seed)
    build(catalogue, out)
    mine = out / "current" / "CNAME"
    mine.write_text("films.example\n")
    begun = time.monotonic()
    assert _begin(catalogue, out, *options).wait(SECONDS) == 0
    took = time.monotonic() - begun
    for number in range(kills):
        (catalogue / "c.jsonl").write_text(json.dumps({"title": "New", "year": 1900 + number % 3}) + "\n")
        ending = SIGNALS[number % len(SIGNALS)]
        before = set(out.glob(".building*"))
        process = _begin(catalogue, out, *options)
        moment = chosen.uniform(0, took)
        try:
            process.wait(moment)
        except subprocess.TimeoutExpired:
            process.send_signal(ending)
        _, told = process.communicate(timeout=SECONDS)
        where = f"seed {seed}, kill {number} by {ending.name} after {moment:.2f} s: {process.returncode}, {told}"
        assert not _left(process.pid), where
        # Before there is anything to clear away, a signal has its usual effect.
        assert process.returncode in (0, 2, -ending), where
        if ending is not signal.SIGKILL:
            assert told.count("\n") == (process.returncode == 2) and "Traceback" not in told, where
            assert set(out.glob(".building*")) <= before, where
        assert _is_whole(out / "current"), where
    outcome = build(catalogue, out)
    assert Path(outcome.release) == (out / "current").resolve() and _is_whole(out / "current")
    assert not list(out.glob(".building*"))
    assert [path.read_text() for path in out.rglob("CNAME")] == ["films.example\n"]


@pytest.mark.slow
def test_a_build_that_is_killed_leaves_nothing_and_loses_nothing(catalogue: Path, tmp_path: Path) -> None:
    """By SIGKILL, SIGTERM or SIGHUP: no process, the old release or the new one whole, and the next build works."""
    _kill_at_random_moments(catalogue, tmp_path / "out", 3, int(os.environ.get("REELGRAPH_SEED", "1")), "--dumps-only")


@pytest.mark.long
def test_sixty_kills_of_whole_builds(catalogue: Path, tmp_path: Path) -> None:
    """The same, with the pages and the search."""
    _kill_at_random_moments(catalogue, tmp_path / "out", 60, int(os.environ.get("REELGRAPH_SEED", "1")))


def test_an_interrupt_by_a_key_is_one_line(catalogue: Path, tmp_path: Path) -> None:
    """A terminal sends it to all processes; the workers say nothing of it."""
    process = _begin(catalogue, tmp_path / "out", "--dumps-only")
    while not list((tmp_path / "out").glob(".building-*/work/records/*")):
        assert process.poll() is None
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=SECONDS)
    assert (process.returncode, told) == (2, "kg: interrupted; nothing was done\n")
    assert not _left(process.pid) and not list((tmp_path / "out").glob(".building*"))
