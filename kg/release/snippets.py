"""The markup of films out of a release, for other systems: one as a snippet, all as a schema.org DataFeed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from kg.release import disk as release
from kg.release.markup import CONTEXT, FOLDER, script
from kg.system.errors import ReelgraphError

FEED = "feed/films.jsonld"
_SUFFIX = ".json"
_NAME = re.compile(r"([a-z0-9-]+/)?[a-z0-9-]+")


def text(out: Path, film: str) -> str:
    """The markup of a film, which is named by its IRI, the address of its page, its path or its slug.

    Raises ReelgraphError where the release has no such film.
    """
    folder = release.current(out)
    base = str(release.manifest(folder).get("base", ""))
    name = film.removeprefix(base).partition("#")[0].strip("/")
    kind, _, slug = name.rpartition("/")
    tried = (folder / FOLDER / kind / f"{slug}{_SUFFIX}", folder / FOLDER / f"{slug}{_SUFFIX}")
    found = next((path for path in tried if path.is_file()), None) if _NAME.fullmatch(name) else None
    if not found:
        raise ReelgraphError(f"{film}: no film of {out} has this name; see the file names in {folder / FOLDER}/")
    return found.read_text("utf-8").strip()


def element(text: str) -> str:
    """The element that holds markup; `text` is what `script` gave."""
    return f'<script type="application/ld+json">{text}</script>'


def feed(out: Path) -> Iterator[str]:
    """The feed of a release, line by line."""
    folder = release.current(out)
    with (folder / FEED).open(encoding="utf-8") as lines:
        yield from (line.rstrip("\n") for line in lines)


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
    for path in sorted((folder / FOLDER).rglob(f"*{_SUFFIX}")):
        for node in _nodes(path):
            item = {"@type": "DataFeedItem", "dateModified": date, "item": node}
            yield comma + script(item)
            comma = ","
    yield "]}"


def _nodes(path: Path) -> list[Any]:
    try:
        found: list[Any] = msgspec.json.decode(path.read_bytes())["@graph"]
    except (msgspec.DecodeError, KeyError, TypeError):
        raise ReelgraphError(f"{path}: no markup of a release; build it again") from None
    return found
