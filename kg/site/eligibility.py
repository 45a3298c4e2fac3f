"""Which films a search engine would show in its results, and what the others lack."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path

import pyoxigraph as ox

from kg.gate import markup
from kg.model.ntriples import plain
from kg.model.prefixes import SCHEMA
from kg.rdf import jsonld
from kg.release.films import FOLDER, files
from kg.report import csv, words
from kg.report.result import VIOLATION, Result

PROFILE = "google"
TABLE = "report/eligibility.csv"
_BATCH = 500
_NAME = SCHEMA + "name"


def write(target: Path) -> None:
    """Write the table into a finished folder: IRI, name, whether it is eligible, and why not."""
    with (target / TABLE).open("w", encoding="utf-8", newline="") as file:
        csv.write(file, ("film", "name", "eligible", "lacks"), _films(files(target / FOLDER)))


def lacking(text: str) -> list[str]:
    """What a film lacks to be shown, in words, by its markup."""
    ((_, _, _, reasons),) = _rows([_statements(text)])
    return reasons.split("; ") if reasons else []


def _films(paths: Iterable[Path]) -> Iterator[tuple[str, str, str, str]]:
    rest = iter(paths)
    while batch := list(islice(rest, _BATCH)):
        yield from _rows([_statements(path.read_text("utf-8")) for path in batch])


def _rows(films: list[list[ox.Triple]]) -> Iterator[tuple[str, str, str, str]]:
    united = list(dict.fromkeys(triple for film in films for triple in film))
    by_node: dict[str, list[Result]] = {}
    for result in markup.results(united, markup.engine_of(PROFILE), ""):
        if result.severity == VIOLATION:
            by_node.setdefault(result.focus_node, []).append(result)
    for film in films:
        nodes = dict.fromkeys(str(triple.subject) for triple in film)
        reasons = dict.fromkeys(_reason(result) for node in nodes for result in by_node.get(node, ()))
        iri = next(iter(nodes))
        names = (plain(t.object) for t in film if str(t.subject) == iri and t.predicate.value == _NAME)
        yield iri.strip("<>"), next(names, ""), "no" if reasons else "yes", "; ".join(reasons)


def _reason(result: Result) -> str:
    shapes = markup.shapes(PROFILE)
    told = words.rule(shapes, result.source_shape, result.component)
    return words.about(words.name(shapes, result.source_shape), told)


def _statements(text: str) -> list[ox.Triple]:
    return jsonld.read(text, {}, "urn:x:", 1).triples
