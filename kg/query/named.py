"""Queries as files: `queries/*.rq`, one question each, and files of one's own.

The comment lines before the query are its header: the first line is its title, the others are its help, except
those that declare a parameter:

    # Films by a composer
    # The films with music by a composer, newest first.
    # $composer (name): part of the composer's name, e.g. Hans Zimmer
    # $film (name, required): part of the film's title, e.g. Here
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from itertools import takewhile
from pathlib import Path

import msgspec

from kg.query.lexer import tokens
from kg.query.parameters import TYPES, Parameter
from kg.query.safety import BEGINNINGS, MAX_CHARACTERS
from kg.system import files, resources
from kg.system.errors import ReelgraphError
from kg.system.spelling import hinted

SUFFIX = ".rq"
_LARGEST = 4 * MAX_CHARACTERS
"""Of a query, in bytes."""

_CHOICE = "`kg query OUT` lists the queries; SPARQL is the text itself, a file, or - for stdin"

_PARAMETER = re.compile(
    rf"\A\$(?P<name>[a-z_]+) \((?P<type>{'|'.join(TYPES)})(?P<required>, required)?\): "
    r"(?P<help>.+), e\.g\. (?P<example>.+)"
)


class Query(msgspec.Struct, frozen=True):
    """A query and what its header says of it; `text` is the whole file."""

    name: str
    title: str
    help: str
    parameters: tuple[Parameter, ...]
    text: str

    def __repr__(self) -> str:
        """For a person: without its text."""
        return f"<query {self.name}({', '.join(each.name for each in self.parameters)}): {self.title}>"


def queries() -> list[Query]:
    """The queries that have a name, by name."""
    return [_read(path, name) for name, path in sorted(_named().items())]


def is_named(name: str) -> bool:
    """Whether a query has that name."""
    return name in _named()


def find(name: str) -> Query:
    """Our query of that name, the one in the file of that path, on stdin for "-", or the text itself.

    Raises ReelgraphError where it is none of these.
    """
    if not next(tokens(name), None):
        raise ReelgraphError(f"the query is empty; {_CHOICE}")
    known = _named()
    if name in known:
        return _read(known[name], name)
    if name == "-":
        return _query("stdin", _whole("stdin", partial(files.stdin, _LARGEST)))
    if _is_file(name):
        return _read(Path(name), name)
    if _is_sparql(name):
        return _query("the query", name)
    told = f"{name[:80]}: not a named query, a file or SPARQL; {_CHOICE}"
    raise ReelgraphError(hinted(told, name, known, alike=0.5, most=3))


def _named() -> dict[str, Path]:
    """Our own queries, and those that the catalogue brings; of two with one name, its is meant."""
    return {path.stem: path for path in (*sorted(resources.QUERIES.glob("*" + SUFFIX)), *resources.own("queries"))}


def _read(path: Path, name: str) -> Query:
    return _query(name, _whole(files.name(path), partial(files.whole, path, _LARGEST)))


def _whole(where: str, read: Callable[[], bytes]) -> str:
    try:
        return read().decode("utf-8-sig")
    except files.Unreadable as error:
        raise ReelgraphError(f"{where}: {error}") from None
    except UnicodeDecodeError:
        raise ReelgraphError(f"{where}: is not UTF-8 text") from None


def _query(name: str, text: str) -> Query:
    header = [line.lstrip("# ").rstrip() for line in takewhile(lambda line: line.startswith("#"), text.splitlines())]
    parameters = tuple(_parameter(name, line) for line in header if line.startswith("$"))
    prose = [line for line in header if line and not line.startswith("$")]
    return Query(name, prose[0] if prose else name, " ".join(prose[1:]), parameters, text)


def _is_sparql(text: str) -> bool:
    """Whether a text is meant to be a query, and no name: it has a group, or begins as a query or an update does."""
    first = next((token.text.upper() for token in tokens(text[:MAX_CHARACTERS])), "")
    return "{" in text or (first in BEGINNINGS and len(text.split()) > 1)


def _is_file(name: str) -> bool:
    try:
        return Path(name).is_file()
    except OSError:  # too long to be a path
        return False


def _parameter(name: str, line: str) -> Parameter:
    found = _PARAMETER.fullmatch(line)
    if found is None:
        form = "$NAME (TYPE): HELP, e.g. VALUE"
        raise ReelgraphError(f"{name}: {line[:80]!r}: a parameter is declared as {form}; types: {', '.join(TYPES)}")
    return Parameter(found["name"], found["type"], found["required"] is not None, found["help"], found["example"])
