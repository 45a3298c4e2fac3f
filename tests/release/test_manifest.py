"""A manifest is what it says, or one line tells what is wrong with it; nothing outside of the release is opened."""

import json
import tempfile
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import main
from kg.release import manifest
from kg.release.manifest import MANIFEST, read
from kg.release.opened import Release
from kg.system.errors import ReelgraphError

OUTSIDE = [
    "../../../etc/passwd",
    "dump/../../x.nt",
    "/etc/passwd",
    "..",
    "",
    ".",
    "..\\x.nt",
    "C:\\x.nt",
    "C:x.nt",
    "\\\\server\\x.nt",
    "dump/x\0.nt",
]
DAMAGED = {
    "not UTF-8": b'{"files": [], "name": "\xff"}',
    "nested deep": b'{"files": [], "x": ' + b"[" * 100_000,
    "nested deep where text is due": b'{"files": ' + b"[" * 100_000,
    "broken off": b'{"files": [',
    "empty": b"",
    "a list": b"[]",
    "without files": b"{}",
    "files that are none": b'{"files": [1]}',
    "a size that is none": b'{"files": [{"path": "a", "mediaType": "b", "bytes": "c"}]}',
    "a number of ten thousand digits": b'{"files": [], "counts": {"records": ' + b"9" * 10_000 + b"}}",
}


def _manifest(folder: Path, path: str) -> Path:
    listed = {"path": path, "mediaType": "application/n-triples", "role": "dump"}
    (folder / MANIFEST).write_text(json.dumps({"files": [listed]}))
    return folder / MANIFEST


@pytest.mark.parametrize("path", OUTSIDE)
def test_a_path_that_leaves_the_release_is_refused(path: str, tmp_path: Path) -> None:
    """Upwards, absolute, or empty, in the writing of any system."""
    with pytest.raises(ReelgraphError, match="which is outside the release"):
        read(_manifest(tmp_path, path))


@given(st.lists(st.text("ab.é~ -", min_size=1), min_size=1).map("/".join))
def test_what_stays_inside_is_taken(path: str) -> None:
    """A path is refused if a step of it goes up, or if it names the folder itself, and for nothing else."""
    steps = [step for step in path.split("/") if step != "."]
    assert manifest._stays(path) == (bool(steps) and ".." not in steps)


@pytest.mark.parametrize("target", ["file", "folder", "nothing", "device"])
def test_a_link_that_leaves_the_release_is_refused(target: str, tmp_path: Path) -> None:
    """Whatever a link leads to outside, it is not opened."""
    (tmp_path / "out" / "dump").mkdir(parents=True)
    (tmp_path / "x.nt").write_text("")
    targets = {"file": tmp_path / "x.nt", "folder": tmp_path, "nothing": tmp_path / "y.nt", "device": Path("/dev/zero")}
    (tmp_path / "out" / "dump" / "0.nt").symlink_to(targets[target])
    _manifest(tmp_path / "out", "dump/0.nt")
    release = Release.open(tmp_path / "out")
    with pytest.raises(ReelgraphError, match="not a regular file"):
        release.path(release.files("dump")[0])


@pytest.mark.parametrize("data", DAMAGED.values(), ids=DAMAGED)
@pytest.mark.parametrize(("command", "what"), [("query", "counts"), ("markup", "x"), ("embed", ""), ("audit", "")])
def test_a_damaged_manifest_is_told(data: bytes, command: str, what: str, tmp_path: Path) -> None:
    """One line, and exit code 2, from every command that reads a release."""
    (tmp_path / "x.html").write_text("<p>x")
    (tmp_path / MANIFEST).write_bytes(data)
    result = CliRunner().invoke(main, [command, str(tmp_path), what or str(tmp_path / "x.html")])
    assert result.exit_code == 2
    assert (
        result.stderr.startswith(f"kg: {tmp_path / MANIFEST}: not a readable list") and result.stderr.count("\n") == 1
    )


def test_a_manifest_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of one that is larger than any release needs, no more is read than shows it; a device is not read at all."""
    monkeypatch.setattr(manifest, "_LARGEST", 100)
    (tmp_path / MANIFEST).write_text('{"files": []}' + " " * 100)
    with pytest.raises(ReelgraphError, match="not a readable list of the files of a release: larger than 100 bytes"):
        read(tmp_path / MANIFEST)
    with pytest.raises(ReelgraphError, match="is a device, not a file"):
        read(Path("/dev/zero"))


@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    """Any bytes are a manifest, or are told to be none."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / MANIFEST).write_bytes(data)
        with pytest.raises(ReelgraphError):
            read(Path(folder) / MANIFEST)
