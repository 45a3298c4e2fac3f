"""The store of a release: made once, where it belongs, and gone with its release."""

import json
import os
import resource
import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.release import stores
from kg.release.loading import Load
from kg.release.opened import Release
from kg.release.stores import store, sweep
from kg.system.errors import ReelgraphError

ROOT = Path(__file__).parents[2]
LINE = '<https://a.example/film/x/#this> <http://schema.org/name> "{}" .\n'


def _release(out: Path, name: str, title: str, sha: str = "") -> Path:
    """A release in OUT with one statement in its dump; it is the current one."""
    folder = out / "releases" / name
    (folder / "dump").mkdir(parents=True)
    data = LINE.format(title).encode()
    (folder / "dump" / "film.nt").write_bytes(data)
    listed = {"path": "dump/film.nt", "mediaType": "application/n-triples", "bytes": len(data), "role": "dump"}
    listed["sha256"] = sha or sha256(data).hexdigest()
    (folder / "manifest.json").write_text(json.dumps({"files": [listed]}))
    (out / "current").unlink(missing_ok=True)
    (out / "current").symlink_to(Path("releases") / name)
    return folder


def _titles(out: Path) -> list[str]:
    with store(Release.open(out), lambda note: None) as folder:
        return [quad.object.value for quad in ox.Store.read_only(str(folder))]


def _stores(out: Path) -> list[str]:
    return sorted(path.name for path in (out / "stores").iterdir() if path.name != ".lock")


def test_a_store_is_made_once(tmp_path: Path) -> None:
    """It stays beside the releases, is named after what is loaded, and is not loaded again."""
    folder = _release(tmp_path, "one", "One")
    assert _titles(tmp_path) == ["One"]
    (name,) = _stores(tmp_path)
    (folder / "dump" / "film.nt").unlink()
    assert _titles(tmp_path) == _titles(folder) == ["One"]
    assert _stores(tmp_path) == [name]
    assert not list(folder.rglob("stores"))


def test_two_at_once(tmp_path: Path) -> None:
    """Whoever comes first makes it, and all find it whole."""
    _release(tmp_path, "one", "One")
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(_titles, [tmp_path] * 4)) == [["One"]] * 4
    assert len(_stores(tmp_path)) == 1


def test_a_store_goes_with_its_release(tmp_path: Path) -> None:
    """A sweep removes the stores of releases that are gone, and what was left unfinished; the others stay."""
    first, _ = _release(tmp_path, "one", "One"), _titles(tmp_path)
    _release(tmp_path, "two", "Two")
    _titles(tmp_path)
    both = _stores(tmp_path)
    (tmp_path / "stores" / ".making-x1y2z3_4" / "graphs").mkdir(parents=True)
    (tmp_path / "stores" / ".making-x1y2z3_4" / stores._MARK).touch()
    sweep(tmp_path)
    assert len(both) == 2 and _stores(tmp_path) == both
    shutil.rmtree(first)
    sweep(tmp_path)
    assert len(_stores(tmp_path)) == 1 and _titles(tmp_path) == ["Two"]


THEIRS = ["mine", ".making-of-a-film", "0" * 32, "current", ".making-x1y2z3_4", "d41d8cd98f00b204e9800998ecf8427e"]


def test_what_a_person_keeps_among_the_stores_stays(tmp_path: Path) -> None:
    """However it is called: what a query and a build sweep has to have our mark."""
    for name in THEIRS:
        (tmp_path / "stores" / name).mkdir(parents=True)
        (tmp_path / "stores" / name / "notes").write_text("mine")
    _release(tmp_path, "one", "One")
    assert _titles(tmp_path) == ["One"]
    sweep(tmp_path)
    assert {path.parent.name for path in (tmp_path / "stores").glob("*/notes")} == set(THEIRS)


def test_what_a_person_adds_to_a_store_stays(tmp_path: Path) -> None:
    """The store goes with its release, and notes beside its graphs do not."""
    first, _ = _release(tmp_path, "one", "One"), _titles(tmp_path)
    (name,) = _stores(tmp_path)
    (tmp_path / "stores" / name / "notes").write_text("mine")
    _release(tmp_path, "two", "Two")
    shutil.rmtree(first)
    sweep(tmp_path)
    assert {path.name for path in (tmp_path / "stores").rglob("*") if path.is_file()} == {"notes", ".lock"}


