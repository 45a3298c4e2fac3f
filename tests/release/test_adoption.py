"""How a release comes to be in OUT: always a whole one, and nothing of a person's is lost."""

import os
import threading
from pathlib import Path

import pytest
from filelock import FileLock

from kg.release.adoption import Adopted, adopt
from kg.release.inventory import describe
from kg.release.opened import Release
from kg.release.staging import staging
from kg.system.errors import ReelgraphError

FILES = {"dump/film.nt": "<a> <b> <c> .\n", "film/x/index.html": "<p>x", "film/x/index.nt": "<x>", "index.html": "<p>"}


def _adopt(out: Path, **changed: str) -> Adopted:
    """A small release, with other contents for files by their stems."""
    with staging(out) as folder:
        release = folder / "release"
        for path, content in FILES.items():
            (release / path).parent.mkdir(parents=True, exist_ok=True)
            (release / path).write_text(changed.get(Path(path).stem, content))
        return adopt(out, release, describe(release, {"date": "2026-01-01", "base": "https://a.example/"}))


def _tree(folder: Path) -> dict[str, str]:
    return {p.relative_to(folder).as_posix(): p.read_text() for p in folder.rglob("*") if p.is_file()}


FOREIGN = ["CNAME", ".well-known/security.txt", "film/x/notes.md", "film/mine/page.html", "nowhere/a/b"]


@pytest.mark.parametrize("path", FOREIGN)
def test_what_a_person_put_into_a_release_is_kept_aside_and_told(path: str, tmp_path: Path) -> None:
    """When the same release is built again, it is as its manifest says, and theirs is in a folder that is named."""
    out = tmp_path / "out"
    whole = _tree(_adopt(out).place)
    mine = out / "current" / path
    mine.parent.mkdir(parents=True, exist_ok=True)
    mine.write_text("mine")
    place, (told,) = _adopt(out)
    assert _tree(place) == whole
    assert (out / "kept" / place.name / path).read_text() == "mine"
    assert path.startswith(told.split(" in ")[0]) and str(out / "kept" / place.name) in told


def test_an_empty_folder_and_links_of_a_person_are_kept(tmp_path: Path) -> None:
    """Whatever kind it is, also where it stands in the place of a file or a folder of the release."""
    out = tmp_path / "out"
    whole = _tree(_adopt(out).place)
    (tmp_path / "elsewhere").mkdir()
    current = out / "current"
    (current / "empty").mkdir()
    (current / "index.html").unlink()
    (current / "index.html").symlink_to("nowhere")
    (current / "film" / "x").rename(tmp_path / "x")
    (current / "film" / "x").symlink_to(tmp_path / "elsewhere")
    (current / "dump" / "film.nt").unlink()
    (current / "dump" / "film.nt").mkdir()
    os.mkfifo(current / "pipe")
    place, told = _adopt(out)
    kept = out / "kept" / place.name
    assert _tree(place) == whole and len(told) == 2
    assert {path.relative_to(kept).as_posix() for path in kept.rglob("*")} == {
        *("empty", "index.html", "film", "film/x", "dump", "dump/film.nt", "pipe")
    }
    assert (kept / "index.html").readlink() == Path("nowhere")


def test_what_was_changed_is_mended_and_kept(tmp_path: Path) -> None:
    """A file that is not as it was built stands aside; one that is gone is there again."""
    out = tmp_path / "out"
    whole = _tree(_adopt(out).place)
    for content in ("one", "two"):
        (out / "current" / "index.html").write_text(content)
        (out / "current" / "film" / "x" / "index.nt").unlink()
        place, (told,) = _adopt(out)
        assert _tree(place) == whole and told.startswith("index.html in ")
    assert sorted(path.read_text() for path in out.glob("kept/*/index.html")) == ["one", "two"]


def test_a_release_that_is_there_is_left_alone(tmp_path: Path) -> None:
    """Not a file of it is touched, and nothing is told."""
    before = _adopt(tmp_path)
    times = {path: path.stat().st_ctime_ns for path in before.place.rglob("*") if path.is_file()}
    after = _adopt(tmp_path)
    assert after == before and after.kept == ()
    assert times == {path: path.stat().st_ctime_ns for path in after.place.rglob("*") if path.is_file()}


def test_what_a_person_put_into_the_release_before_is_told(tmp_path: Path) -> None:
    """It stays there, as all of the old release does."""
    old = _adopt(tmp_path).place
    (old / "CNAME").write_text("mine")
    new, (told,) = _adopt(tmp_path, film="another")
    assert new != old and (old / "CNAME").exists() and not (new / "CNAME").exists()
    assert told.startswith("CNAME in ")


def test_names_are_told_without_what_moves_a_terminal(tmp_path: Path) -> None:
    """A person's file may be called anything."""
    (_adopt(tmp_path).place / "\x1b[31mred").write_text("")
    assert "\x1b" not in _adopt(tmp_path).kept[0]


