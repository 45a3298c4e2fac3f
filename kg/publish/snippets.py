"""The markup of films out of a release, for other systems: one as a snippet, all as a schema.org DataFeed."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from kg.errors import ReelgraphError
from kg.publish import release
from kg.publish.markup import CONTEXT, FOLDER, script

_SUFFIX = ".json"
_NAME = re.compile(r"([a-z0-9-]+/)?[a-z0-9-]+")


def snippet(out: Path, film: str) -> str:
    """The `<script>` element of a film, which is named by its IRI, the address of its page, its path or its slug.

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
    return element(found.read_text("utf-8").strip())


def element(text: str) -> str:
    """The element that holds markup; `text` is what `script` gave."""
    return f'<script type="application/ld+json">{text}</script>'


def feed(out: Path) -> Iterator[str]:
    """A DataFeed (https://schema.org/DataFeed) of all films of a release, line by line, in the order of their files."""
    folder = release.current(out)
    facts = release.manifest(folder)
    head = {"@context": CONTEXT, "@type": "DataFeed", "name": facts.get("name"), "dateModified": facts.get("date")}
    yield script(head)[:-1] + ',"dataFeedElement":['
    comma = ""
    for path in sorted((folder / FOLDER).rglob(f"*{_SUFFIX}")):
        for node in _nodes(path):
            item = {"@type": "DataFeedItem", "dateModified": facts.get("date"), "item": node}
            yield comma + script(item)
            comma = ","
    yield "]}"


def _nodes(path: Path) -> list[Any]:
    try:
        found: list[Any] = msgspec.json.decode(path.read_bytes())["@graph"]
    except (msgspec.DecodeError, KeyError, TypeError):
        raise ReelgraphError(f"{path}: no markup of a release; build it again") from None
    return found
