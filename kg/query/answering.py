"""What `kg query` does: find the query, check it, ask it here or there, write the answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import get_terminal_size

from kg.query import local, remote
from kg.query.formats import choose, write
from kg.query.named import Query, fill, find, queries
from kg.query.safety import check
from kg.query.table import drawn
from kg.release import disk as release
from kg.system.errors import ReelgraphError

_WIDTH = 100


def answer(
    source: str | None, query: str | None, endpoint: str | None, params: tuple[str, ...], form: str | None
) -> str:
    """The answer to a query, or the list of queries where none is named.

    `source` is the folder of releases; with an `endpoint` it is the query. `params` are NAME=VALUE. Raises
    ReelgraphError.
    """
    if endpoint and query:
        raise ReelgraphError(f"{source}: with --endpoint, name the query alone")
    name = source if endpoint else query
    if name is None:
        if source and not Path(source).is_dir():
            raise ReelgraphError(f"{source}: no such folder; write `kg query OUT NAME`, or --endpoint URL")
        return listing(queries())
    found = find(name)
    with _complaints_about(found.name):
        asked, graphs = check(found.text)
        chosen = choose(asked, form)
        text = fill(found, params)
    if endpoint:
        return write(remote.ask(endpoint, text, asked), chosen, _width())
    store = local.load(release.current(Path(source or "")), evidence=graphs)
    with _complaints_about(found.name):
        return write(local.ask(store, text), chosen, _width())


@contextmanager
def _complaints_about(name: str) -> Iterator[None]:
    try:
        yield
    except ReelgraphError as error:
        raise ReelgraphError(f"{name}: {error}") from None


def listing(found: Iterable[Query]) -> str:
    """The queries as a table: name, question, and the parameters as they are typed; * marks what must be given."""
    rows = [(query.name, query.title, _parameters(query)) for query in found]
    return drawn(("query", "question", "parameters (* needed)"), rows, _width())


def _parameters(query: Query) -> str:
    return "\n".join(f'{"*" if p.required else ""}{p.name}="{p.example}"' for p in query.parameters)


def _width() -> int:
    return get_terminal_size((_WIDTH, 0)).columns
