"""Goldens: Turtle written by hand from the source, against what the describer makes of the same record."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import iris, sources, values
from kg.describe import Describer, blocks, tree
from kg.identity.mention import Mention
from kg.profile import profile
from kg.record import Record
from kg.sources.catalogue import files, load

HERE = Path(__file__).parent
DATA = HERE.parent / "data"
GOLDENS = sorted((HERE / "golden").glob("*.ttl"))


def _record(key: str) -> Record:
    catalogue = load(DATA)
    found = [
        item
        for source, path in files(catalogue)
        if path.stem == key
        for item in sources.read(path, source, catalogue.root)
    ]
    assert len(found) == 1 and isinstance(found[0], Record)
    return found[0]


def _describer() -> Describer:
    catalogue = load(DATA)

    def iri(mention: Mention) -> str:
        return iris.thing(catalogue.base, mention.folder, mention.slug)

    return Describer(profile(), iri, lambda code: values.country_names(code, catalogue.languages))


def _graph(text: str, form: ox.RdfFormat) -> set[str]:
    return {str(ox.Triple(q.subject, q.predicate, q.object)) for q in ox.parse(text, format=form)}


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda path: path.stem)
def test_golden(golden: Path) -> None:
    """The description of a page is, statement by statement, what a person wrote down from it."""
    description = _describer().describe(_record(golden.stem))
    lines = "\n".join(line for block in blocks(description) for line in block.lines)
    described, written = _graph(lines, ox.RdfFormat.N_TRIPLES), _graph(golden.read_text(), ox.RdfFormat.TURTLE)
    assert described - written == set()
    assert written - described == set()


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda path: path.stem)
def test_tree_and_blocks_agree(golden: Path) -> None:
    """The JSON-LD node tree and the N-Triples of a description are the same graph."""
    import json

    description = _describer().describe(_record(golden.stem))
    lines = "\n".join(line for block in blocks(description) for line in block.lines)
    read = _graph(json.dumps(tree(description)), ox.RdfFormat.JSON_LD)
    assert read == _graph(lines, ox.RdfFormat.N_TRIPLES)
