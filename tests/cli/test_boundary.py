"""Nothing ends a run: readers and commands that raise on purpose."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg import cli, sources
from kg.model.record import Fault, Record
from kg.pipeline.build import build
from kg.sources import fields, guess, read
from kg.sources.config import SourceConfig
from kg.sources.stated import Stated
from kg.system.errors import trouble, unexpected

KG = Path(sys.executable).with_name("kg")
FILM = '{"title": "Close", "year": 2022}\n'
TURTLE = '<urn:a> a <http://schema.org/Movie> ; <http://schema.org/name> "A" .'
CATALOGUE = """
name = "Films"
base = "https://films.example/"
publisher = "Somebody"
licence = "https://licence.example/"
languages = ["en"]
"""
SOURCE = """
[[sources]]
name = "{0}"
path = "{1}"
reader = "{0}"
licence = "https://licence.example/"
date = 2026-01-01
"""


class Panic(BaseException):
    """What Rust packages raise is no Exception."""


RAISED: list[BaseException] = [
    TypeError("unhashable type: 'list'"),
    ValueError("two\nlines"),
    RecursionError(),
    MemoryError(),
    OverflowError("too large"),
    AssertionError(),
    KeyError("a"),
    UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"),
    Panic("index out of bounds"),
]
each_error = pytest.mark.parametrize("error", RAISED, ids=lambda error: type(error).__name__)


def _raising(error: BaseException, after: int) -> Callable[[Path, SourceConfig], Iterator[Stated | Fault]]:
    def reader(path: Path, source: SourceConfig) -> Iterator[Stated | Fault]:
        yield from (Stated({"title": f"Film {number}"}, number) for number in range(1, after + 1))
        raise error

    return reader


def _film(folder: Path) -> Path:
    (folder / "a.jsonl").write_text(FILM)
    return folder / "a.jsonl"


@each_error
def test_a_reader_that_raises(error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read before stays; then there is one fault of the file, with the line, in one line that says what."""
    monkeypatch.setitem(sources.READERS, "native", _raising(error, after=2))
    first, second, fault = read(_film(tmp_path), guess(tmp_path / "a.jsonl"), tmp_path)
    assert isinstance(first, Record) and isinstance(second, Record) and isinstance(fault, Fault)
    assert (fault.path, fault.line, fault.field) == ("a.jsonl", 2, "")
    assert unexpected(error).partition(" at ")[0][:20] in fault.reason and "\n" not in fault.reason


