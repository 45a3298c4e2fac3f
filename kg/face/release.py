"""A release and its films, as programs meet them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from os import PathLike
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.face.asked import Asked, graph_of
from kg.system import resources
from kg.system.errors import ReelgraphError
from kg.system.progress import Progress, silent

if TYPE_CHECKING:
    import rdflib

    from kg.audit.reports import Audit
    from kg.embed.embedding import Outcome as Embedded
    from kg.query.named import Query
    from kg.release import films, opened

AnyPath = str | PathLike[str]


class Release(Asked):
    """A release: the result of a build, or that of somebody else in a folder. It is only read.

    `folder` is where its files are, `base` is what the IRIs of its things begin with.
    """

    _source: opened.Release

    def __init__(self, out: Path, release: opened.Release) -> None:
        """Use `kg.open`."""
        self._out, self._source, self._brought = out, release, release.brought
        self.folder, self.base, self.manifest = release.folder, release.base, release.manifest

    def __repr__(self) -> str:
        """For a person."""
        return f"kg.open({str(self._out)!r})"

    def queries(self) -> list[Query]:
        """The queries that have a name: each has its title, its help and its parameters."""
        from kg.query.named import queries

        return resources.within(self._brought, queries)

    def films(self) -> Iterator[Film]:
        """All films in the order of their names; series and episodes too, which the manifest counts by themselves."""
        return (Film(film, self) for film in self._source.films)

    def film(self, name: str) -> Film:
        """The film with this IRI, address, path of its page, or slug. Raises ReelgraphError where there is none.

        >>> kg.open("out").film("all-of-us-strangers-2023").iri
        'https://films.example.org/film/all-of-us-strangers-2023/#this'
        """
        return Film(self._source.wanted(name), self)

    def entities(self) -> Iterator[str]:
        """The IRIs of all things that have a page: films, people, organisations, ..."""
        return self._source.entities()

    def graph(self, iri: str) -> rdflib.Graph:
        """What the document of a thing states, and what the things that it links to are called.

        Raises ReelgraphError where the release does not have the thing.
        """
        import pyoxigraph as ox

        triples = [quad.triple for quad in self._source.graph(iri)]
        if not triples:
            raise ReelgraphError(f"{iri}: not in the release; give the IRI of a thing that it has")
        return graph_of(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")

    def feed(self) -> Iterator[str]:
        """The markup of all films as one schema.org DataFeed, in lines of JSON."""
        from kg.release.snippets import feed

        return feed(self._source)

    def verify(self, *, mirror: bool = False) -> list[str]:
        """What is wrong with the files of the release, a line each: every size, hash and count is checked.

        A `mirror` is one that somebody made of some files: it may lack all evidence, all pages, or all dumps in a
        syntax, but of those that it has, all have to be there.
        """
        from kg.release.verifying import wrong

        return list(wrong(self._source, mirror=mirror))

    def audit(
        self,
        *pages: AnyPath,
        baseline: AnyPath | None = None,
        select: Iterable[str] = (),
        ignore: Iterable[str] = (),
        progress: Progress = silent,
    ) -> Audit:
        """Compare the markup of pages with the release; a page is a file, a folder, a sitemap or an address.

        Addresses are fetched. `baseline` is a JSON report whose findings are accepted. `select` are the rules that are
        reported, by default all; those of `ignore` are not. What cannot be read is reported unless `ignore` has
        "unread" and "syntax". Raises ReelgraphError where no page can be read.
        """
        from kg.audit.auditing import audit
        from kg.audit.findings import chosen

        known, rules = Path(baseline) if baseline else None, chosen(select, ignore)
        return resources.within(self._brought, audit, self._source, list(map(str, pages)), known, rules, progress)

    def embed(self, *pages: AnyPath, table: AnyPath | None = None, dry_run: bool = False) -> list[Embedded]:
        """Put the markup of films into HTML pages; gives what became of each.

        `table` is a CSV file that names the film of each page; `dry_run` changes nothing, and gives the diff.
        """
        from kg.embed.embedding import embed

        found = embed(self._source, [Path(page) for page in pages], Path(table) if table else None, dry_run)
        return list(resources.used(self._brought, found))


class Film:
    """A film of a release: its `name` there, and its `iri`."""

    def __init__(self, film: films.Film, release: Release) -> None:
        """Use `Release.film`."""
        self._film, self._release = film, release
        self.name, self.iri = film.name, film.iri

    def __repr__(self) -> str:
        """For a person."""
        return f"{self._release!r}.film({self.name!r})"

    def markup(self) -> dict[str, Any]:
        """Its markup for search engines, JSON-LD with schema.org's context.

        >>> kg.open("out").film("all-of-us-strangers-2023").markup()["@graph"][0]["@type"]
        'Movie'
        """
        return self._film.markup()

    def element(self) -> str:
        """Its markup as the element of HTML that goes into a page."""
        from kg.release.markup import script
        from kg.release.snippets import element

        return element(script(self.markup()))

    def lacks(self) -> list[str]:
        """What it lacks to be shown among the results of a search engine, in words."""
        from kg.release.markup import script
        from kg.site.eligibility import lacking

        return lacking(script(self.markup()))

    def graph(self) -> rdflib.Graph:
        """What its page states."""
        return self._release.graph(self.iri)
