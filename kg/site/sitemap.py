"""What crawlers read: sitemaps, the schema map, robots.txt, and the pages that changed, in the form of IndexNow.

The dates are true: a page changed on the day of the first release that has what it shows (https://www.sitemaps.org).
They are all that a build takes over from the release before, from a table in it; where there is none, all is new.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple
from urllib.parse import urlsplit
from xml.sax.saxutils import escape

import msgspec

from kg.release.opened import Release
from kg.site import schemamap
from kg.site.frame import Site
from kg.site.head import UNINDEXED

FOLDER = "sitemap"
INDEX = "sitemap.xml"
INDEXNOW = "indexnow"
MOST = 10_000
"""So many addresses are in a file: IndexNow takes no more."""

_TABLE = "pages.tsv"
_PAGE = "index.html"
_CANONICAL = re.compile(r'<link rel="canonical" href="([^"]*)">')
_END = "<footer"
_STRUCTURED = f'url contentType="{schemamap.CONTENT}"'
_XML = '<?xml version="1.0" encoding="UTF-8"?>\n<{0} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{1}</{0}>\n'
_GONE = "-"
_TOLD = "+"
_COLUMNS = (3, 4)


class SitemapEntry(NamedTuple):
    """A page by its path, the hash of what it shows ("-" once it is gone), and the day on which that changed.

    So are files of the schema map. `told` is not "" where it is among the addresses that changed. Tables had no such
    column once.
    """

    path: str
    shows: str
    changed: str
    told: str = ""


def read(before: Release) -> dict[str, SitemapEntry]:
    """The pages of a release, by path. Raises ReelgraphError where its table is damaged."""
    table = next((file for file in before.files("sitemap") if file.path == f"{FOLDER}/{_TABLE}"), None)
    text = before.checked(table).read_text("utf-8", "replace") if table else ""
    rows = (line.split("\t") for line in text.split("\n"))
    return {row[0]: SitemapEntry(*row) for row in rows if len(row) in _COLUMNS}


def write(target: Path, known: dict[str, SitemapEntry], site: Site, *, in_robots: bool = False) -> None:
    """Write the files into a finished folder; `known` are the pages of the release before it, by path.

    The schema map is `in_robots` only if the catalogue asks for it: to a checker of robots.txt its line is a mistake.
    """
    entries = list(_pages(target, site, known))
    (target / FOLDER).mkdir()
    rows = "".join("\t".join(entry) + "\n" for entry in entries)
    (target / FOLDER / _TABLE).write_text(rows, "utf-8")
    pages = [entry for entry in entries if not _is_structured(entry)]
    structured = [entry for entry in entries if _is_structured(entry) and entry.shows != _GONE]
    _write_map(target / schemamap.MAP, site, _STRUCTURED, structured)
    _write_sitemaps(target, site, [page for page in pages if page.shows != _GONE], structured)
    _write_changes(target, site, [f"{site.base}{page.path}" for page in pages if page.told])
    root = urlsplit(site.base).path or "/"
    rules = f"User-agent: *\nAllow: {root}\nSitemap: {site.base}{INDEX}\n"
    rules += f"Schemamap: {site.base}{schemamap.MAP}\n" if in_robots else ""
    (target / "robots.txt").write_text(rules, "utf-8")


def _is_structured(entry: SitemapEntry) -> bool:
    return entry.path.startswith(f"{schemamap.FOLDER}/")


def _pages(target: Path, site: Site, known: dict[str, SitemapEntry]) -> Iterator[SitemapEntry]:
    """The pages that search engines may list, and those that went today, sorted by path.

    Those are told that the release before shows otherwise, on whatever day that was. Where it shows all as this one
    does, and is of the same day, it is the same release, and tells the same.
    """
    shown = {**dict(_shown(target, site)), **dict(schemamap.files(target))}
    new = {path for path in shown.keys() | known.keys() if shown.get(path, _GONE) != _shows(known.get(path))}
    for path in sorted(shown.keys() | known.keys()):
        if path in new:
            yield SitemapEntry(path, shown.get(path, _GONE), site.date, _TOLD)
        elif path in shown or known[path].changed == site.date:
            today = not new and known[path].changed == site.date
            yield known[path]._replace(told=known[path].told if today else "")


def _shows(page: SitemapEntry | None) -> str:
    return page.shows if page else ""


def _shown(target: Path, site: Site) -> Iterator[tuple[str, str]]:
    """Path and hash of each page that is canonical and may be indexed; the release's day is below what is shown."""
    for file in target.rglob(_PAGE):
        path = file.relative_to(target).as_posix().removesuffix(_PAGE)
        html = file.read_text("utf-8")
        canonical = _CANONICAL.search(html)
        if canonical and canonical[1] == escape(f"{site.base}{path}") and f'content="{UNINDEXED}"' not in html:
            yield path, sha256(html.partition(_END)[0].encode()).hexdigest()


def _write_sitemaps(
    target: Path, site: Site, pages: Sequence[SitemapEntry], structured: Sequence[SitemapEntry]
) -> None:
    maps = []
    for number, start in enumerate(range(0, len(pages), MOST), 1):
        batch, path = pages[start : start + MOST], f"{FOLDER}/{number}.xml"
        _write_map(target / path, site, "url", batch)
        maps.append((path, batch))
    maps.append((schemamap.MAP, structured))
    entries = [
        _entry("sitemap", f"{site.base}{path}", max(e.changed for e in listed)) for path, listed in maps if listed
    ]
    (target / INDEX).write_text(_XML.format("sitemapindex", "".join(entries)), "utf-8")


def _write_map(path: Path, site: Site, element: str, listed: Sequence[SitemapEntry]) -> None:
    entries = (_entry(element, f"{site.base}{entry.path}", entry.changed) for entry in listed)
    path.write_text(_XML.format("urlset", "".join(entries)), "utf-8")


def _entry(element: str, address: str, day: str) -> str:
    """`element` may have attributes."""
    end = element.partition(" ")[0]
    return f"<{element}><loc>{escape(address)}</loc><lastmod>{day}</lastmod></{end}>\n"


def _write_changes(target: Path, site: Site, addresses: Sequence[str]) -> None:
    """https://www.indexnow.org/documentation: a key that the host shows, and the addresses that changed."""
    key = sha256(site.base.encode()).hexdigest()[:32]
    (target / f"{key}.txt").write_text(key, "utf-8")
    (target / INDEXNOW).mkdir()
    said = {"host": urlsplit(site.base).netloc, "key": key, "keyLocation": f"{site.base}{key}.txt"}
    for number, start in enumerate(range(0, len(addresses), MOST), 1):
        body = said | {"urlList": addresses[start : start + MOST]}
        (target / INDEXNOW / f"{number}.json").write_bytes(msgspec.json.encode(body))