@each_error
def test_a_record_that_raises(error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is a fault with its line, and those beside it are read."""
    plain = fields.record

    def record(stated: dict[str, Any], *more: Any) -> Record:
        if stated["title"] == "Here":
            raise error
        return plain(stated, *more)

    (tmp_path / "a.jsonl").write_text(FILM + FILM.replace("Close", "Here") + FILM)
    monkeypatch.setattr(fields, "record", record)
    first, fault, last = read(tmp_path / "a.jsonl", guess(tmp_path / "a.jsonl"), tmp_path)
    assert isinstance(first, Record) and isinstance(last, Record)
    assert isinstance(fault, Fault) and (fault.path, fault.line) == ("a.jsonl", 2)


@pytest.mark.parametrize("error", [KeyboardInterrupt(), SystemExit(3)])
def test_a_person_can_still_end_it(error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An interruption is no fault of a file."""
    monkeypatch.setitem(sources.READERS, "native", _raising(error, after=0))
    with pytest.raises(type(error)):
        list(read(_film(tmp_path), guess(tmp_path / "a.jsonl"), tmp_path))


def test_a_file_that_raises_costs_a_build_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The other files are published, and the report names the one at fault."""
    _film(tmp_path)
    (tmp_path / "b.ttl").write_text(TURTLE)
    two = (SOURCE.format("native", "*.jsonl"), SOURCE.format("rdf", "*.ttl"))
    (tmp_path / "catalogue.toml").write_text(CATALOGUE + "".join(two))
    monkeypatch.setitem(sources.READERS, "rdf", _raising(TypeError("on purpose"), after=1))
    outcome = build(tmp_path, tmp_path.with_name("out"), dumps_only=True)
    assert outcome.published["film"] == 2 and outcome.incomplete
    assert "on purpose" in (Path(outcome.release) / "report" / "report.json").read_text()


def _invoke(*arguments: str | Path) -> Result:
    return CliRunner().invoke(cli.main, [*map(str, arguments)])


COMMANDS: list[tuple[str, list[str]]] = [
    ("kg.sources.init.init", ["init", "new"]),
    ("kg.pipeline.reading.Reading", ["read", "a.jsonl"]),
    ("kg.pipeline.build.build", ["build", ".", "--out", "out"]),
    ("kg.gate.validation.judge", ["validate", "a.ttl"]),
    ("kg.open", ["markup", ".", "film"]),
    ("kg.open", ["embed", ".", "page.html"]),
    ("kg.open", ["audit", ".", "page.html"]),
    ("kg.query.answering.answer", ["query", ".", "films"]),
]


@each_error
@pytest.mark.parametrize(("function", "arguments"), COMMANDS, ids=[arguments[0] for _, arguments in COMMANDS])
def test_a_command_that_raises(
    function: str, arguments: list[str], error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever a command does not foresee is one line on stderr, and exit code 2."""

    def fail(*args: Any, **kwargs: Any) -> None:
        raise error

    monkeypatch.setattr(function, fail)
    done = _invoke(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr.startswith("kg: ") and done.stderr.count("\n") == 1 and "Traceback" not in done.stderr


def test_what_is_unexpected_says_where(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """A person who reports it can say in which line of the code it was."""
    monkeypatch.setattr("kg.sources.looks.format_of", lambda path: path.no_such)
    (tmp_path / "a.jsonl").write_text("{}\n", "utf-8")
    done = _invoke("read", str(tmp_path / "a.jsonl"))
    assert " at kg/sources/looks.py:" in done.stderr and "please report it" in done.stderr


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "No space left on device"), "No space left on device"),
        (OSError(28, "No space left on device", "a/b"), "a/b: No space left on device"),
        (OSError(18, "Invalid cross-device link", "a", None, "b"), "b: Invalid cross-device link"),
        (OSError([("a", "b", "[Errno 28] No space\nleft")]), "b: [Errno 28] No space left"),
        (OSError("made up"), "made up"),
        (OSError(), "OSError"),
    ],
)
def test_what_the_system_refuses_is_one_line(error: OSError, told: str) -> None:
    """Where and why, also where several files could not be copied."""
    assert trouble(error) == told


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OSError(28, "No space left on device"), "out: No space left on device"),
        (OSError(28, "No space left on device", "a/b"), "a/b: No space left on device"),
    ],
)
def test_what_the_system_refuses_has_a_place(error: OSError, told: str) -> None:
    """Where the error names none, it is where the work was done."""
    assert trouble(error, Path("out")) == told


def _kg(*arguments: str | bytes | Path, **options: Any) -> "subprocess.CompletedProcess[bytes]":
    given: dict[str, Any] = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "timeout": 60} | options
    return subprocess.run([KG, *arguments], check=False, **given)


@pytest.mark.parametrize("arguments", [["--help"], ["read", "a.jsonl"], ["read", "many.jsonl"], ["validate", "a.ttl"]])
def test_a_full_disk_behind_stdout(arguments: list[str], tmp_path: Path) -> None:
    """It is one line, however much is left to be written."""
    _film(tmp_path)
    (tmp_path / "a.ttl").write_text(TURTLE)
    (tmp_path / "many.jsonl").write_text(FILM * 3000)
    with Path("/dev/full").open("wb") as full:
        done = _kg(*arguments, cwd=tmp_path, stdout=full)
    assert (done.returncode, done.stderr) == (2, b"kg: stdout: No space left on device\n")


def test_a_closed_stdout(tmp_path: Path) -> None:
    """There is no place for results, so nothing is done."""
    done = subprocess.run(f"{KG} read {_film(tmp_path)} >&-", shell=True, stderr=subprocess.PIPE, timeout=60)
    assert done.returncode == 2 and done.stderr.startswith(b"kg: stdout is closed") and done.stderr.count(b"\n") == 1


