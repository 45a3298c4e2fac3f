"""Where the house keeps what is not code, and what a catalogue brings beside it.

What a catalogue brings holds for a stretch of work: `using` sets it, and functions that are `kept` give what follows
from it. Workers and children take it over.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar, copy_context
from functools import cache, wraps
from pathlib import Path
from typing import NamedTuple, ParamSpec, TypeVar, TypeVarTuple

_PACKAGED = Path(__file__).parents[1] / "data"
_ROOT = _PACKAGED if _PACKAGED.is_dir() else Path(__file__).parents[2]

SHAPES = _ROOT / "shapes"
ONTOLOGY = _ROOT / "ontology"
QUERIES = _ROOT / "queries"
DOCS = _ROOT / "docs"

KINDS = {"shapes": ".ttl", "layouts": ".toml", "words": ".toml", "queries": ".rq", "imports": ".rq"}
"""The folders that a catalogue may have, and the suffix of what is read in them."""

LABELS = "labels.toml"
"""The file of words with the labels of film pages; others are called after a language of the site."""

_P = ParamSpec("_P")
_T = TypeVar("_T")
_Ts = TypeVarTuple("_Ts")


class File(NamedTuple):
    """A file that is brought; time and size tell whether it is still the same."""

    kind: str
    path: Path
    changed: int
    size: int


Brought = tuple[File, ...]
"""What a catalogue brings, by kind and path."""

_brought: ContextVar[Brought] = ContextVar("brought", default=())


def found(folder: Path, inside: str = "") -> Brought:
    """What a catalogue in a folder brings; a release keeps it `inside` the folders of its own."""
    paths = (
        (kind, path)
        for kind, suffix in KINDS.items()
        for path in sorted((folder / kind / inside).glob(f"*{suffix}"))
        if path.is_file()
    )
    return tuple(File(kind, path, path.stat().st_mtime_ns, path.stat().st_size) for kind, path in paths)


@contextmanager
def using(brought: Brought) -> Iterator[None]:
    """In this block, that is what the catalogue brings. Not for generators, whose callers would be in it too."""
    token = _brought.set(brought)
    try:
        yield
    finally:
        _brought.reset(token)


def used(brought: Brought, items: Iterator[_T]) -> Iterator[_T]:
    """The items of an iterator, each made where that is what the catalogue brings."""
    context = copy_context()
    context.run(_brought.set, brought)
    while True:
        try:
            item = context.run(next, items)
        except StopIteration:
            return
        yield item


def within(brought: Brought, function: Callable[_P, _T], *arguments: _P.args, **named: _P.kwargs) -> _T:
    """What a function gives where that is what the catalogue brings."""
    with using(brought):
        return function(*arguments, **named)


def in_use() -> Brought:
    """What the catalogue brings here."""
    return _brought.get()


def own(kind: str) -> list[Path]:
    """The files of a kind that the catalogue brings."""
    return [file.path for file in _brought.get() if file.kind == kind]


def kept(function: Callable[[*_Ts], _T]) -> Callable[[*_Ts], _T]:
    """As `functools.cache`, once for each catalogue that brings something else; its arguments are positional."""

    @cache
    def of(_: Brought, arguments: tuple[*_Ts]) -> _T:
        return function(*arguments)

    @wraps(function)
    def remembered(*arguments: *_Ts) -> _T:
        return of(_brought.get(), arguments)

    return remembered
