"""The reader against others, page by page: the four commands see the same, and so do readers that are not ours."""

import io
import json
import warnings
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
from extruct.w3cmicrodata import MicrodataExtractor
from lxml import html as lxml_html
from pyld import jsonld as pyld

from kg.audit import page as audited
from kg.embed.conflicts import others
from kg.embed.positions import places
from kg.gate.validation import judge
from kg.model.ntriples import plain
from kg.model.prefixes import SCHEMA
from kg.model.profile import RDF_TYPE
from kg.rdf import html, namespaces, pages, rdfa
from kg.rdf.addresses import resolve
from kg.rdf.said import JSON_LD, MICRODATA, RDFA, Read
from kg.sources import guess
from kg.sources import read as read_records
from kg.system.errors import ReelgraphError

SHARED = Path(__file__).parents[3] / "shared"
OFFICIAL = SHARED / "data/schemaorg-30.0/schemaorgcontext.jsonld"
CASES = ("cases/html", "cases/pages", "cases/markup", "cases/reports", "cases/attack", "data")
PAGES = sorted(path for folder in CASES for path in (SHARED / folder).rglob("*.html"))
HERE = "https://here.example/a/page.html"
USES = "http://www.w3.org/ns/rdfa#usesVocabulary"
"""What pyRdfa3 states of a page itself."""

Facts = Counter[tuple[str, str, str]]
Triple = tuple[str, str, str]

pytestmark = pytest.mark.skipif(not OFFICIAL.exists(), reason="the pages of others are not here")


