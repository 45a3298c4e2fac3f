"""The schema map: everything that markup states, as JSON lines, for programs that read a whole site at once.

It has the form in which Yoast SEO serves it: `schemamap.xml` is a sitemap whose addresses are files of JSON-LD, one
thing a line. `sitemap` dates them as it dates pages: a file changed on the day of the first release that has its bytes.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path

from kg.model.profile import profile
from kg.release.manifest import digest
from kg.release.markup import CONTEXT, Node, graph, script
from kg.site.ways import documented

FOLDER = "schemamap"
MAP = "schemamap.xml"
CONTENT = "structuredData/schema.org"
MOST = 1_000
"""So many things are in a file."""


def line(about: Node | None) -> str:
    """A thing as a line, with the context that makes it a document of its own; "" for what markup does not state."""
    return "".join(f"{script({'@context': CONTEXT, **node})}\n" for node in graph([about])["@graph"])


def write(work: Path, target: Path) -> None:
    """Write the files of a finished folder; `work` has the lines of each kind, in parts that are sorted by name."""
    (target / FOLDER).mkdir()
    for shape in documented(profile()):
        parts = sorted((work / FOLDER / shape.folder).glob("*"))
        lines = chain.from_iterable(map(_lines, parts))
        for number, first in enumerate(lines, 1):
            path = target / FOLDER / f"{shape.folder}-{number}.jsonl"
            with path.open("w", encoding="utf-8", newline="\n") as file:
                file.writelines(chain((first,), islice(lines, MOST - 1)))


def files(target: Path) -> Iterator[tuple[str, str]]:
    """Path and hash of each file."""
    paths = (target / FOLDER).iterdir()
    yield from ((path.relative_to(target).as_posix(), digest(path)) for path in paths)


def _lines(part: Path) -> Iterator[str]:
    with part.open(encoding="utf-8", newline="\n") as file:
        yield from file
