"""What `kg query` does: find the query, check it, ask it here or there, write the answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, ExitStack
from functools import partial
from pathlib import Path
from shutil import get_terminal_size
from typing import BinaryIO

import msgspec

from kg.model.prefixes import SCHEMA
from kg.query import local
from kg.query.named import Query, queries
from kg.query.question import Question, complaints_about, question
from kg.query.table import drawn
from kg.query.terms import in_our_namespace, other_namespaces
from kg.release.opened import Release, brought_by
from kg.release.stores import lacks, store
from kg.system import resources
from kg.system.errors import ReelgraphError
from kg.system.process import MIB, Limits, ran

SECONDS = 60.0
LONGEST = 86_400
MEMORY = 1024 * MIB
LARGEST = 2048 * MIB
"""In bytes: what an answer may be."""

_WIDTH = 100
_CHUNK = 1 << 16


def asked(
    question: Question,
    source: Release | str,
    seconds: float = SECONDS,
    tell: Callable[[str], None] = lambda note: None,
) -> Iterator[bytes]:
    """The answer of a release, or of the endpoint at an address, in pieces.

    It may take so many `seconds`; `tell` is told what a person should know of it. Raises ReelgraphError; nothing is
    given in part.
    """
    if not 0 < seconds <= LONGEST:
        raise ReelgraphError(f"--timeout {seconds:g}: must be more than 0 and at most {LONGEST:,} seconds")
    limits = Limits(seconds, MEMORY, LARGEST)
    if isinstance(source, str):
        from kg.query import remote

        there = (source, question.text, question.form, question.written, _width(), seconds)
        yield from _answered(source, ran(remote.answer, *there, limits=limits, network=True), tell)
        return
    ours = in_our_namespace(question.text)
    for other in other_namespaces(question.text):
        tell(f"{question.name}: {other} was read as {SCHEMA}, which this release uses")
    if question.graphs and (roles := lacks(source)):
        tell(f"{question.name}: graphs are empty whose files are not in {source.folder}: {', '.join(roles)}")
    with store(source, tell) as folder:
        here = ran(local.answer, folder, question._replace(text=ours), source.base, _width(), limits=limits)
        yield from _answered(question.name, here, tell)


def answer(
    source: str | None,
    query: str | None,
    endpoint: str | None,
    params: tuple[str, ...],
    form: str | None,
    seconds: float = SECONDS,
    tell: Callable[[str], None] = lambda note: None,
) -> Iterator[bytes]:
    """What the command gives: the answer to a query, or the list of queries where none is named.

    `source` is the folder of releases; with an `endpoint` it is the query.
    """
    if endpoint and query:
        raise ReelgraphError("with --endpoint, give only the query, not a release")
    name = source if endpoint else query
    brought = brought_by(Path(source or "")) if not endpoint else ()
    if name is None:
        if source and not Path(source).is_dir():
            raise ReelgraphError(f"{source}: folder not found; write `kg query OUT NAME`, or --endpoint URL")
        if params:
            raise ReelgraphError("-p is of a query, and none is given; write `kg query OUT NAME -p NAME=VALUE`")
        yield listing(resources.within(brought, queries)).encode()
        return
    found = resources.within(brought, question, name, params, form, "" if endpoint else _base(Path(source or "")))
    yield from asked(found, endpoint or Release.open(Path(source or "")), seconds, tell)


def _base(out: Path) -> str:
    """What the addresses of a release begin with; "" where there is none, which is told when it is asked."""
    try:
        return Release.open(out).base
    except ReelgraphError:
        return ""


def _answered(name: str, asking: AbstractContextManager[BinaryIO], tell: Callable[[str], None]) -> Iterator[bytes]:
    """What the process of its own writes after its line of notes."""
    with ExitStack() as stack:
        with complaints_about(name):
            written = stack.enter_context(asking)
        for note in msgspec.json.decode(written.readline(), type=list[str]):
            tell(f"{name}: {note}")
        yield from iter(partial(written.read, _CHUNK), b"")


def listing(found: Iterable[Query]) -> str:
    """The queries as a table: name, question, and the parameters as they are typed; * marks what must be given."""
    rows = [(query.name, query.title, _parameters(query)) for query in found]
    return drawn(("query", "question", "parameters (* required)"), rows, _width())


def _parameters(query: Query) -> str:
    return "\n".join(f'{"*" if p.required else ""}{p.name}="{p.example}"' for p in query.parameters)


def _width() -> int:
    return get_terminal_size((_WIDTH, 0)).columns