def test_whoever_follows_current_finds_a_release_at_every_instant(tmp_path: Path) -> None:
    """While releases come, come again and are mended, every file of the manifest that is read there exists."""
    _adopt(tmp_path)
    done, missing = threading.Event(), list[object]()

    def follow() -> None:
        while not done.is_set():
            try:
                release = (tmp_path / "current").resolve(strict=True)
                missing.extend(path for path in Release.open(release).paths() if not (release / path).exists())
            except (OSError, ReelgraphError) as error:
                missing.append(error)

    reader = threading.Thread(target=follow)
    reader.start()
    try:
        for number in range(60):
            place, _ = _adopt(tmp_path, film=str(number % 3))
            (place / "index.html").write_text("spoilt")
            (place / "CNAME").write_text("mine")
            _adopt(tmp_path, film=str(number % 3))
    finally:
        done.set()
        reader.join(10)
    assert not missing


NO_LINKS = [("a folder", "current/index.html"), ("a file", "current")]


@pytest.mark.parametrize(("what", "path"), NO_LINKS)
def test_a_current_that_is_no_link_is_refused_at_once(what: str, path: str, tmp_path: Path) -> None:
    """Before any work, and it is left as it is."""
    (tmp_path / path).parent.mkdir(exist_ok=True)
    (tmp_path / path).write_text("mine")
    with pytest.raises(ReelgraphError, match=f"current: is {what}"), staging(tmp_path):
        pytest.fail("work was begun")
    assert (tmp_path / path).read_text() == "mine"


NO_OUTS = ["out", "out/releases", "out/.lock/x", "out/releases/x"]


@pytest.mark.parametrize("path", NO_OUTS)
def test_an_out_that_cannot_be_one_is_one_line(path: str, tmp_path: Path) -> None:
    """A file where a folder should be, or a folder where a file should be."""
    (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / path).write_text("mine")
    if path == "out/releases/x":
        _adopt(tmp_path / "out")
    else:
        with pytest.raises(ReelgraphError, match="out"), staging(tmp_path / "out"):
            pytest.fail("work was begun")
    assert (tmp_path / path).read_text() == "mine"


WITHIN = ["current", "current/film", "current/new", "releases", "releases/new", "releases/new/out", "kept", "film/x"]


@pytest.mark.parametrize("path", WITHIN)
@pytest.mark.parametrize("linked", [False, True])
def test_an_out_within_another_is_refused(path: str, linked: bool, tmp_path: Path) -> None:
    """A build into a published release, or beside one in its OUT, by whatever name, is refused before any work."""
    _adopt(tmp_path / "out")
    before = sorted(tmp_path.rglob("*"))
    out = tmp_path / "out" / path
    if linked:
        out = tmp_path / "link" / path
        (tmp_path / "link").symlink_to("out")
        before.append(tmp_path / "link")
    with pytest.raises(ReelgraphError, match="which is a published release"), staging(out):
        pytest.fail("work was begun")
    assert sorted(tmp_path.rglob("*")) == sorted(before)


@pytest.mark.parametrize("path", ["", "x", "film/x"])
def test_an_out_within_a_release_that_stands_alone_is_refused(path: str, tmp_path: Path) -> None:
    """A copy of a release is one, too."""
    copy = _adopt(tmp_path / "out").place.rename(tmp_path / "copy")
    with pytest.raises(ReelgraphError, match=f"is inside {copy}, "), staging(copy / path):
        pytest.fail("work was begun")


def test_a_manifest_of_others_makes_no_release(tmp_path: Path) -> None:
    """An OUT below a web application, or a folder with a `current` of its own, is one as any other."""
    (tmp_path / "manifest.json").write_text('{"name": "app", "icons": []}')
    (tmp_path / "current").mkdir()
    assert Release.open(_adopt(tmp_path / "out").place)


def test_only_what_dead_builds_left_is_swept(tmp_path: Path) -> None:
    """A folder whose lock nobody holds goes; one of a living build, and whatever else is called like one, stays."""
    names = [".building-notes", ".building-123", ".building-0123456789abcdef"]
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "notes").write_text("mine")
    (tmp_path / ".building-notes.lock").write_text("mine")
    for name in (".building-00000000000000aa", ".building-00000000000000bb"):
        (tmp_path / name / "work").mkdir(parents=True)
        (tmp_path / f"{name}.lock").touch()
    (tmp_path / ".building-00000000000000cc.lock").touch()
    with FileLock(tmp_path / ".building-00000000000000bb.lock"), staging(tmp_path):
        pass
    left = {path.name for path in tmp_path.glob(".building*")}
    bb = {".building-00000000000000bb", ".building-00000000000000bb.lock"}
    assert left == {*names, ".building-notes.lock"} | bb


def test_a_release_with_another_thing_in_its_place(tmp_path: Path) -> None:
    """A file that has the name of the release is kept aside."""
    place = _adopt(tmp_path).place
    place.rename(tmp_path / "elsewhere")
    place.write_text("mine")
    again, (told,) = _adopt(tmp_path)
    assert again == place and Release.open(again) and str(tmp_path / "kept" / place.name) in told
    assert (tmp_path / "kept" / place.name).read_text() == "mine"


def test_only_files_of_releases_are_shared(tmp_path: Path) -> None:
    """A current that leads to a folder of somebody's gives no file away: who edits it would edit the release."""
    _adopt(tmp_path).place.rename(tmp_path / "theirs")
    (tmp_path / "current").unlink()
    (tmp_path / "current").symlink_to("theirs")
    place = _adopt(tmp_path, film="another").place
    assert not (place / "index.html").samefile(tmp_path / "theirs" / "index.html")
