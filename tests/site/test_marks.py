"""Markup on the visible text, read by other people's parsers: it states nothing that the JSON-LD does not."""

import json
import re
import shutil
from pathlib import Path

import pyoxigraph as ox
import pytest

from kg.model.ntriples import plain
from kg.model.prefixes import SCHEMA
from kg.model.profile import RDF_TYPE, profile
from kg.model.terms import coercions
from kg.pipeline.build import build
from kg.rdf import pages
from kg.rdf.said import JSON_LD
from kg.system import resources

Facts = set[tuple[str, str, str]]


def _build(folder: Path, syntax: str, only: str = "") -> Path:
    """The example with a syntax; with `only`, with the sources of that reader alone."""
    catalogue = folder / "catalogue"
    shutil.copytree(resources.DOCS.parent / "data", catalogue)
    text = (catalogue / "catalogue.toml").read_text("utf-8")
    head, *sources = text.split("[[sources]]")
    kept = [source for source in sources if only in source]
    (catalogue / "catalogue.toml").write_text("[[sources]]".join([f'{head}syntax = "{syntax}"\n\n', *kept]), "utf-8")
    build(catalogue, folder / "out")
    return folder / "out/current"


def _fact(triple: ox.Triple, strings: bool) -> tuple[str, str, str]:
    value = triple.object
    text = " ".join(plain(value).split())
    kind = "" if strings or not isinstance(value, ox.Literal) else f" {value.datatype.value} {value.language or ''}"
    return plain(triple.subject), triple.predicate.value, text + kind


def _said(triples: list[ox.Triple], strings: bool) -> Facts:
    """What is said in schema.org's terms of things that have IRIs."""
    found = {_fact(triple, strings) for triple in triples}
    return {f for f in found if f[1].startswith(SCHEMA) or (f[1] == RDF_TYPE and f[2].startswith(SCHEMA))}


def _both(path: Path, strings: bool) -> tuple[Facts, Facts]:
    """What a page says in its other syntax, and in JSON-LD."""
    _, found = pages.read(path.read_bytes(), "urn:x:", coercions(profile()))
    assert not found.mistakes
    marked = [said.triple for said in found.statements if said.syntax != JSON_LD]
    return _said(marked, strings), _said([s.triple for s in found.statements if s.syntax == JSON_LD], strings)


def _compare(release: Path, syntax: str) -> tuple[int, int]:
    """How many statements the pages make in a syntax and in JSON-LD about what they are about."""
    counts = [0, 0]
    for path in sorted((*release.glob("film/*/index.html"), *release.glob("nl/film/*/index.html"))):
        data = path.read_bytes()
        said, stated = _both(path, syntax == "microdata")
        assert said - stated == set(), path
        about = {fact for fact in stated if "#breadcrumb" not in fact[0] and "#list" not in fact[0]}
        counts[0] += len(said)
        counts[1] += len(about)
        assert re.search(rb'<h1><span (itemprop="name"|property="name" datatype="xsd:string")>', data), path
    return counts[0], counts[1]


@pytest.mark.parametrize("syntax", ["rdfa", "microdata"])
@pytest.mark.slow
def test_pages_say_the_same_in_another_syntax(tmp_path: Path, syntax: str) -> None:
    """On the pages of films, nothing but what the JSON-LD says, and most of that."""
    said, stated = _compare(_build(tmp_path, syntax, 'reader = "festival"'), syntax)
    assert stated * 0.6 < said <= stated


@pytest.mark.slow
@pytest.mark.parametrize("syntax", ["rdfa", "microdata"])
def test_all_pages_say_the_same_in_another_syntax(tmp_path: Path, syntax: str) -> None:
    """In the whole of the example."""
    said, stated = _compare(_build(tmp_path, syntax), syntax)
    assert stated * 0.6 < said <= stated


CATALOGUE = """
name = "A cinema"
base = "https://cinema.example/"
publisher = "A cinema"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
languages = ["en", "nl"]
syntax = "{}"

[[sources]]
name = "own"
path = "films.jsonl"
reader = "native"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
date = 2026-11-23
"""
FILM = {
    "title": 'Winter <"Light"> & co',
    "year": 2019,
    "directors": ["Ann Aerts"],
    "descriptions": {"en": "A farm.\n\nThen winter.", "nl": "Een boerderij."},
    "quotes": [{"text": "Tender & <strong>.", "source": "A paper"}],
    "images": [
        {
            "url": "https://cinema.example/winter.jpg",
            "caption": "Snow",
            "credit": "Cine",
            "licence": "https://l.example/1",
        }
    ],
    "based_on": [{"title": "Snow & ice", "kind": "novel", "authors": ["Bo Berg", "Cy Carr"]}],
    "trailer": {"url": "https://cinema.example/w.mp4", "title": "Trailer", "uploaded": "2019-09-01"},
    "screenings": [
        {"start": "2026-12-02T20:00+01:00", "venue": {"name": "Hall 1", "address": "Street 1"}, "status": "cancelled"}
    ],
    "page": "https://cinema.example/winter?a=1&b=2",
}


@pytest.mark.parametrize("syntax", ["rdfa", "microdata"])
def test_parts_are_said_too(tmp_path: Path, syntax: str) -> None:
    """Pictures, quotations, trailers and screenings, with whatever characters, in every language of the site."""
    (tmp_path / "catalogue").mkdir()
    (tmp_path / "catalogue/catalogue.toml").write_text(CATALOGUE.format(syntax), "utf-8")
    (tmp_path / "catalogue/films.jsonl").write_text(json.dumps(FILM), "utf-8")
    build(tmp_path / "catalogue", tmp_path / "out")
    strings = syntax == "microdata"
    paths = sorted((tmp_path / "out/current").glob("**/film/winter-light-co-2019/index.html"))
    assert len(paths) == 2
    for path in paths:
        said, stated = _both(path, strings)
        assert said - stated == set()
        about = {fact for fact in stated if fact[0].startswith("https://cinema.example/film/") or "/person/" in fact[0]}
        about = {fact for fact in about if "#breadcrumb" not in fact[0] and not fact[0].endswith("2019/")}
        lacking = {(fact[1].removeprefix(SCHEMA), fact[2].partition("#images-")[0]) for fact in about - said}
        # A screening's name, film and picture are those of the page, which need not be said to readers again.
        film = "https://cinema.example/film/winter-light-co-2019/"
        assert lacking <= {("workPresented", f"{film}#this"), ("image", film)}, path