@pytest.mark.parametrize("left", ["nothing", "an empty folder", "notes"])
def test_a_store_without_its_graphs(left: str, tmp_path: Path) -> None:
    """They are made anew where a person removed them, and what that person put there stays."""
    _release(tmp_path, "one", "One"), _titles(tmp_path)
    (name,) = _stores(tmp_path)
    shutil.rmtree(tmp_path / "stores" / name / "graphs")
    if left == "an empty folder":
        (tmp_path / "stores" / name / "graphs").mkdir()
    elif left == "notes":
        (tmp_path / "stores" / name / "notes").write_text("mine")
    assert _titles(tmp_path) == ["One"]
    assert any((tmp_path / "stores" / name / "graphs").iterdir()) and _stores(tmp_path) == [name]
    assert (tmp_path / "stores" / name / "notes").exists() == (left == "notes")


def test_a_place_that_is_taken(tmp_path: Path) -> None:
    """Where a person's folder has the name of the store, the release is asked, and the folder stays as it is."""
    _release(tmp_path, "one", "One"), _titles(tmp_path)
    (name,) = _stores(tmp_path)
    shutil.rmtree(tmp_path / "stores" / name)
    (tmp_path / "stores" / name).mkdir()
    assert _titles(tmp_path) == ["One"]
    assert _stores(tmp_path) == [name] and not list((tmp_path / "stores" / name).iterdir())


def test_stores_elsewhere(tmp_path: Path) -> None:
    """Where `stores` is a link, nothing is written or removed behind it, be it marked or not."""
    first, _ = _release(tmp_path / "out", "one", "One"), _titles(tmp_path / "out")
    (tmp_path / "out" / "stores").rename(tmp_path / "theirs")
    (tmp_path / "theirs" / ".lock").write_text("mine")
    (tmp_path / "out" / "stores").symlink_to(tmp_path / "theirs")
    before = sorted((tmp_path / "theirs").rglob("*"))
    _release(tmp_path / "out", "two", "Two")
    shutil.rmtree(first)
    assert _titles(tmp_path / "out") == ["Two"]
    sweep(tmp_path / "out")
    assert sorted((tmp_path / "theirs").rglob("*")) == before
    assert (tmp_path / "theirs" / ".lock").read_text() == "mine"


@pytest.mark.parametrize("where", ["the store", "its graphs"])
def test_a_link_among_the_stores(where: str, tmp_path: Path) -> None:
    """What a link leads to stays, marked or not."""
    (tmp_path / "theirs").mkdir()
    (tmp_path / "theirs" / stores._MARK).touch()
    (tmp_path / "out" / "stores").mkdir(parents=True)
    link = tmp_path / "out" / "stores" / ("0" * 32)
    if where == "the store":
        link.symlink_to(tmp_path / "theirs")
    else:
        link.mkdir()
        (link / stores._MARK).touch()
        (link / "graphs").symlink_to(tmp_path / "theirs")
    sweep(tmp_path / "out")
    assert list((tmp_path / "theirs").iterdir())


