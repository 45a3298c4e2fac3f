"""The pages about what can be had: dumps, evidence and the other files of the release, its queries, its licences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from kg.model.formats import suffixes
from kg.model.profile import profile
from kg.query import named
from kg.query.named import SUFFIX
from kg.release.inventory import files
from kg.release.manifest import MANIFEST, File
from kg.release.markup import Node
from kg.site.frame import Frame, Site
from kg.site.head import Crumb, Head, short
from kg.site.marked import publisher
from kg.site.render import render
from kg.sources.catalogue import Catalogue

ROLES = ("dump", "evidence", "ledger", "report")
_LINES = suffixes("ntriples", "nquads")


@dataclass(frozen=True, slots=True)
class Download:
    """A file, with how many statements it has and how many things it is about; None where that is not known."""

    file: File
    statements: int | None
    things: int | None


def pages(target: Path, catalogue: Catalogue, site: Site) -> Iterator[tuple[str, str, str]]:
    """Language, path and HTML of each page; `target` is the folder of the release, finished but for its manifest."""
    tables = {role: [_download(target, file, site) for file in files(target, role)] for role in ROLES}
    texts = {PurePosixPath(file.path).name: file for file in files(target, "queries")}
    queries = [(query, texts[query.name + SUFFIX]) for query in named.queries()]
    sources = sorted(catalogue.sources, key=lambda source: source.name)
    for language in site.languages:
        frame = Frame(site, language, "download/")
        about = (_dataset(frame, [download.file for download in tables[ROLES[0]]]),)
        head = Head(title=frame.words["download"], description=short(frame.words["download_lead"]), about=about)
        yield language, frame.path, render("download", frame, head, tables=tables, sources=sources, manifest=MANIFEST)
        frame = Frame(site, language, "download/queries/")
        above = (Crumb(frame.words["download"], "download/"),)
        head = Head(title=frame.words["queries"], description=short(frame.words["queries_lead"]), trail=above)
        yield language, frame.path, render("queries", frame, head, queries=queries)


def _dataset(frame: Frame, dumps: list[File]) -> Node:
    """The catalogue as a schema.org Dataset, with its dumps as distributions; what it says stands on the page."""
    site, identifier = frame.site, f"{frame.address}#dataset"
    return {
        "@id": identifier,
        "@type": "Dataset",
        "name": site.name,
        "description": frame.words["download_lead"],
        "url": frame.address,
        **({"license": site.licence} if site.licence else {}),
        "creator": {"@id": publisher(site)},
        "dateModified": site.date,
        "distribution": [
            {
                "@id": f"{site.base}{file.path}",
                "@type": "DataDownload",
                "name": PurePosixPath(file.path).name,
                "contentUrl": f"{site.base}{file.path}",
                "encodingFormat": file.media_type,
            }
            for file in dumps
        ],
    }


def _download(target: Path, file: File, site: Site) -> Download:
    path = PurePosixPath(file.path)
    statements = _count_lines(target / path) if path.suffix in _LINES else None
    things = {section.folder: section.count for section in site.sections} if path.parts[0] == "dump" else {}
    return Download(file, statements, things.get(path.stem) if path.stem in profile().by_folder else None)


def _count_lines(path: Path) -> int:
    with path.open("rb") as lines:
        return sum(1 for _ in lines)
