"""The markup of films out of a release, for other systems: one as a snippet, all as a schema.org DataFeed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

from kg.release.films import FOLDER, files
from kg.release.markup import CONTEXT, script
from kg.release.opened import Release
from kg.system.errors import ReelgraphError

FEED = "feed/films.jsonld"


def element(text: str) -> str:
    """The element that holds markup; `text` is what `script` gave."""
    return f'<script type="application/ld+json">{text}</script>'


def feed(release: Release) -> Iterator[str]:
    """The feed of a release, line by line."""
    path = release.folder / FEED
    try:
        with path.open(encoding="utf-8") as lines:
            yield from (line.rstrip("\n") for line in lines)
    except OSError as error:
        raise ReelgraphError(
            f"{path}: cannot read the feed of films: {error.strerror}; build the release with its pages"
        ) from None


def write_feed(folder: Path, name: str, date: str) -> None:
    """Write the feed of a finished folder."""
    (folder / FEED).parent.mkdir()
    with (folder / FEED).open("w", encoding="utf-8", newline="\n") as file:
        file.writelines(f"{line}\n" for line in _feed(folder, name, date))


def _feed(folder: Path, name: str, date: str) -> Iterator[str]:
    """A DataFeed (https://schema.org/DataFeed) of all that records are about, in the order of their files."""
    head = {"@context": CONTEXT, "@type": "DataFeed", "name": name, "dateModified": date}
    yield script(head)[:-1] + ',"dataFeedElement":['
    comma = ""
    for path in files(folder / FOLDER):
        for node in msgspec.json.decode(path.read_bytes())["@graph"]:
            item = {"@type": "DataFeedItem", "dateModified": date, "item": node}
            yield comma + script(item)
            comma = ","
    yield "]}"
