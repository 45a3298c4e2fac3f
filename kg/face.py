"""The public face, `import kg`: open a release and ask it, read files, build a catalogue, validate files.

The commands are thin over it. Nothing is imported before it is needed, so that `import kg` costs nothing.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Iterable, Iterator
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.system import resources
from kg.system.progress import Progress, silent

if TYPE_CHECKING:
    import rdflib

    from kg.audit.reports import Audit
    from kg.embed.embedding import Outcome as Embedded
    from kg.gate.validation import Validation
    from kg.pipeline.outcome import Outcome
    from kg.pipeline.reading import Reading
    from kg.query.named import Query
    from kg.query.rows import Rows
    from kg.release import films, opened
    from kg.sources.config import Reader

AnyPath = str | os.PathLike[str]


def open(out: AnyPath) -> Release:
    """The release in a folder: the newest of an OUT that `kg.build` fills, or a folder that is a release itself.

    Raises ReelgraphError where there is none.

    >>> release = kg.open("out")
    >>> release.base
    'https://films.example.org/'
    """
    from kg.release import opened

    return Release(Path(out), opened.Release.open(Path(out)))


def endpoint(address: str) -> Endpoint:
    """A SPARQL endpoint at an address, which is asked as a release is."""
    return Endpoint(address)


def read(*paths: AnyPath, catalogue: AnyPath | None = None, reader: Reader | None = None) -> Reading:
    """What the readers understand of files, one Record for each film; a Fault stands for what is no record.

    A folder stands for the files of its catalogue, or for all files in it that have a reader. `catalogue` is the folder
    of the catalogue whose mappings hold; `reader` is taken instead of the one that the content asks for. Raises
    ReelgraphError where no reader is known.

    >>> [record.title for record in kg.read("data/pages/all-of-us-strangers.txt")]
    ['All of Us Strangers']
    """
    from kg.pipeline.reading import Reading, chosen

    return Reading(chosen([Path(path) for path in paths], Path(catalogue) if catalogue else None, reader))


def build(
    catalogue: AnyPath,
    out: AnyPath,
    *,
    workers: int = 1,
    date: str | Date | None = None,
    dumps_only: bool = False,
    progress: Progress = silent,
) -> Outcome:
    """Build the catalogue in a folder into a release in OUT, which `kg.open(out)` then opens.

    `workers` are processes; `date` is the release's, by default that of the newest source; `dumps_only` writes no
    files of single entities. The outcome counts what was published and what was not. Raises ReelgraphError where
    nothing could be done.
    """
    from kg.pipeline.build import build

    when = date if date is None or isinstance(date, str) else date.isoformat()
    return build(Path(catalogue), Path(out), workers=workers, date=when, dumps_only=dumps_only, progress=progress)


def validate(
    *files: AnyPath, shapes: AnyPath | None = None, profile: str | None = None, engine: str = "fast"
) -> Validation:
    """Validate RDF, JSON-LD and HTML files against SHACL shapes, each file on its own.

    A folder stands for all such files in it; the report says how many others it has. "-" is standard input, whose
    syntax is detected. `shapes` is a file or a folder, by
    default those of Reelgraph; `profile="google"` takes the rules of a search engine instead; `engine` is "fast" or
    "reference". Raises ReelgraphError where no file could be validated.

    >>> kg.validate("out/current/film/all-of-us-strangers-2023/index.ttl").conforms
    True
    """
    from kg.gate.validation import judge

    return judge([Path(file) for file in files], Path(shapes) if shapes else None, engine, profile)


def init(folder: AnyPath, table: AnyPath | None = None) -> list[str]:
    """Make a new catalogue in a folder; of a `table` it proposes the mapping. Gives what was done, line by line.

    Raises ReelgraphError where that folder is not empty, or the table cannot be read.
    """
    from kg.pipeline.brought import found
    from kg.sources.init import init

    return list(resources.used(found(Path(folder)), init(Path(folder), Path(table) if table else None)))


class _Asked:
    """What answers questions in SPARQL."""

    _source: opened.Release | str
    _brought: resources.Brought = ()

    def query(self, query: str, /, *, timeout: float = 60, **parameters: object) -> Rows:
        """The rows that answer a SELECT query: one of ours by name, a file by its path, or the text itself.

        `timeout` is in seconds. A parameter whose name is a word of Python is written with `_` behind it: `from_=2020`.
        What may be a mistake in the query is a warning, and stands in the `notes` of the rows. Raises ReelgraphError
        where the query is wrong, or takes longer.

        >>> kg.open("out").query("films-by-composer", composer="Zarvos")[0]["title"]
        'May December'
        """
        from kg.query.rows import Rows

        found, notes = self._answer(query, ("SELECT",), "json", timeout, parameters)
        return Rows.read(found, notes)

    def ask(self, query: str, /, *, timeout: float = 60, **parameters: object) -> bool:
        """Whether an ASK query holds; else as `query`.

        >>> kg.open("out").ask('ASK { ?film <http://schema.org/name> "Aftersun" }')
        True
        """
        return self._answer(query, ("ASK",), "table", timeout, parameters)[0] == b"yes\n"

    def construct(self, query: str, /, *, timeout: float = 60, **parameters: object) -> rdflib.Graph:
        """The graph that answers a CONSTRUCT or DESCRIBE query; else as `query`."""
        return _graph(self._answer(query, ("CONSTRUCT", "DESCRIBE"), "ntriples", timeout, parameters)[0])

    def _answer(
        self, query: str, forms: tuple[str, ...], form: str, timeout: float, parameters: dict[str, object]
    ) -> tuple[bytes, list[str]]:
        """The answer, and its notes, of which whoever asks is warned."""
        from kg.query.answering import asked
        from kg.query.question import question
        from kg.system.errors import ReelgraphError

        given = {name.removesuffix("_"): str(value) for name, value in parameters.items()}
        found = resources.within(self._brought, question, query, given)
        if found.form not in forms:
            raise ReelgraphError(f"{found.name}: the query form is {found.form}; use {_METHODS[found.form]}")
        notes: list[str] = []
        answer = b"".join(asked(found._replace(written=form), self._source, timeout, notes.append))
        for note in notes:
            warnings.warn(note, stacklevel=3)
        return answer, notes


_METHODS = {"SELECT": "query()", "ASK": "ask()", "CONSTRUCT": "construct()", "DESCRIBE": "construct()"}


class Endpoint(_Asked):
    """A SPARQL endpoint."""

    def __init__(self, address: str) -> None:
        """Nothing is asked yet."""
        self.address = self._source = address

    def __repr__(self) -> str:
        """For a person."""
        return f"kg.endpoint({self.address!r})"


class Release(_Asked):
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
        """What the page of a thing states: itself, type and name of what it links to, and what links to it."""
        import pyoxigraph as ox

        triples = (quad.triple for quad in self._source.graph(iri))
        return _graph(ox.serialize(triples, format=ox.RdfFormat.N_TRIPLES) or b"")

    def feed(self) -> Iterator[str]:
        """The markup of all films as one schema.org DataFeed, in lines of JSON."""
        from kg.release.snippets import feed

        return feed(self._source)

    def verify(self) -> list[str]:
        """What is wrong with the files of the release, a line each: every size, hash and count is checked."""
        return list(self._source.verify())

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
        reported, by default all; those of `ignore` are not. Raises ReelgraphError where no page can be read.
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


def _graph(n_triples: bytes) -> rdflib.Graph:
    import rdflib

    return rdflib.Graph().parse(data=n_triples, format="nt")
