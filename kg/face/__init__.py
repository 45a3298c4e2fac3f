"""The public face, `import kg`: open a release and ask it, read files, build a catalogue, validate files.

The commands are thin over it. Nothing is imported before it is needed, so that `import kg` costs nothing.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import date as Date
from pathlib import Path
from typing import TYPE_CHECKING

from kg.face.asked import Endpoint
from kg.face.release import AnyPath, Film, Release
from kg.system import resources
from kg.system.progress import Progress, silent

if TYPE_CHECKING:
    from kg.gate.validation import Validation
    from kg.pipeline.outcome import Outcome
    from kg.pipeline.reading import Reading
    from kg.pipeline.reconcile import Reconciling
    from kg.sources.config import Reader

__all__ = ["Endpoint", "Film", "Release", "build", "endpoint", "init", "open", "read", "reconcile", "validate"]


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

    A folder stands for the files of its catalogue, or for all files in it that have a reader; the others are in
    `skipped` of what is given, a line for each suffix. `catalogue` is the folder of the catalogue whose mappings hold;
    `reader` is taken instead of the one that the content asks for. Raises ReelgraphError where there is no such
    file, or no reader is known.

    >>> [record.title for record in kg.read("data/pages/all-of-us-strangers.txt")]
    ['All of Us Strangers']
    """
    from kg.pipeline.reading import Reading

    return Reading([Path(path) for path in paths], Path(catalogue) if catalogue else None, reader)


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


def reconcile(
    catalogue: AnyPath, *, out: AnyPath | None = None, progress: Progress = silent
) -> AbstractContextManager[Reconciling]:
    """Questions of who is who in a catalogue, and their answers: `with kg.reconcile("films") as found: ...`.

    `found.update()` writes the open questions into `matches.csv` of the catalogue, `found.why(iri)` says why the
    records of a thing are one. A release in `out` says what things are called. Raises ReelgraphError where the
    catalogue cannot be read.
    """
    from kg.pipeline.reconcile import reconciling

    return reconciling(Path(catalogue), Path(out) if out else None, progress)


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


def init(folder: AnyPath, *given: AnyPath) -> list[str]:
    """Make a new catalogue in a folder, with what is given: tables, pages, RDF, XML, folders of such files, releases.

    Of a table it proposes the mapping. Gives what was done, line by line. Raises ReelgraphError where the folder is not
    empty, or something cannot be read.
    """
    from kg.pipeline.brought import found
    from kg.sources.init import init

    return list(resources.used(found(Path(folder)), init(Path(folder), *map(Path, given))))
