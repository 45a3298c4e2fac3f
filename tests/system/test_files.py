"""Opening files: regular ones alone, and packed ones, cut off, damaged, and made to burst."""

import ast
import gzip
import os
import socket
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.model.record import Fault
from kg.sources import read
from kg.sources.config import Reader, SourceConfig
from kg.sources.looks import reader_of
from kg.system import files
from kg.system.files import Unreadable, below, opened, regular, suffix, whole

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

FILMS = b'{"title": "Close", "year": 2022}\n' * 3


def _zstd(data: bytes) -> bytes:
    return zstd.compress(data, options={zstd.CompressionParameter.checksum_flag: 1})


PACKERS: dict[str, Callable[[bytes], bytes]] = {".gz": gzip.compress, ".zst": _zstd}

each_packer = pytest.mark.parametrize("end", PACKERS)


def _written(folder: Path, end: str, data: bytes) -> Path:
    path = folder / f"films.jsonl{end}"
    path.write_bytes(data)
    return path


@each_packer
def test_a_packed_file_is_read_as_what_is_in_it(end: str, tmp_path: Path) -> None:
    """The records of a packed file are those of the file unpacked."""
    path = _written(tmp_path, end, PACKERS[end](FILMS))
    source = SourceConfig(name="s", path="", reader="native", licence="")
    assert [record.title for record in read(path, source, tmp_path)] == ["Close"] * 3  # type: ignore[union-attr]


@each_packer
def test_packed_files_may_be_joined(end: str, tmp_path: Path) -> None:
    """Two packed files one behind the other unpack to both."""
    path = _written(tmp_path, end, PACKERS[end](FILMS) + PACKERS[end](FILMS))
    assert whole(path, 1000) == FILMS * 2


@each_packer
def test_what_is_cut_off_is_told(end: str, tmp_path: Path) -> None:
    """A packed file without its end is not taken for a whole one."""
    path = _written(tmp_path, end, PACKERS[end](bytes(range(256)) * 100)[:-4])
    with pytest.raises(Unreadable, match="cut off"):
        whole(path, 1 << 20)