def test_a_reader_of_stdout_who_has_enough(tmp_path: Path) -> None:
    """`kg read ... | head -1` ends without a word."""
    (tmp_path / "a.jsonl").write_text(FILM * 20_000)
    with subprocess.Popen([KG, "read", tmp_path / "a.jsonl"], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout and run.stderr and b"Close" in run.stdout.readline()
        run.stdout.close()
        assert (run.stderr.read(), run.wait(60)) == (b"", 0)


@pytest.mark.parametrize("form", ["text", "json", "turtle", "html", "sarif"])
def test_names_that_are_not_utf_8(form: str, tmp_path: Path) -> None:
    """The files are judged, and their names can be read in every format."""
    for name in (b"a\xff.ttl", b"b\xfe.html"):
        Path(os.fsdecode(bytes(tmp_path) + b"/" + name)).write_text(TURTLE)
    done = _kg("validate", "--format", form, b"a\xff.ttl", b"b\xfe.html", cwd=tmp_path)
    assert done.returncode == 1 and not done.stderr
    told = done.stdout.decode("utf-8")
    assert form == "turtle" or r"a\udcff.ttl" in told.replace("\\\\", "\\").replace("%5C", "\\")


def test_names_that_are_not_utf_8_are_read(tmp_path: Path) -> None:
    """Records say where they are from in text that can be written, whatever the terminal's encoding."""
    Path(os.fsdecode(bytes(tmp_path) + b"/a\xff.jsonl")).write_text(FILM)
    done = _kg("read", b"a\xff.jsonl", cwd=tmp_path, env=os.environ | {"PYTHONIOENCODING": "ascii"})
    assert json.loads(done.stdout)["source"]["path"] == r"a\udcff.jsonl"
    missing = _kg("read", b"\xff\x1b[2J\n.pdf", cwd=tmp_path)
    assert missing.returncode == 2 and missing.stderr.count(b"\n") == 1 and b"\x1b" not in missing.stderr


FILES: list[list[str]] = [
    ["read", "{}.csv"],
    ["read", "--reader", "native", "{}.jsonl"],
    ["read", "{}.ttl"],
    ["read", "catalogue-{}"],
    ["read", "--catalogue", "catalogue-{}", "a.jsonl"],
    ["build", "catalogue-{}", "--out", "out"],
    ["init", "new", "--from", "{}.csv"],
    ["validate", "{}.ttl"],
    ["validate", "{}.html"],
    ["validate", "a.ttl", "--shapes", "{}.ttl"],
    ["embed", "OUT", "a.html", "--table", "{}.csv"],
    ["embed", "OUT", "{}.html"],
    ["audit", "OUT", "a.html", "--baseline", "{}.json"],
    ["audit", "OUT", "{}.html"],
    ["audit", "OUT", "{}.xml"],
    ["query", "OUT", "{}.rq"],
]
MADE: dict[str, Callable[[Path], None]] = {
    "pipe": os.mkfifo,
    "zero": lambda path: path.symlink_to("/dev/zero"),
    "folder": Path.mkdir,
    "loop": lambda path: path.symlink_to(path),
}


@pytest.mark.parametrize("what", MADE)
@pytest.mark.parametrize("arguments", FILES, ids=" ".join)
def test_what_is_no_file_is_told_at_once(what: str, arguments: list[str], tmp_path: Path, example: Path) -> None:
    """Wherever a command takes a file, one that is none is one line or a finding, and nothing is waited for."""
    _film(tmp_path)
    (tmp_path / "a.ttl").write_text(TURTLE)
    (tmp_path / "a.html").write_text("<title>A</title>")
    for end in ("csv", "jsonl", "ttl", "html", "xml", "json", "rq"):
        MADE[what](tmp_path / f"{what}.{end}")
    (tmp_path / f"catalogue-{what}").mkdir()
    MADE[what](tmp_path / f"catalogue-{what}" / "catalogue.toml")
    given = [str(example.parent) if name == "OUT" else name.format(what) for name in arguments]
    before = Path.cwd()
    os.chdir(tmp_path)
    try:
        done = _invoke(*given)
    finally:
        os.chdir(before)
    assert done.exit_code in (1, 2) and done.stderr.count("\n") <= 1
    assert "unexpected" not in done.output and (done.stderr.startswith(("kg: ", f"{what}.")) or "unread" in done.stdout)


def test_addresses_that_are_none(tmp_path: Path, example: Path) -> None:
    """An address that cannot be taken apart is a finding of its page, and the other pages are looked at."""
    place = "<url><loc>{}</loc></url>"
    bad = ["http://[x", "https://[::1", "http://a.example:port/", "http://%5Bx/", ""]
    listed = "".join(place.format(address) for address in bad)
    (tmp_path / "sitemap.xml").write_text(
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{listed}</urlset>'
    )
    done = _invoke("audit", example.parent, tmp_path / "sitemap.xml", "http://[x", "--format", "json")
    assert done.exit_code == 1 and "unexpected" not in done.output
    found = {finding["path"]: finding["rule"] for finding in json.loads(done.stdout)["findings"]}
    assert found == dict.fromkeys(bad, "unread")


@pytest.mark.parametrize("data", [b"\xff", b"[" * 100_000, b'{"findings": [{"id": "\\ud800"}', b'{"findings": 7}', b""])
def test_a_baseline_that_is_none(data: bytes, tmp_path: Path, example: Path) -> None:
    """One line says so, whatever the file holds."""
    (tmp_path / "a.json").write_bytes(data)
    done = _invoke("audit", example.parent, tmp_path / "a.json", "--baseline", tmp_path / "a.json")
    assert done.exit_code == 2 and done.stderr.count("\n") == 1 and "unexpected" not in done.stderr
