"""schema.org's vocabulary as something to look up: its classes, its properties, the members of its enumerations."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache

from kg.model.prefixes import SCHEMA
from kg.system import resources


@dataclass(frozen=True, eq=False)
class Vocabulary:
    """All terms by IRI: `parents` of classes, `domains` and `ranges` of properties, classes of `members`."""

    parents: dict[str, tuple[str, ...]]
    domains: dict[str, frozenset[str]]
    ranges: dict[str, frozenset[str]]
    members: dict[str, frozenset[str]]

    @cache  # noqa: B019 - there is one vocabulary
    def ancestors(self, cls: str) -> frozenset[str]:
        """The class and all that it is a kind of; of a class that is not schema.org's, itself."""
        return frozenset({cls}).union(*(self.ancestors(parent) for parent in self.parents.get(cls, ())))


@cache
def vocabulary() -> Vocabulary:
    """What `ontology/schema-terms.csv` states."""
    found = Vocabulary({}, {}, {}, {})
    with (resources.ONTOLOGY / "schema-terms.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            term, of, range_ = SCHEMA + row["term"], _iris(row["of"]), _iris(row["range"])
            if row["kind"] == "class":
                found.parents[term] = of
            elif row["kind"] == "member":
                found.members[term] = frozenset(of)
            else:
                found.domains[term], found.ranges[term] = frozenset(of), frozenset(range_)
    return found


def _iris(names: str) -> tuple[str, ...]:
    return tuple(SCHEMA + name for name in names.split())
