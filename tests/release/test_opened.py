"""A release as it is read, and whether it is whole."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from kg.pipeline.build import build
from kg.release.manifest import MANIFEST
from kg.release.opened import Release
from kg.sources.init import init
from kg.system.errors import ReelgraphError


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole release of one film."""
    folder = tmp_path_factory.mktemp("small")
    for _ in init(folder / "catalogue", None):
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
    with pytest.raises(ReelgraphError, match="holds no release"):
        Release.open(tmp_path)


def test_a_whole_release(small: Path) -> None:
    """Of what a build made nothing is wrong."""
    assert list(Release.open(small).verify()) == []


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
    return "its SHA-256 is not the one that the manifest says"


def _shorten(folder: Path) -> str:
    path = folder / "dump" / "film.nt"
    path.write_bytes(path.read_bytes()[:-1])
    return "bytes, and not"


def _remove(folder: Path) -> str:
    (folder / "manual" / "index.html").unlink()
    return "not a file of its own"


def _add(folder: Path) -> str:
    (folder / "film" / "new.nt").touch()
    return "is not in the manifest"


def _link(folder: Path) -> str:
    path = folder / "dump" / "film.nt"
    path.rename(folder.parent / "film.nt")
    path.symlink_to(folder.parent / "film.nt")
    return "not a file of its own"


def _miscount(folder: Path) -> str:
    path = folder / MANIFEST
    path.write_bytes(path.read_bytes().replace(b'"person": 1', b'"person": 2', 1))
    return "person: the manifest says 2, the dumps 1"


@pytest.mark.parametrize("damage", [_rewrite, _shorten, _remove, _add, _link, _miscount])
def test_what_is_damaged_is_found(damage: Callable[[Path], str], copy: Path) -> None:
    """One change, one line."""
    expected = damage(copy)
    (told,) = Release.open(copy).verify()
    assert expected in told and "\n" not in told