@each_packer
def test_what_is_damaged_is_told(end: str, tmp_path: Path) -> None:
    """A packed file with a changed byte is not read."""
    packed = bytearray(PACKERS[end](FILMS))
    packed[len(packed) // 2] ^= 0xFF
    with pytest.raises(Unreadable):
        whole(_written(tmp_path, end, bytes(packed)), 1 << 20)


@each_packer
def test_what_bursts_is_stopped(end: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that decompresses to more than 200 times its size is given up, and nothing of that size was in memory."""
    monkeypatch.setattr(files, "FREE", 1 << 20)
    path = _written(tmp_path, end, PACKERS[end](bytes(50 << 20)))
    given = 0
    with pytest.raises(Unreadable, match="200 times"), opened(path) as file:
        while chunk := file.read(1 << 16):
            given += len(chunk)
    assert given < 201 * path.stat().st_size + (2 << 20)


def test_a_bad_packing_is_a_fault_of_the_file(tmp_path: Path) -> None:
    """A reader that meets broken packing gives one fault, and the records before it."""
    path = _written(tmp_path, ".gz", gzip.compress(FILMS)[:-4])
    source = SourceConfig(name="s", path="", reader="native", licence="")
    *_, last = read(path, source, tmp_path)
    assert last.path == "films.jsonl.gz" and "cut off" in last.reason  # type: ignore[union-attr]


def test_no_more_is_read_than_was_allowed(tmp_path: Path) -> None:
    """A file larger than the reader takes is refused."""
    with pytest.raises(Unreadable, match="larger than 10 bytes"):
        whole(_written(tmp_path, "", FILMS), 10)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("a.csv", ".csv"), ("a.CSV.GZ", ".csv"), ("a.json.zst", ".json"), ("a.gz", ""), ("a.b.tsv", ".tsv"), ("a", "")],
)
def test_the_suffix_is_that_of_the_content(name: str, expected: str) -> None:
    """`.gz` and `.zst` say how a file is packed, not what it holds."""
    assert suffix(Path(name)) == expected


def _pipe(path: Path) -> None:
    os.mkfifo(path)


def _socket(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(path))


NO_FILES: dict[str, Callable[[Path], None]] = {
    "is a pipe, not a file": _pipe,
    "is a socket, not a file": _socket,
    "is a device, not a file": lambda path: path.symlink_to("/dev/zero"),
    "is a folder, not a file": Path.mkdir,
    "Too many levels of symbolic links": lambda path: path.symlink_to(path),
    "No such file or directory": lambda path: path.symlink_to("nowhere"),
}


@pytest.mark.parametrize(("reason", "make"), NO_FILES.items())
@pytest.mark.parametrize("end", ["csv", "jsonl", "ttl", "html", "txt", "xml", "xlsx", "parquet", "csv.gz"])
def test_what_is_no_file_is_not_waited_for(end: str, reason: str, make: Callable[[Path], None], tmp_path: Path) -> None:
    """Whatever its suffix, what is no regular file is refused at once."""
    path = tmp_path / f"a.{end}"
    make(path)
    with pytest.raises(Unreadable, match=reason):
        whole(path, 10)
    reader = files_reader(path)
    source = SourceConfig(name="s", path="", reader=reader, licence="", columns={"title": "Title"})
    (fault,) = read(path, source, tmp_path)
    assert isinstance(fault, Fault) and reason in fault.reason


def files_reader(path: Path) -> Reader:
    """The reader for a suffix."""
    found = reader_of(path)
    assert found
    return found


def test_a_pipe_in_the_place_of_a_file_is_not_waited_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What takes the place of a file between the look at it and its opening is refused all the same."""
    _pipe(tmp_path / "a")
    file = Path(__file__).stat()
    monkeypatch.setattr(Path, "stat", lambda path: file)
    with pytest.raises(Unreadable, match="is a pipe"):
        regular(tmp_path / "a")


def test_names_that_no_file_can_have() -> None:
    """A NUL in a name, and a name longer than file systems have, are reasons like others."""
    for name in ("a\0b", "a" * 300):
        with pytest.raises(Unreadable, match="cannot be read"):
            whole(Path(name), 10)


@pytest.mark.parametrize(
    ("raw", "expected"), [(b"a/b.txt", "a/b.txt"), ("é".encode(), "é"), (b"a\xff.ttl", "a\\udcff.ttl")]
)
def test_the_name_of_a_file_can_be_written(raw: bytes, expected: str) -> None:
    """Bytes of a name that are not UTF-8 are escaped."""
    assert files.name(Path(os.fsdecode(raw))) == expected
    assert expected.encode()


def test_a_path_that_leads_nowhere_stays(tmp_path: Path) -> None:
    """A link to itself, or a NUL in a name, does not keep a path from being compared with others."""
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    assert files.real(tmp_path / "loop").name == "loop"
    assert files.real(Path("a\0")) == Path("a\0")


KG = Path(__file__).parents[2] / "kg"
OPENS = {"read_text", "read_bytes", "open"}
ROOMS = ("audit", "embed", "gate", "graph", "query", "rdf", "sources")
"""Where files come in that people name."""

# What comes with the program, what a release holds, and what is written.
OURS = {
    "gate/candidates",
    "gate/schemaorg",
    "sources/tables/notes",
    "graph/batches",
    "graph/identity/joining",
    "graph/identity/ledger",
    "graph/identity/asking/matches",
    "graph/ranges",
    "graph/sort",
    "sources/archive/dialects",
    "sources/init",
    "sources/marked/objects",
    "sources/marked/rdf",
    "sources/lexicon",
    "sources/pages/labelled",
    "sources/pages/layout",
    "sources/pages/words",
    "sources/rated",
    "sources/tables/genres",
    "sources/tables/headers",
    "sources/tables/speech",
    "sources/tables/summaries",
    "sources/tables/rows/excel",
}
RELEASES = {"Release", "release", "stores"}
"""What opens something else than a file."""


def test_files_of_others_are_opened_in_one_way() -> None:
    """Only `kg.system.files` opens what a person names; who opens a file of ours besides is listed."""
    opening = set()
    for path in (path for room in ROOMS for path in (KG / room).rglob("*.py")):
        calls = (node.func for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.Call))
        names = {
            call.attr if isinstance(call, ast.Attribute) else getattr(call, "id", "")
            for call in calls
            if not (isinstance(call, ast.Attribute) and getattr(call.value, "id", "") in RELEASES)
        }
        if names & OPENS:
            opening.add(path.relative_to(KG).with_suffix("").as_posix())
    assert opening == OURS


def test_files_below_a_folder(tmp_path: Path) -> None:
    """Come by path, from all its subfolders; what links to a folder is not followed."""
    for name in ("b/a.txt", "b/a/x.txt", "a.txt", "b.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "again").symlink_to(tmp_path)
    (tmp_path / "link").symlink_to(tmp_path / "a.txt")
    found = [path.relative_to(tmp_path).as_posix() for path in below(tmp_path)]
    assert found == ["a.txt", "b/a/x.txt", "b/a.txt", "b.txt", "link", "pipe"]
    with pytest.raises(OSError):
        below(tmp_path / "none")
