"""Packed files: gzip and Zstandard, cut off, damaged, and made to burst."""

import gzip
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.sources import read
from kg.sources.config import SourceConfig
from kg.system import files
from kg.system.files import Unreadable, opened, suffix, whole

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
    """A file that unpacks to more than 200 times its size is given up, and nothing of that size was in memory."""
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
