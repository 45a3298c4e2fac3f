"""What markup says, by subject and property."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import islice

import pyoxigraph as ox

from kg.audit.alike import ADDRESSING, MOST, NAME, NAMING
from kg.model import iris
from kg.model.ntriples import Term, plain


class Said:
    """Statements, by subject (in N-Triples syntax) and property."""

    def __init__(self, statements: Iterable[ox.Triple]) -> None:
        """Subjects are in N-Triples syntax."""
        self._values: dict[str, dict[str, list[Term]]] = {}
        self.linking = lru_cache(2)(self._linking)
        for said in statements:
            self._values.setdefault(str(said.subject), {}).setdefault(said.predicate.value, []).append(said.object)

    def of(self, subject: str) -> dict[str, list[Term]]:
        """All of a subject, by property."""
        return self._values.get(subject, {})

    def _linking(self, path: str) -> dict[str, list[str]]:
        """Thing (in N-Triples syntax) → the subjects that have it as a value of a property."""
        found: dict[str, list[str]] = {}
        for subject, said in self._values.items():
            for value in said.get(path, ()):
                found.setdefault(str(value), []).append(subject)
        return found

    def texts(self, subject: str, path: str) -> list[str]:
        """The values of a property, in plain text."""
        return [plain(value) for value in self.of(subject).get(path, ())]

    def names(self, subject: str) -> set[str]:
        """What a subject is called, but for case and accents."""
        return {iris.normal(plain(value)) for value in self.of(subject).get(NAME, ())}

    def addresses(self, subject: str, paths: Sequence[str] = ADDRESSING) -> list[str]:
        """What is stated to be an address of a thing."""
        return [plain(value) for path in paths for value in self.of(subject).get(path, ())]

    def naming(self, value: Term) -> list[Term]:
        """By what a thing is told apart."""
        said = self.of(str(value))
        return [*islice((each for path in NAMING for each in said.get(path, ())), MOST)]

    def naming_all(self, value: Term) -> list[str]:
        """In how many ways a value can be told."""
        told = (value, *self.naming(value))
        return [plain(each) for each in told if not isinstance(each, ox.BlankNode)]

    def told(self, value: Term) -> str:
        """A value for a person."""
        return plain(next(iter(self.naming(value)), value))
