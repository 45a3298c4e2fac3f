"""A query that may be asked: found, checked, and with its parameters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import NamedTuple

from kg.query.filling import Given, fill
from kg.query.formats import choose
from kg.query.named import find, is_named
from kg.query.safety import check
from kg.system.errors import ReelgraphError


class Question(NamedTuple):
    """A query that was found, checked and given its parameters: its name, text, form (SELECT, ...).

    `graphs` says whether it asks named graphs; `written` is the format of the answer. `names` and `iris` are the values
    of the parameters of these types; `named` says whether it is one that has a name.
    """

    name: str
    text: str
    form: str
    graphs: bool
    written: str
    names: tuple[str, ...] = ()
    iris: tuple[str, ...] = ()
    named: bool = False


def question(
    query: str, params: Iterable[str] | Mapping[str, str] = (), written: str | None = None, base: str = ""
) -> Question:
    """The query of ours with that name, in the file of that path, on stdin for "-", or that text.

    `params` are NAME=VALUE as on the command line, or values by name; `written` is by default the first format that
    fits; `base` is what the addresses of the release begin with. Raises ReelgraphError where there is no such query, or
    where it is not to be run.
    """
    found = find(query)
    with complaints_about(found.name):
        form, graphs = check(found.text)
        chosen = choose(form, written)
        given = Given(params) if isinstance(params, Mapping) else Given.read(found, params)
        given = given.at(base, found)
        text, names, iris = fill(found, given), given.of(found, "name"), given.of(found, "iri")
        return Question(found.name, text, form, graphs, chosen, names, iris, is_named(query))


@contextmanager
def complaints_about(name: str) -> Iterator[None]:
    """What goes wrong is said of the query of that name."""
    try:
        yield
    except ReelgraphError as error:
        raise ReelgraphError(f"{name}: {error}") from None
