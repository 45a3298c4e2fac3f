"""`llms.txt` (https://llmstxt.org): what the site and its data are, for language models, in English.

It says what the manifest says of the release, and leads to what programs read first.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.model.profile import profile
from kg.release.inventory import files
from kg.release.manifest import MANIFEST
from kg.release.opened import N_TRIPLES
from kg.release.snippets import FEED
from kg.site import forms, schemamap
from kg.site.frame import Section, Site
from kg.site.words import inside, worded

FILE = "llms.txt"
_ENGLISH = "en"
_MARKS = re.compile(r"[\\`*_\[\]<>#]")


def write(target: Path, site: Site) -> None:
    """Write it into a finished folder."""
    (target / FILE).write_text("\n".join(_lines(target, site)) + "\n", "utf-8")


def _lines(target: Path, site: Site) -> Iterator[str]:
    things = [section for section in site.sections if section.folder in profile().by_folder]
    counts = forms.listed([_counted(section) for section in things], _ENGLISH)
    spoken = forms.listed([forms.language_name(tag, _ENGLISH) for tag in site.languages], _ENGLISH)
    yield f"# {text(site.name)}"
    yield f"\n> {counts}, as linked data in the terms of schema.org, published by {text(site.publisher)}."
    yield f"\nThe data is of {site.date}. The pages are in {spoken}. {_licence(site)}"
    yield "\nEach thing has a page; beside it, `index.jsonld`, `index.ttl` and `index.nt` say the same as data."
    yield "The site states only what its sources state."
    yield from _section(
        "Pages", ((f"{section.folder}/", worded(section.labels, _ENGLISH), "") for section in things), site
    )
    yield from _section("Data", _data(target), site)
    yield from _section("Optional", _OPTIONAL, site)


_OPTIONAL = (
    ("manual/", "Manual", "how the data is made and used"),
    ("ontology/", "Ontology", "the terms that schema.org lacks"),
    ("shapes/", "Shapes", "the rules of the data, in SHACL"),
)


def _data(target: Path) -> Iterator[tuple[str, str, str]]:
    """Path, name and a note of what programs read first."""
    yield schemamap.MAP, "Schema map", "everything in JSON-LD, one thing a line"
    yield FEED, "Films", "all films as one schema.org DataFeed"
    yield MANIFEST, "Manifest", "all files, with sizes and SHA-256"
    yield "download/queries/", "Queries", "questions in SPARQL, to run on the dumps"
    for file in files(target, "dump"):
        if file.media_type == N_TRIPLES:
            yield file.path, file.path, f"N-Triples, {file.bytes} bytes; also as .ttl and .jsonld"


def _section(heading: str, links: Iterable[tuple[str, str, str]], site: Site) -> Iterator[str]:
    yield f"\n## {heading}\n"
    for path, name, note in links:
        yield f"- [{text(name)}]({site.base}{path}){f': {note}' if note else ''}"


def _counted(section: Section) -> str:
    return f"{forms.number(section.count, _ENGLISH)} {inside(worded(section.counted, _ENGLISH), _ENGLISH)}"


def _licence(site: Site) -> str:
    facts = f"The facts are under {text(site.licence)}" if site.licence else "No licence is stated for the facts"
    return f"{facts}; texts and images keep the licence of their source, as {site.base}download/ says."


def text(given: str) -> str:
    """A text in Markdown: one line, in which no character means anything else."""
    return _MARKS.sub(r"\\\g<0>", " ".join(given.split()))
