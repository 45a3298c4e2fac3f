"""The pages of an audit: files, what is in folders, what a sitemap lists, and addresses."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.audit.fetch import LARGEST, Fetcher
from kg.audit.request import LONGEST
from kg.model.formats import HTML
from kg.system import files
from kg.system.errors import ReelgraphError

LARGEST_SITEMAP = 50_000_000
"""In bytes, unpacked: as the protocol has it."""

MOST = 50_000
"""So many addresses are taken from a sitemap and those that it lists: as many as the protocol allows for one."""

_SITEMAPS = re.compile(r"\.xml(\.gz)?($|[?#])", re.IGNORECASE)
_NAMESPACE = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Source:
    """A page by its path or address, and how to get at its bytes.

    Loading raises ReelgraphError, which does not repeat the name. `is_none` if what was named is no page.
    """

    name: str
    load: Callable[[], bytes]
    is_none: bool = False


def sources(given: Iterable[str], fetcher: Fetcher) -> Iterator[Source]:
    """The pages that are meant, each once, in order; what is no page does not keep the others away."""
    once: dict[str, Source] = {}
    for name in given:
        for source in _tried(name, _sources(name, fetcher)):
            once.setdefault(source.name, source)
    yield from once.values()


def is_address(name: str) -> bool:
    """Whether a name is that of a page on the web and not of a file."""
    return name.lower().startswith(("http://", "https://"))


def _tried(name: str, found: Iterator[Source]) -> Iterator[Source]:
    """The pages that are found under a name, as long as nothing stands in the way."""
    told = name.encode("utf-8", "backslashreplace").decode() if is_address(name) else files.name(Path(name))
    try:
        yield from found
    except ReelgraphError as error:
        yield _none(told, str(error))
    except (OSError, ValueError) as error:  # a path that the system does not take
        yield _none(told, getattr(error, "strerror", None) or str(error))


def _none(name: str, why: str) -> Source:
    def load() -> bytes:
        raise ReelgraphError(why)

    return Source(name, load, is_none=True)


def _sources(name: str, fetcher: Fetcher) -> Iterator[Source]:
    if is_address(name):
        yield from _Sitemaps(fetcher).remote(name) if _SITEMAPS.search(name) else [_remote(name, fetcher)]
        return
    path = Path(name)
    if name and path.is_dir():
        yield from (_file(file) for file in files.below(path) if file.suffix.lower() in HTML)
    elif _SITEMAPS.search(name):
        yield from _Sitemaps(fetcher).listed(files.whole(path, LARGEST_SITEMAP))
    elif name and path.exists():
        yield _file(path)
    else:
        raise ReelgraphError("not found; give a file, a folder, a sitemap or an address with https://")


class _Sitemaps:
    """The pages of a sitemap (https://www.sitemaps.org/protocol.html) and of those that it lists, each read once."""

    def __init__(self, fetcher: Fetcher) -> None:
        self._fetcher = fetcher
        self._read: set[str] = set()
        self._left = MOST

    def remote(self, address: str, depth: int = 0) -> Iterator[Source]:
        if address not in self._read:
            self._read.add(address)
            yield from self.listed(self._fetcher.get(address, LARGEST_SITEMAP), depth)

    def listed(self, data: bytes, depth: int = 0) -> Iterator[Source]:
        from lxml import etree

        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
        try:
            root = etree.fromstring(data, parser)
        except (etree.LxmlError, ValueError, LookupError) as error:
            raise ReelgraphError(f"not a sitemap: {error}") from None
        if root.tag not in (f"{_NAMESPACE}urlset", f"{_NAMESPACE}sitemapindex"):
            raise ReelgraphError("not a sitemap; its first element must be urlset or sitemapindex")
        if root.tag.endswith("index") and depth == _DEEPEST:
            raise ReelgraphError(f"more than {_DEEPEST} levels of nested sitemaps")
        places = root.iter(f"{_NAMESPACE}loc")
        # A schema map is a sitemap of data, and says so (`kg.site.schemamap`).
        for place in (place for place in places if not place.getparent().get("contentType")):
            if not self._left:
                raise ReelgraphError(f"more than {MOST} addresses; name the sitemaps that it lists one by one")
            self._left -= 1
            address = (place.text or "").strip()[: LONGEST + 1]
            if root.tag.endswith("index"):
                yield from _tried(address, self.remote(address, depth + 1))
            else:
                yield _remote(address, self._fetcher)


def _remote(address: str, fetcher: Fetcher) -> Source:
    return Source(address, lambda: fetcher.get(address))


def _file(path: Path) -> Source:
    return Source(files.name(path), lambda: files.whole(path, LARGEST))
