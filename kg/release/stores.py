"""The store of a release: its graphs in a form that is asked at once, on disk, made by whoever needs it first.

It stands in `OUT/stores/<hash>`, beside the releases, and is named after what is loaded. It appears by one rename, so
what is there is whole; it is only read from then on, and goes by one rename. A mark says that it is ours: what else is
there belongs to people, however it is called, and so does all that a link leads to.
"""

from __future__ import annotations

import os
import secrets
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from kg.model.formats import named
from kg.release.loading import Load, load
from kg.release.manifest import File
from kg.release.opened import CURRENT, N_TRIPLES, RELEASES, Release
from kg.system.errors import ReelgraphError
from kg.system.process import Limits, ran

FOLDER = "stores"
ONTOLOGY = "https://w3id.org/reelgraph/ontology"
SHAPES = "https://w3id.org/reelgraph/shapes"

# Role and media type of what is loaded, and the graph that it goes into: "" is that which the file states.
_LOADED = (
    ("dump", N_TRIPLES, ""),
    ("evidence", named("nquads").media_type, ""),
    ("ontology", named("turtle").media_type, ONTOLOGY),
    ("shapes", named("turtle").media_type, SHAPES),
)
_SYNTAXES = tuple(named(name).media_type for name in ("ntriples", "turtle", "jsonld"))
"""The media types of dumps; those that load first come first."""

_MARK, _GRAPHS = "made-by-kg-query", "graphs"
"""What stands in the folder of a store: an empty file, and the folder that the engine opens."""

_LONG = 100_000_000
"""In bytes: loading more takes so long that a person wants to know."""


@contextmanager
def store(release: Release, tell: Callable[[str], None]) -> Iterator[Path]:
    """The folder of a release's store, to be opened read-only; made if it is not there.

    A release that no OUT keeps, or whose OUT cannot be written, gets one that is gone afterwards; so does a mirror of
    some of its files. `tell` is told where it takes long. Raises ReelgraphError where the release is damaged.
    """
    loaded = _loaded(release)
    kept = release.out / FOLDER / _name(loaded) if release.out and all(file.sha256 for file, _ in loaded) else None
    if kept and _is_whole(kept):
        yield kept / _GRAPHS
        return
    mirrored = _mirrored(release)
    if mirrored != loaded:
        kept = None
    loads = [Load(release.path(file), file.media_type, graph, file.sha256) for file, graph in mirrored]
    if sum(one.path.stat().st_size for one in loads) > _LONG:
        tell(f"{release.folder}: loading it for queries; this takes a while" + (", once" if kept else ""))
    if kept and _keeps(kept, loads):
        yield kept / _GRAPHS
        return
    with TemporaryDirectory(prefix="kg-store-") as temporary:
        _make(Path(temporary) / _GRAPHS, loads)
        yield Path(temporary) / _GRAPHS


def sweep(out: Path) -> None:
    """Remove the stores of releases that OUT does not have any more, unless one is being made."""
    if not (out / FOLDER).is_dir() or (out / FOLDER).is_symlink():
        return
    with suppress(OSError, TimeoutError), _lock(out / FOLDER, wait=False):
        _sweep(out / FOLDER)


def _loaded(release: Release) -> list[tuple[File, str]]:
    return [(file, graph) for role, form, graph in _LOADED for file in release.files(role, form)]


def _mirrored(release: Release) -> list[tuple[File, str]]:
    """What is loaded of a mirror, which may have the dumps in another syntax, and lack all files of the other roles."""
    dumps = next(filter(release.has_any, (release.files("dump", form) for form in _SYNTAXES)), release.files("dump"))
    others = [(file, graph) for file, graph in _loaded(release) if file.role != "dump"]
    lacking = lacks(release)
    return [*((file, "") for file in dumps), *((file, graph) for file, graph in others if file.role not in lacking)]


def lacks(release: Release) -> list[str]:
    """The roles of files of which the manifest lists some, and none is there: a mirror need not have all."""
    roles = {role: release.files(role, form) for role, form, _ in _LOADED if role != "dump"}
    return [role for role, files in roles.items() if files and not release.has_any(files)]


def _name(loaded: list[tuple[File, str]]) -> str:
    """Another engine may keep its files otherwise, and so did we before there was a mark."""
    import pyoxigraph

    parts = (_MARK, pyoxigraph.__version__, *(f"{graph} {file.sha256}" for file, graph in loaded))
    return sha256("\n".join(parts).encode()).hexdigest()[:32]


def _keeps(folder: Path, loads: list[Load]) -> bool:
    """Whether the store is there now, as it is unless nothing can be written there, or its place is taken."""
    stores = folder.parent
    if stores.is_symlink():
        return False
    try:
        stores.mkdir(exist_ok=True)
        with _lock(stores, wait=True):
            if not _is_whole(folder):
                _sweep(stores)
                _appear(folder, loads)
        return True
    except OSError:
        return False


def _appear(folder: Path, loads: list[Load]) -> None:
    """Make a store beside its place, and put it there; where ours has lost its graphs, put those there.

    Raises OSError also where something else has the place.
    """
    ours = _is_ours(folder)
    if os.path.lexists(folder) and not ours:
        raise FileExistsError(folder)
    making = folder.with_name(f".making-{secrets.token_hex(8)}")
    making.mkdir()
    try:
        (making / _MARK).touch()
        _make(making / _GRAPHS, loads)
        if ours:
            (making / _GRAPHS).rename(folder / _GRAPHS)
        else:
            making.rename(folder)
    finally:
        shutil.rmtree(making, ignore_errors=True)


def _make(folder: Path, loads: list[Load]) -> None:
    """In a process of its own: what the engine takes to load is given back, and a person can interrupt it."""
    with ran(load, folder, loads, limits=Limits()):
        pass


def _lock(folder: Path, *, wait: bool) -> AbstractContextManager[object]:
    """Raises OSError where nothing can be written, and TimeoutError where another has it and nobody waits."""
    from filelock import FileLock

    return FileLock(folder / ".lock", timeout=-1 if wait else 0)


def _sweep(stores: Path) -> None:
    """What is of no release that is there, and what was not finished; whoever calls this has the lock."""
    wanted = set()
    for folder in (stores.parent / CURRENT, *(stores.parent / RELEASES).glob("*")):
        with suppress(ReelgraphError):
            wanted.add(_name(_loaded(Release.open(folder))))
    for folder in stores.iterdir():
        if folder.name not in wanted and _is_ours(folder):
            with suppress(OSError):
                _remove(folder.rename(stores / f".gone-{folder.name}"))


def _remove(folder: Path) -> None:
    """The mark after the graphs: as long as they are there, it says whose they are. What a person added stays."""
    if (folder / _GRAPHS).exists():
        shutil.rmtree(folder / _GRAPHS)
    (folder / _MARK).unlink()
    folder.rmdir()


def _is_whole(folder: Path) -> bool:
    """Whether it is a store of ours with its graphs, which a person may have removed."""
    graphs = folder / _GRAPHS
    return _is_ours(folder) and graphs.is_dir() and any(graphs.iterdir())


def _is_ours(folder: Path) -> bool:
    return not folder.is_symlink() and (folder / _MARK).is_file()