@pytest.mark.slow
def test_four_commands_see_the_same(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Read, validate, audit and embed get the same statements of every page, with the same places."""
    views: list[list[tuple[str, str, int, str]]] = []
    reader = pages.read

    def kept(data: Any, file: str, terms: Any, **options: Any) -> Any:
        # Each has an address of its own for a page that says none, and only `kg read` takes terms without a context.
        page, found = reader(data, HERE, terms, **(options | {"any_context": False}))
        views.append([(str(s.triple), s.syntax, s.line, s.pointer) for s in found.statements])
        return page, found

    monkeypatch.setattr(pages, "read", kept)
    count = 0
    for path in PAGES:
        views.clear()
        data = path.read_bytes()
        list(read_records(path, guess(path, "markup"), path.parent))
        with suppress(ReelgraphError):
            judge([path])
        audited.read(path.name, data)
        with suppress(ReelgraphError):
            others(data, places(data))
        assert len(views) >= 3 and all(view == views[0] for view in views), path
        count += len(views[0])
    with capsys.disabled():
        print(f"\n{len(PAGES)} pages, {count} statements: the same for read, validate, audit and embed")


def _value(text: str, base: str) -> str:
    """A number by its value, an address as seen from the page."""
    try:
        return repr(float(text))
    except ValueError:
        return resolve(base, " ".join(text.split()))


def _facts(triples: list[Triple]) -> Facts:
    """Statements in schema.org's terms; a blank node is what is said of it."""
    kept = [t for t in triples if t[1].startswith(SCHEMA) or t[1] == RDF_TYPE]
    about: dict[str, list[Triple]] = {}
    for triple in kept:
        about.setdefault(triple[0], []).append(triple)

    def signed(node: str, depth: int) -> str:
        if not node.startswith("_:"):
            return node
        said = sorted((p, signed(o, depth - 1)) for _, p, o in about.get(node, ())) if depth else []
        return f"_:{said}"

    signs = {node: signed(node, 3) for t in kept for node in (t[0], t[2])}
    return Counter({(signs[s], p, signs[o]) for s, p, o in kept})


def _ours(found: Read, syntax: str, base: str) -> Facts:
    return _facts([_ours_as_text(s.triple, base) for s in found.statements if s.syntax == syntax])


def _ours_as_text(triple: ox.Triple, base: str) -> Triple:
    value = triple.object
    return (
        _node(triple.subject),
        triple.predicate.value,
        _node(value) if _is_blank(value) else _value(plain(value), base),
    )


def _is_blank(term: Any) -> bool:
    return isinstance(term, ox.BlankNode)


def _node(term: Any) -> str:
    return str(term) if isinstance(term, ox.BlankNode) else plain(term)


@cache
def _context() -> Any:
    return json.loads(OFFICIAL.read_bytes())


def _loader(url: str, _: Any) -> dict[str, Any]:
    assert namespaces.is_context(url)
    return {"contentType": "application/ld+json", "contextUrl": None, "documentUrl": url, "document": _context()}


def _pyld(page: html.Page, base: str) -> Facts:
    """What PyLD reads, with schema.org's own context."""
    found: list[Triple] = []
    for number, (_, text) in enumerate(pages.scripts(page)):
        dataset = pyld.to_rdf(json.loads(text), {"documentLoader": _loader, "base": base})
        for triple in (triple for graph in dataset.values() for triple in graph):
            subject, path, value = (_pyld_term(triple[role], number) for role in ("subject", "predicate", "object"))
            found.append((subject, namespaces.iri(path), value if value.startswith("_:") else _value(value, base)))
    return _facts(found)


def _pyld_term(term: dict[str, str], number: int) -> str:
    blank = term["type"] == "blank node"
    text = f"_:{number}{term['value'][2:]}" if blank else term["value"]
    return namespaces.iri(text) if term["type"] == "IRI" else text


def _extruct(data: bytes, base: str) -> Facts:
    """What extruct reads, of a page parsed by libxml2."""
    found: list[Triple] = []

    def item(said: dict[str, Any]) -> str:
        node = resolve(base, said["id"]) if said.get("id") else f"_:{len(found)}x{id(said)}"
        found.extend((node, RDF_TYPE, _value(namespaces.iri(cls), base)) for cls in said.get("type", ()))
        for name, values in said.get("properties", {}).items():
            path = namespaces.iri(name if ":" in name else SCHEMA + name)
            for value in values:
                found.append((node, path, item(value) if isinstance(value, dict) else _value(str(value), base)))
        return node

    root = lxml_html.document_fromstring(data, parser=lxml_html.HTMLParser(encoding="utf-8"))
    for element in root.iter("time"):
        if element.get("datetime") is None:
            element.set("datetime", element.text_content())
    for each in MicrodataExtractor(strict=True).extract_items(root, base):
        item(each)
    return _facts(found)


def _pyrdfa(data: bytes, base: str) -> Facts:
    """What pyRdfa3 reads, by its own parser."""
    import rdflib
    from pyRdfa import pyRdfa
    from pyRdfa.options import Options

    options = Options(output_default_graph=True, output_processor_graph=False, vocab_expansion=False)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        graph = pyRdfa(options, base=base, media_type="text/html").graph_from_source(io.BytesIO(data))

    def text(term: Any) -> str:
        return f"_:{term}" if isinstance(term, rdflib.BNode) else namespaces.iri(str(term))

    said = [(text(subject), text(path), text(value)) for subject, path, value in graph if str(path) != USES]
    return _facts([(s, p, o if o.startswith("_:") else _value(o, base)) for s, p, o in said])


def _sound() -> Iterator[tuple[Path, bytes, html.Page, Read]]:
    for path in PAGES:
        data = path.read_bytes()
        page, found = pages.read(data, HERE, {})
        if page and not found.mistakes and found.statements:
            yield path, data, page, found


def test_other_readers_see_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    """On pages without a fault: PyLD with schema.org's context, extruct and pyRdfa3, statement by statement."""
    counts: Counter[str] = Counter()
    for path, data, page, found in _sound():
        base = page.own.seen_from(HERE)
        theirs = {
            JSON_LD: _pyld(page, base),
            MICRODATA: _extruct(data, base),
            RDFA: _pyrdfa(data, base) if rdfa.is_in(page) else Counter(),
        }
        for syntax, facts in theirs.items():
            assert _ours(found, syntax, base) == facts, (path, syntax)
            counts[syntax] += facts.total()
            counts[f"pages with {syntax}"] += bool(facts)
    with capsys.disabled():
        print(f"\n{dict(counts)}: the same for PyLD, extruct and pyRdfa3")
    assert all(counts[f"pages with {syntax}"] > 1 for syntax in (JSON_LD, MICRODATA, RDFA))