def test_a_sweep_that_ended_halfway(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it left is no store for anybody, and the next sweep removes it."""
    first, _ = _release(tmp_path, "one", "One"), _titles(tmp_path)
    _release(tmp_path, "two", "Two")
    first.rename(tmp_path / "away")
    with monkeypatch.context() as patch:
        patch.setattr(stores, "_remove", lambda folder: shutil.rmtree(folder / "graphs"))
        sweep(tmp_path)
    (tmp_path / "away").rename(first)
    assert _titles(first) == ["One"]
    sweep(tmp_path)
    assert len(_stores(tmp_path)) == 1


@pytest.mark.parametrize("current", [None, "elsewhere", "releases", "a folder"])
def test_only_the_out_of_a_build_keeps_stores(current: str | None, tmp_path: Path) -> None:
    """A release in somebody's folder of that name is asked, and nothing beside that folder is written or removed."""
    release = _release(tmp_path, "one", "One")
    (tmp_path / "current").unlink()
    theirs = tmp_path / "stores" / ("0" * 32) / "notes"
    theirs.parent.mkdir(parents=True)
    theirs.write_text("mine")
    if current == "a folder":
        (tmp_path / "current").mkdir()
    elif current:
        (tmp_path / "current").symlink_to(current)
    assert _titles(release) == ["One"]
    assert Release.open(release).out is None
    assert [path.name for path in (tmp_path / "stores").iterdir()] == ["0" * 32] and theirs.exists()


def test_nothing_to_sweep(tmp_path: Path) -> None:
    """Where there are no stores, none appear."""
    sweep(tmp_path)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("where", ["alone", "without hashes", "not to be written"])
def test_a_store_for_the_moment(where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A release that no OUT keeps, one without hashes, and one on a full or closed disk is asked all the same."""
    folder, source = _release(tmp_path / "out", "one", "One"), tmp_path / "out"
    if where == "alone":
        source = Path(shutil.copytree(folder, tmp_path / "copy"))
    elif where == "without hashes":
        manifest = folder / "manifest.json"
        manifest.write_text(manifest.read_text().replace("sha256", "other"))
    else:
        (source / "stores").write_text("a file in the way")
    assert _titles(source) == ["One"]
    with store(Release.open(source), lambda note: None) as made:
        assert made.is_dir()
    assert not made.exists()
    assert not (source / "stores").is_dir()


def test_a_disk_that_fills_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store that finds no room beside its release is made for the moment, elsewhere."""
    make, refused = stores._make, []

    def full(folder: Path, loads: list[Load]) -> None:
        if folder.is_relative_to(tmp_path):
            refused.append(folder)
            raise OSError("IO error: No space left on device")
        make(folder, loads)

    _release(tmp_path, "one", "One")
    monkeypatch.setattr(stores, "_make", full)
    assert _titles(tmp_path) == ["One"]
    assert refused and _stores(tmp_path) == []


@pytest.mark.parametrize("damage", ["hash", "syntax", "missing"])
def test_nothing_damaged_is_kept(damage: str, tmp_path: Path) -> None:
    """A dump that is not what the manifest says makes no store, and is told by its path."""
    folder = _release(tmp_path, "one", "One", "0" * 64 if damage == "hash" else "")
    if damage == "missing":
        (folder / "dump" / "film.nt").unlink()
    elif damage == "syntax":
        (folder / "dump" / "film.nt").write_text("<a> <b")
        digest = sha256(b"<a> <b").hexdigest()
        text = (folder / "manifest.json").read_text()
        (folder / "manifest.json").write_text(text.replace(json.loads(text)["files"][0]["sha256"], digest))
    with pytest.raises(ReelgraphError, match=r"dump/film\.nt: the release is damaged: "):
        _titles(tmp_path)
    assert not (tmp_path / "stores").is_dir() or _stores(tmp_path) == []


def test_a_long_wait_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where much is to be loaded, a person is told, and only then."""
    _release(tmp_path, "one", "One")
    told: list[str] = []
    monkeypatch.setattr(stores, "_LONG", 1)
    for _ in range(2):
        with store(Release.open(tmp_path), told.append):
            pass
    assert told == [f"{tmp_path / 'current'}: loading it for queries; this takes a while, once"]


@pytest.mark.skipif(sys.platform != "linux", reason="memory is told by /proc")
@pytest.mark.parametrize(
    "films", [pytest.param(3_000, marks=pytest.mark.slow), pytest.param(100_000, marks=pytest.mark.long)]
)
def test_a_query_does_not_load_the_release(films: int, tmp_path: Path) -> None:
    """Once the store is there, an ASK takes 0.4 s of CPU and 200 MiB, both processes together, however many films."""
    generate = [sys.executable, str(ROOT / "bench" / "generate.py"), str(films), str(tmp_path / "catalogue")]
    subprocess.run(generate, check=True, timeout=60 + films / 100)
    kg, out = str(Path(sys.executable).with_name("kg")), str(tmp_path / "out")
    build = [kg, "build", str(tmp_path / "catalogue"), "--out", out, "--dumps-only"]
    subprocess.run(build, check=True, timeout=60 + films / 10, capture_output=True)
    ask = [kg, "query", out, "ASK { ?film a <http://schema.org/Movie> ; <http://schema.org/director> ?who }"]
    subprocess.run(ask, check=True, timeout=60 + films / 10, capture_output=True)
    measured = [_measured(ask) for _ in range(3)]
    print(f"{films} films:", *(f"{seconds:.2f} s, {size >> 20} MiB;" for seconds, size in measured))
    # On a busy machine, five times what `kg --help` takes; to load the release takes many times that.
    slow = 5 * min(_measured([kg, "--help"])[0] for _ in range(3))
    assert min(seconds for seconds, _ in measured) <= max(0.4, slow)
    assert max(size for _, size in measured) <= 200 << 20


def _measured(command: list[str]) -> tuple[float, int]:
    """CPU seconds of a command and its children, and the most memory in bytes that they were seen to have together."""
    before, most = resource.getrusage(resource.RUSAGE_CHILDREN), 0
    with subprocess.Popen(command, stdout=subprocess.DEVNULL) as process:
        while process.poll() is None:
            most = max(most, sum(map(_resident, _tree(str(process.pid)))))
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert process.returncode == 0
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, most


def _tree(pid: str) -> list[str]:
    try:
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    except OSError:
        return []
    return [pid, *(each for child in children for each in _tree(child))]


def _resident(pid: str) -> int:
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0
