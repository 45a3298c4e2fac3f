"""A release as it is read, and whether it is whole."""

import json
import shutil
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest

from kg.pipeline.build import build
from kg.release.manifest import MANIFEST, read
from kg.release.opened import Release
from kg.release.verifying import wrong
from kg.sources.init import init
from kg.system.errors import ReelgraphError


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole release of one film."""
    folder = tmp_path_factory.mktemp("small")
    for _ in init(folder / "catalogue"):
        pass
    build(folder / "catalogue", folder / "out")
    return folder / "out" / "current"


@pytest.fixture
def copy(small: Path, tmp_path: Path) -> Path:
    """A release to damage."""
    return Path(shutil.copytree(small, tmp_path / "copy"))


def test_which_release_is_read(example: Path) -> None:
    """OUT means its current release, which OUT keeps; a release by its own path is kept by the OUT that it lies in."""
    out = example.parent
    assert Release.open(out).out == out and Release.open(out).folder == out / "current"
    (one,) = (out / "releases").iterdir()
    assert Release.open(one).out == Release.open(example).out == out.resolve()


def test_a_release_that_stands_alone(copy: Path) -> None:
    """It is read, and no OUT keeps it."""
    assert Release.open(copy).out is None


def test_no_release(tmp_path: Path) -> None:
    """A folder without a manifest is told, with what makes one."""
    with pytest.raises(ReelgraphError, match="not a release"):
        Release.open(tmp_path)


def test_a_whole_release(small: Path) -> None:
    """Of what a build made nothing is wrong."""
    assert list(wrong(Release.open(small))) == []


def test_entities(example: Path) -> None:
    """All things with a document, each once, as many of each kind as the manifest counts."""
    release = Release.open(example)
    found = list(release.entities())
    assert len(found) == len(set(found)) == sum(release.manifest.counts.documents.values())
    assert all(iri.startswith(release.base) and iri.endswith("/#this") for iri in found)


def test_the_graph_of_a_document(example: Path) -> None:
    """What it states, for the IRI of the thing or of the document; of others', and of no document, nothing."""
    release = Release.open(example)
    iri = next(release.entities())
    assert list(release.graph(iri)) == list(release.graph(iri.removesuffix("#this"))) != []
    for other in ("https://a.example/x/", f"{release.base}../", f"{release.base}no/such/", ""):
        assert list(release.graph(other)) == []


def _rewrite(folder: Path) -> str:
    path = folder / "film" / "all-of-us-strangers-2023" / "index.nt"
    path.write_bytes(path.read_bytes().replace(b"Strangers", b"Strangery"))
    return "its SHA-256 is not the one in the manifest"


def _shorten(folder: Path) -> str:
    path = folder / "dump" / "film.nt"
    path.write_bytes(path.read_bytes()[:-1])
    return "bytes; the manifest says"


def _remove(folder: Path) -> str:
    (folder / "manual" / "index.html").unlink()
    return "not a regular file"


def _add(folder: Path) -> str:
    (folder / "film" / "new.nt").touch()
    return "is not in the manifest"


def _link(folder: Path) -> str:
    path = folder / "dump" / "film.nt"
    path.rename(folder.parent / "film.nt")
    path.symlink_to(folder.parent / "film.nt")
    return "not a regular file"


def _miscount(folder: Path) -> str:
    path = folder / MANIFEST
    path.write_bytes(path.read_bytes().replace(b'"person": 1', b'"person": 2', 1))
    return "person: the manifest says 2, the dumps 1"


@pytest.mark.parametrize("damage", [_rewrite, _shorten, _remove, _add, _link, _miscount])
def test_what_is_damaged_is_found(damage: Callable[[Path], str], copy: Path) -> None:
    """One change, one line."""
    expected = damage(copy)
    (told,) = wrong(Release.open(copy))
    assert expected in told and "\n" not in told


@pytest.mark.parametrize("syntax", ["nt", "ttl"])
@pytest.mark.parametrize("others", [(), ("evidence", "manifest"), ("film",)])
def test_a_mirror_need_not_have_everything(syntax: str, others: tuple[str, ...], copy: Path, tmp_path: Path) -> None:
    """Nothing is wrong with one that has all files of some kinds; what is damaged or missing of them is a line each."""
    mirror = tmp_path / "mirror"
    (mirror / "dump").mkdir(parents=True)
    for path in (copy / MANIFEST, *(copy / "dump").glob(f"*.{syntax}")):
        shutil.copy(path, mirror / path.relative_to(copy))
    for folder in others:
        shutil.copytree(copy / folder, mirror / folder)
    release = Release.open(mirror)
    assert list(wrong(release, mirror=True)) == [] != list(wrong(release))
    (mirror / f"dump/film.{syntax}").unlink()
    (mirror / f"dump/person.{syntax}").write_bytes(b"spoilt")
    film, person = wrong(release, mirror=True)
    assert "film" in film and "is missing" in film and "person" in person and "bytes" in person
    for path in (mirror / "dump").iterdir():
        path.unlink()
    assert len(list(wrong(release, mirror=True))) == len(release.files("dump"))


PARTS = {
    "cut off": b'{"files": [',
    "no JSON": b"\0",
    "empty": b"",
    "another thing": b'{"files": 1}',
    "leads out": b'{"files": [{"path": "../x", "mediaType": "text/plain"}]}',
    "gone": None,
}


@pytest.mark.parametrize("kind", PARTS)
@pytest.mark.parametrize("known", [False, True], ids=["", "with its hash"])
def test_a_damaged_list_of_files_hides_no_other_damage(kind: str, known: bool, copy: Path) -> None:
    """It is one line, whether or not the manifest knows it so, and what else is listed is looked at."""
    release, content = Release.open(copy), PARTS[kind]
    part, *_, last = release.files("files")
    hidden = read(copy / last.path).files[0]
    (copy / hidden.path).write_bytes(b"spoilt")
    (copy / part.path).unlink()
    if content is not None:
        (copy / part.path).write_bytes(content)
    if known and content is not None:
        facts = (copy / MANIFEST).read_text()
        facts = json.loads((copy / MANIFEST).read_text())
        (listed,) = [file for file in facts["files"] if file["path"] == part.path]
        listed |= {"bytes": len(content), "sha256": sha256(content).hexdigest()}
        (copy / MANIFEST).write_text(json.dumps(facts))
    told = list(wrong(Release.open(copy)))
    assert len(told) == 2 and {hidden.path in line for line in told} == {True, False}
    assert sum(part.path in line for line in told) == 1
