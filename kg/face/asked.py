"""What answers questions in SPARQL: a release, or an endpoint."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

from kg.system import resources

if TYPE_CHECKING:
    import rdflib

    from kg.query.rows import Rows
    from kg.release import opened


class Asked:
    """What answers questions in SPARQL."""

    _source: opened.Release | str
    _brought: resources.Brought = ()

    def query(self, query: str, /, *, timeout: float = 60, **parameters: object) -> Rows:
        """The rows that answer a SELECT query: one of ours by name, a file by its path, or the text itself.

        `timeout` is in seconds. A parameter whose name is a word of Python is written with `_` behind it: `from_=2020`.
        What may be a mistake in the query is a warning, and stands in the `notes` of the rows. Raises ReelgraphError
        where the query is wrong, or takes longer.

        >>> kg.open("out").query("films-by-composer", composer="Zarvos")[0]["title"]
        'May December'
        """
        from kg.query.rows import Rows

        found, notes = self._answer(query, ("SELECT",), "json", timeout, parameters)
        return Rows.read(found, notes)

    def ask(self, query: str, /, *, timeout: float = 60, **parameters: object) -> bool:
        """Whether an ASK query holds; else as `query`.

        >>> kg.open("out").ask('ASK { ?film <http://schema.org/name> "Aftersun" }')
        True
        """
        return self._answer(query, ("ASK",), "table", timeout, parameters)[0] == b"yes\n"

    def construct(self, query: str, /, *, timeout: float = 60, **parameters: object) -> rdflib.Graph:
        """The graph that answers a CONSTRUCT or DESCRIBE query; else as `query`."""
        return graph_of(self._answer(query, ("CONSTRUCT", "DESCRIBE"), "ntriples", timeout, parameters)[0])

    def _answer(
        self, query: str, forms: tuple[str, ...], form: str, timeout: float, parameters: dict[str, object]
    ) -> tuple[bytes, list[str]]:
        """The answer, and its notes, of which whoever asks is warned."""
        from kg.query.answering import asked
        from kg.query.question import question
        from kg.system.errors import ReelgraphError

        given = {name.removesuffix("_"): str(value) for name, value in parameters.items()}
        base = "" if isinstance(self._source, str) else self._source.base
        found = resources.within(self._brought, question, query, given, None, base)
        if found.form not in forms:
            raise ReelgraphError(f"{found.name}: the query form is {found.form}; use {_METHODS[found.form]}")
        notes: list[str] = []
        answer = b"".join(asked(found._replace(written=form), self._source, timeout, notes.append))
        for note in notes:
            warnings.warn(note, stacklevel=3)
        return answer, notes


_METHODS = {"SELECT": "query()", "ASK": "ask()", "CONSTRUCT": "construct()", "DESCRIBE": "construct()"}


class Endpoint(Asked):
    """A SPARQL endpoint."""

    def __init__(self, address: str) -> None:
        """Nothing is asked yet."""
        self.address = self._source = address

    def __repr__(self) -> str:
        """For a person."""
        return f"kg.endpoint({self.address!r})"


def graph_of(n_triples: bytes) -> rdflib.Graph:
    """The graph that N-Triples state."""
    import rdflib

    return rdflib.Graph().parse(data=n_triples, format="nt")
