"""Goldens: Turtle written by hand from the sources, against what is made of the same records."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from kg import sources
from kg.graph.describe import Describer, Node, blocks
from kg.graph.identity.mention import Mention
from kg.model import iris, values
from kg.model.profile import profile
from kg.model.record import Record
from kg.pipeline.build import build
from kg.sources.catalogue import files, load

ROOT = Path(__file__).parent.parent
DATA = ROOT / "data"
CATALOGUE = load(DATA)
GOLDENS = sorted((ROOT / "tests" / "golden").glob("*.ttl"))
MERGED = sorted((ROOT / "tests" / "golden" / "merged").glob("*.ttl"))


def _record(golden: Path) -> Record:
    """The record that stands in the file and line that the first comment names, as in `# data/disney.csv:4`."""
    path, _, line = golden.read_text().partition("\n")[0].removeprefix("# ").partition(":")
    found = [
        item
        for source, file in files(CATALOGUE)
        if file == ROOT / path
        for item in sources.read(file, source, CATALOGUE.root)
        if isinstance(item, Record) and item.source.line == int(line)
    ]
    assert len(found) == 1
    return found[0]


def _describe(golden: Path) -> Node:
    def iri(_: Mention, mention: Mention) -> str:
        return iris.thing(CATALOGUE.base, mention.folder, mention.slug)

    describer = Describer(profile(), iri, lambda code: values.country_names(code, CATALOGUE.languages))
    return describer.describe(_record(golden))


def _n_triples(description: Node) -> set[str]:
    lines = "\n".join(line for block in blocks(description) for line in block.lines)
    return _graph(lines, ox.RdfFormat.N_TRIPLES)


def _graph(text: str, form: ox.RdfFormat) -> set[str]:
    return {str(ox.Triple(q.subject, q.predicate, q.object)) for q in ox.parse(text, format=form)}


@pytest.mark.parametrize("golden", GOLDENS, ids=lambda path: path.stem)
def test_golden(golden: Path) -> None:
    """The description of a record is, statement by statement, what a person wrote down from its source."""
    described, written = _n_triples(_describe(golden)), _graph(golden.read_text(), ox.RdfFormat.TURTLE)
    assert described - written == set()
    assert written - described == set()


@pytest.fixture(scope="module")
def dump(tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """The films that a build of the example catalogue publishes, as lines of N-Triples."""
    out = tmp_path_factory.mktemp("out")
    build(DATA, out, dumps_only=True)
    return (out / "current" / "dump" / "film.nt").read_text("utf-8").splitlines()


@pytest.mark.parametrize("golden", MERGED, ids=lambda path: path.stem)
def test_merged(golden: Path, dump: list[str]) -> None:
    """A film's document is, statement by statement, what a person wrote down from all its records."""
    document = f"<{CATALOGUE.base}film/{golden.stem}/#"
    published = _graph("\n".join(line for line in dump if line.startswith(document)), ox.RdfFormat.N_TRIPLES)
    written = _graph(golden.read_text(), ox.RdfFormat.TURTLE)
    assert published - written == set()
    assert written - published == set()
