"""The films of a release that have markup, by the addresses of their pages and by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from kg.model import iris
from kg.rdf.addresses import normal
from kg.release import disk as release
from kg.release.markup import FOLDER
from kg.system.errors import ReelgraphError

_SUFFIX = ".json"
_TAG = re.compile("[a-z]{2,3}(-[a-z0-9]{2,8})*")


class _Node(msgspec.Struct):
    """What is read of a node at once, for all films."""

    id: str = msgspec.field(name="@id", default="")
    url: Any = None


class _Graph(msgspec.Struct):
    nodes: list[_Node] = msgspec.field(name="@graph")


class Film(NamedTuple):
    """A film: its name in the release (`x-2023`, `episode/x-2023` for other kinds), its IRI, its file."""

    name: str
    iri: str
    path: Path

    def markup(self) -> dict[str, Any]:
        """The markup. Raises ReelgraphError where the file is damaged."""
        found: dict[str, Any] = _decoded(self.path, dict[str, Any])
        return found


@dataclass(frozen=True)
class Films:
    """Films by name, by the normal address of the page that their record states, and by that of their document."""

    by_name: dict[str, Film]
    by_page: dict[str, list[Film]]
    by_document: dict[str, Film]
    languages: frozenset[str]

    def named(self, name: str) -> Film | None:
        """The film with that IRI, or slug."""
        return self.by_name.get(name.strip("/")) or self.by_document.get(normal(iris.document(name)))

    def at(self, address: str) -> list[Film]:
        """The films whose page has that address, in whatever language of the release."""
        page = normal(iris.document(address))
        own = self.by_document.get(page) or self.by_document.get(self._without_language(page))
        found = [*self.by_page.get(page, ()), *([own] if own else [])]
        return sorted(set(found))

    def _without_language(self, page: str) -> str:
        *base, language, folder, slug = ["", "", *page.split("/")]
        spoken = language.lower() in self.languages if self.languages else bool(_TAG.fullmatch(language.lower()))
        return "/".join([*base, folder, slug]).lstrip("/") if spoken else page


def films(out: Path) -> Films:
    """All films of the release in OUT. Raises ReelgraphError where it holds no markup, or damaged markup."""
    folder = release.current(out)
    languages = release.manifest(folder).get("languages") or []
    found = Films({}, {}, {}, frozenset(str(language).lower() for language in languages))
    for path in sorted((folder / FOLDER).rglob(f"*{_SUFFIX}")):
        name = path.relative_to(folder / FOLDER).as_posix().removesuffix(_SUFFIX)
        node = _film(path)
        film = Film(name, node.id, path)
        found.by_name[name] = film
        found.by_document[normal(iris.document(node.id))] = film
        for page in set(map(normal, _addresses(node.url))) - {""}:
            found.by_page.setdefault(page, []).append(film)
    if not found.by_name:
        raise ReelgraphError(f"{folder}: holds no markup of films; build the release again")
    return found


def _film(path: Path) -> _Node:
    """The node that the file is named after."""
    nodes: list[_Node] = _decoded(path, _Graph).nodes
    found = next((node for node in nodes if iris.name(node.id) == path.stem), None)
    if not found:
        raise ReelgraphError(f"{path}: the release is damaged: no node is called {path.stem}; build it again")
    return found


def _decoded(path: Path, type_: Any) -> Any:
    try:
        return msgspec.json.decode(path.read_bytes(), type=type_)
    except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise ReelgraphError(f"{path}: the release is damaged: {error}; build it again") from None


def _addresses(url: Any) -> Iterator[str]:
    members: Iterable[Any] = url if isinstance(url, list) else [url]
    for member in members:
        address = member.get("@id") or member.get("@value") if isinstance(member, dict) else member
        if isinstance(address, str):
            yield address
