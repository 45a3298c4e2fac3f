"""Whole commands end within seconds on hostile files of 60 kB to 2 MB, with a message and without a traceback."""

import os
import resource
import subprocess
import sys
from pathlib import Path

import pytest

SECONDS = 30
"""Of CPU: the start of the command, and a second or two for each 100 kB. What hangs takes minutes."""

FILES: dict[str, bytes] = {
    "no-end.html": b"<!doctype html><title>x</title><" + b"a" * 2_000_000,
    "links.html": b"<!doctype html><title>x</title>" + b"<link rel=canonical href " * 80_000,
    "attributes.html": b"<!doctype html><p " + b" ".join(b"a%d" % number for number in range(200_000)) + b">x",
    "formatting.html": b"<p>" + b"".join(b"<b id=%d>" % n for n in range(450)) + b"</p>" + b"<p>x</p>" * 50_000,
    "deep.html": b"<ul><li>" * 100_000 + b"<p typeof=Movie itemscope>",
    "keys.jsonld": b"{" + b"".join(b'"%d":1,' % number for number in range(150_000)) + b'"0":1}',
    "deep.jsonld": b"[" * 1_000_000,
    "brackets.ttl": b"<a:> <a:> " + b"(" * 2_000_000,
    "elements.xml": b"<a>" * 500_000,
    "cells.txt": b"Director: x" + b" " * 500_000 + b"y\nCast: x" + b" ( " * 50_000 + b"\nYear: 1999\n",
}


def _run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))

    return subprocess.run(
        [sys.executable, "-c", "from kg.cli import main; main()", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        preexec_fn=limited,
        env=os.environ | {"PYTHONUTF8": "1"},
    )


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_commands_end(name: str, example: Path, tmp_path: Path) -> None:
    """`read`, `validate`, `audit` and `embed` end, and say in a line what is wrong."""
    path = tmp_path / name
    path.write_bytes(FILES[name])
    out = example.parent
    pages = [("audit", out, path), ("embed", out, path, "--dry-run")] if path.suffix == ".html" else []
    for command in (("read", path), ("validate", path), *pages):
        done = _run(*command)
        assert done.returncode in (0, 1, 2), f"{command[0]}: ended by {-done.returncode}"
        assert "Traceback" not in done.stderr, command[0]


def test_a_page_of_one_tag_is_a_fault(tmp_path: Path) -> None:
    """A tag of very many attributes is a fault of its page, and the others are read."""
    (tmp_path / "bad.html").write_bytes(FILES["attributes.html"])
    good = '<script type="application/ld+json">{"@context":"https://schema.org","@type":"Movie","name":"Here"}</script>'
    (tmp_path / "good.html").write_text(good, "utf-8")
    done = _run("read", tmp_path / "bad.html", tmp_path / "good.html")
    assert '"Here"' in done.stdout
    assert "bad.html:1" in done.stderr
