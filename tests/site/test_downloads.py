"""The pages of downloads and queries, for the example catalogue."""

import re
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import html5lib
import pytest

from kg.model.profile import profile
from kg.pipeline.build import build
from kg.query import named
from kg.release.inventory import files
from kg.release.opened import Release
from kg.site import downloads
from kg.site.frame import Section, Site
from kg.sources.catalogue import Catalogue, load
from kg.system import resources

DATA = resources.DOCS.parent / "data"
COUNTS = {folder: number for number, folder in enumerate(profile().by_folder, start=1001)}

Page = Any
Pages = dict[str, Page]


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    """The example catalogue."""
    return load(DATA)


@pytest.fixture(scope="module")
def release(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Its release, without pages."""
    out = tmp_path_factory.mktemp("out")
    build(DATA, out, dumps_only=True)
    return out / "current"


@pytest.fixture(scope="module")
def site(catalogue: Catalogue) -> Site:
    """Its site, in which each folder has a number of things of its own."""
    sections = tuple(Section(s.folder, s.plural, COUNTS[s.folder]) for s in profile().by_folder.values())
    named_ = (catalogue.name, catalogue.publisher, catalogue.licence, catalogue.base, tuple(catalogue.languages))
    return Site(*named_, "2026-11-23", sections)


@pytest.fixture(scope="module")
def html(release: Path, catalogue: Catalogue, site: Site) -> dict[str, str]:
    """Path in the site → HTML."""
    pages = downloads.pages(release, catalogue, site)
    return {site.prefix(language) + path: text for language, path, text in pages}


@pytest.fixture(scope="module")
def pages(html: dict[str, str]) -> Pages:
    """Path in the site → what a parser of HTML finds."""
    return {path: html5lib.parse(text, namespaceHTMLElements=False) for path, text in html.items()}


def _text(element: Page) -> str:
    return " ".join("".join(element.itertext()).split())


def _rows(page: Page) -> dict[str, dict[str, str]]:
    """File as its link says → the cells of its row, by the heading of the column."""
    found = {}
    for table in page.iter("table"):
        header, *rows = ([cell for cell in row if cell.tag in ("th", "td")] for row in table.iter("tr"))
        for row in rows:
            link = next(row[0].iter("a"), None)
            if link is not None:
                cells = zip(map(_text, header), map(_text, row), strict=True)
                found[re.sub(r"^(\.\./)+", "", link.get("href"))] = dict(cells)
    return found


@pytest.mark.parametrize("role", downloads.ROLES)
def test_every_file_of_a_role_is_there(pages: Pages, release: Path, role: str) -> None:
    """With its media type, its size and its whole SHA-256, as the manifest has them, in each language."""
    listed = Release.open(release).files(role)
    assert listed
    for path in ("download/", "nl/download/"):
        rows = _rows(pages[path])
        for file in listed:
            assert file.media_type in rows[file.path].values()
            assert sha256((release / file.path).read_bytes()).hexdigest() == file.sha256
            assert rows[file.path]["SHA-256"] == f"{file.sha256[:8]}… {file.sha256}".replace("… ", "…")


@pytest.mark.parametrize(
    ("page", "path", "column", "value"),
    [
        ("download/", "dump/country.nt", "Format", "application/n-triples"),
        ("download/", "dump/country.nt", "Things", f"{COUNTS['country']:,}"),
        ("nl/download/", "dump/country.nt", "Dingen", f"{COUNTS['country']:,}".replace(",", ".")),
        ("download/", "dump/country.ttl", "Things", f"{COUNTS['country']:,}"),
        ("download/", "dump/country.ttl", "Statements", ""),
    ],
)
def test_a_dump_is_told(pages: Pages, page: str, path: str, column: str, value: str) -> None:
    """How many things it is about; how many statements it has is known of those with a statement a line."""
    assert _rows(pages[page])[path][column] == value


@pytest.mark.parametrize("path", ["dump/film.nt", "evidence/record.nq"])
def test_statements_are_lines(pages: Pages, release: Path, path: str) -> None:
    """Both N-Triples and N-Quads are counted."""
    assert _rows(pages["download/"])[path]["Statements"] == f"{len((release / path).read_bytes().splitlines()):,}"


def test_sizes_are_written_for_people(pages: Pages) -> None:
    """In the units and with the decimal sign of the language."""
    assert re.fullmatch(r"\d\.\d MB", _rows(pages["download/"])["dump/film.nt"]["Size"])
    assert re.fullmatch(r"\d,\d MB", _rows(pages["nl/download/"])["dump/film.nt"]["Grootte"])


def test_the_manifest_is_linked(pages: Pages, release: Path) -> None:
    """It has no size and no hash here, for it holds those of this page."""
    assert "../manifest.json" in {link.get("href") for link in pages["download/"].iter("a")}


def test_each_source_keeps_its_licence(pages: Pages, catalogue: Catalogue) -> None:
    """Every source stands there with its licence, and that the catalogue's licence does not change it."""
    text = _text(pages["download/"])
    assert [
        source for source in catalogue.sources if f"{source.name}{source.licence}" not in text.replace(" ", "")
    ] == []
    assert "The licence of the catalogue does not change it." in text


@pytest.mark.parametrize("query", named.queries(), ids=lambda query: query.name)
def test_each_query_is_told(pages: Pages, query: named.Query) -> None:
    """Title, help, parameters and the link to its text; on pages in another language marked as English."""
    for path in ("download/queries/", "nl/download/queries/"):
        heading = next(element for element in pages[path].iter("h2") if element.get("id") == query.name)
        section = next(element for element in pages[path].iter("section") if heading in list(element))
        assert _text(heading) == query.title and query.help in _text(section)
        assert heading.get("lang") == ("en" if path.startswith("nl/") else None)
        assert any(link.get("href").endswith(f"/queries/{query.name}.rq") for link in section.iter("a"))
        assert [_text(cell) for row in section.iter("tr") for cell in row if cell.get("scope") == "row"] == [
            parameter.name for parameter in query.parameters
        ]
        assert all(parameter.help in _text(section) for parameter in query.parameters)


def test_links_lead_to_files_of_the_release(pages: Pages, release: Path) -> None:
    """Relative links lead to these pages, or to files of the release; the manifest is among them."""
    site = "https://host.example/some/where/"
    for here, page in pages.items():
        for link in (link.get("href") for link in next(page.iter("main")).iter("a")):
            path = urljoin(site + here, link).removeprefix(site)
            assert ":" in link or path in ("", "nl/", *pages) or (release / path).is_file(), f"{here}: {link}"


def test_pages_are_small(html: dict[str, str]) -> None:
    """Below 40 kB."""
    assert {path for path, text in html.items() if len(text.encode()) > 40_000} == set()


def test_pages_have_no_role(tmp_path: Path) -> None:
    """A page in a folder of files with a role is a page like every other."""
    for name in ("reelgraph.ttl", "index.html"):
        (tmp_path / "ontology").mkdir(exist_ok=True)
        (tmp_path / "ontology" / name).write_text("", "utf-8")
    assert [file.path for file in files(tmp_path, "ontology")] == ["ontology/reelgraph.ttl"]
