"""The engines agree on every fixture of the project."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.gate.engine import Engine
from kg.rdf.statements import FORMATS, n_triples, triples
from kg.report.result import multiset

TESTS = Path(__file__).parents[1]


def fixtures() -> Iterator[Path]:
    """Every RDF file of the goldens and of the invalid cases."""
    for folder in ("golden", "invalid"):
        yield from sorted(path for path in (TESTS / folder).rglob("*") if path.suffix in FORMATS)


@pytest.mark.parametrize("path", list(fixtures()), ids=lambda path: path.name)
def test_both_engines_find_the_same(path: Path, fast: Engine, reference: Engine) -> None:
    """The results for a fixture are the same multiset."""
    data = n_triples(triples(path.read_bytes(), FORMATS[path.suffix], "http://x.example/", path.name))
    assert multiset(fast.validate(data)) == multiset(reference.validate(data))
