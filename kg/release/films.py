"""The films of a release that have markup: by IRI, address, path or slug, and by the addresses of their pages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from kg.model import iris
from kg.rdf.addresses import normal
from kg.release.manifest import damaged, decoded
from kg.system.errors import ReelgraphError
from kg.system.spelling import asked, near

FOLDER = "markup"
NO_MARKUP = f"it has no markup; build it without --dumps-only, or copy its folder {FOLDER} too"
"""The complaint about a release whose films have no files here."""

_SUFFIX = ".json"
_NAME = re.compile(r"(?:([a-z0-9-]{1,100})/)?([a-z0-9-]{1,100})")
_TAG = re.compile("[a-z]{2,3}(-[a-z0-9]{2,8})*")
_YEAR = re.compile(r"-\d{4}\Z")
_OFFERED = 3
_ALIKE = 0.7


class _Node(msgspec.Struct):
    """What is read of a node at once, for all films."""

    id: str = msgspec.field(name="@id", default="")
    url: Any = None
    name: Any = None
    others: Any = msgspec.field(name="alternateName", default=None)


class _Graph(msgspec.Struct):
    nodes: list[_Node] = msgspec.field(name="@graph")


class Film(NamedTuple):
    """A film: its name in the release (`x-2023`, `episode/x-2023` for other kinds), its IRI, its file of markup."""

    name: str
    iri: str
    path: Path

    def markup(self) -> dict[str, Any]:
        """The markup. Raises ReelgraphError where the file is damaged."""
        found: dict[str, Any] = decoded(self.path, dict[str, Any])
        return found

    def addresses(self) -> list[str]:
        """The addresses of its page that its markup states. Raises ReelgraphError where the file is damaged."""
        return list(_texts(_node(self.path).url))


def files(folder: Path) -> list[Path]:
    """The files of markup in a folder, by path."""
    return sorted(folder.rglob(f"*{_SUFFIX}"))


class Films:
    """Films by name and by page. `folder` is that of the release, `base` what its addresses begin with."""

    def __init__(self, folder: Path, base: str, languages: Iterable[str]) -> None:
        """Nothing is read yet."""
        self._folder = folder / FOLDER
        self._base = normal(base)
        self._languages = frozenset(language.lower() for language in languages)
        self._by_page: dict[str, list[Film]] | None = None
        self._by_title: dict[str, list[Film]] | None = None

    def __iter__(self) -> Iterator[Film]:
        """All films, by the path of their files. Raises ReelgraphError at a damaged one, and where there are none."""
        if not self._folder.is_dir():
            raise ReelgraphError(f"{self._folder.parent}: {NO_MARKUP}")
        for path in files(self._folder):
            yield self._film(path, _node(path))

    def names(self) -> Iterator[str]:
        """The names of all films, which are those of their files; none is read."""
        return map(self._called, files(self._folder))

    def named(self, name: str) -> Film | None:
        """The film with that IRI, address or path of its document in any language of the release, or slug.

        Its file is looked for, and no other is read. Raises ReelgraphError where it is damaged.
        """
        found = _NAME.fullmatch(self._local(name))
        if not found:
            return None
        kind, slug = found[1] or "", found[2]
        # The films proper are in the folder itself, whatever the folder of their documents is called.
        for path in (self._folder / kind / f"{slug}{_SUFFIX}", self._folder / f"{slug}{_SUFFIX}"):
            film = self._film(path, _node(path)) if path.is_file() else None
            if film and kind in ("", iris.name(film.iri.rpartition(slug)[0])):
                return film
        return None

    def meant(self, name: str) -> str:
        """Which films a name that none has may mean, by their own names; "" for none.

        Those whose title has it as a part, else those whose title is spelt nearly like it. A year makes nothing alike.
        """
        spelt: dict[str, list[str]] = {}
        for path in files(self._folder):
            spelt.setdefault(_YEAR.sub("", path.stem), []).append(self._called(path))
        title = _YEAR.sub("", iris.readable([self._local(name).rpartition("/")[2]]))
        slugs = [slug for slug in spelt if f"-{title}-" in f"-{slug}-"] or near(title, spelt, _ALIKE, _OFFERED)
        return asked(islice(dict.fromkeys(called for slug in slugs for called in spelt[slug]), _OFFERED))

    def own(self, film: Film, addresses: Iterable[str]) -> list[str]:
        """The addresses of a film: its IRI and document, and those of some pages of which no other film is."""
        pages = (page for page in dict.fromkeys((*addresses, *film.addresses())) if not {*self.at(page)} - {film})
        return [film.iri, iris.document(film.iri), *pages]

    def at(self, address: str) -> list[Film]:
        """The films whose page has that address: the one that a record states, or that of the film's document."""
        if self._by_page is None:
            self._by_page = self._pages()
        page = normal(iris.document(address))
        own = self.named(address) if page else None
        return sorted({*self._by_page.get(page, ()), *([own] if own else [])})

    def titled(self, title: str) -> list[Film]:
        """The films of a title, or of another title of theirs, but for case, accents and punctuation."""
        if self._by_title is None:
            self._by_title = self._titles()
        return self._by_title.get(iris.normal(title), [])

    def _titles(self) -> dict[str, list[Film]]:
        found: dict[str, list[Film]] = {}
        for path in files(self._folder):
            node = _node(path)
            for title in {*map(iris.normal, (*_texts(node.name), *_texts(node.others)))} - {""}:
                found.setdefault(title, []).append(self._film(path, node))
        return found

    def _pages(self) -> dict[str, list[Film]]:
        found: dict[str, list[Film]] = {}
        for path in files(self._folder):
            node = _node(path)
            for page in set(map(normal, _texts(node.url))) - {""}:
                found.setdefault(page, []).append(self._film(path, node))
        return found

    def _film(self, path: Path, node: _Node) -> Film:
        return Film(self._called(path), node.id, path)

    def _called(self, path: Path) -> str:
        return path.relative_to(self._folder).as_posix().removesuffix(_SUFFIX)

    def _local(self, name: str) -> str:
        """What follows the base and a language in the address of a document; "" for the addresses of others."""
        address = normal(iris.document(name))
        if address and not address.startswith(f"{self._base}/"):
            return ""
        local = address.removeprefix(f"{self._base}/") if address else iris.document(name).strip("/")
        first, _, rest = local.partition("/")
        spoken = first.lower() in self._languages if self._languages else bool(_TAG.fullmatch(first.lower()))
        return rest if spoken and "/" in rest else local


def _node(path: Path) -> _Node:
    """The node that the file is named after."""
    nodes: list[_Node] = decoded(path, _Graph).nodes
    found = next((node for node in nodes if iris.name(node.id) == path.stem), None)
    if not found:
        raise damaged(path, f"no node has the IRI of {path.stem}")
    return found


def _texts(said: Any) -> Iterator[str]:
    """The texts and addresses that a value of JSON-LD has."""
    members: Iterable[Any] = said if isinstance(said, list) else [said]
    for member in members:
        text = member.get("@id") or member.get("@value") if isinstance(member, dict) else member
        if isinstance(text, str):
            yield text
