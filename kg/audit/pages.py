"""The pages of an audit: files, what is in folders, what a sitemap lists, and addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from kg.audit.fetch import Fetcher
from kg.rdf.statements import HTML
from kg.system.errors import ReelgraphError

LARGEST = 20_000_000
"""In bytes."""

_SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class Source:
    """A page by its path or address, and how to get at its bytes. Loading raises ReelgraphError."""

    name: str
    load: Callable[[], bytes]


def sources(given: Iterable[str], fetcher: Fetcher) -> Iterator[Source]:
    """The pages that are meant, each once, in order. Raises ReelgraphError for what is no page."""
    once: dict[str, Source] = {}
    for name in given:
        for source in _sources(name, fetcher):
            once.setdefault(source.name, source)
    yield from once.values()


def _sources(name: str, fetcher: Fetcher) -> Iterator[Source]:
    if name.startswith(("http://", "https://")):
        yield from _listed(fetcher.get(name), name, fetcher) if name.endswith(".xml") else [_remote(name, fetcher)]
        return
    path = Path(name)
    if path.is_dir():
        yield from (_file(file) for file in sorted(path.rglob("*")) if file.suffix.lower() in HTML and file.is_file())
    elif path.suffix.lower() == ".xml":
        yield from _listed(_read(path), name, fetcher)
    elif path.is_file():
        yield _file(path)
    else:
        raise ReelgraphError(f"{name}: no such page; give a file, a folder, a sitemap or an address with https://")


def _listed(data: bytes, name: str, fetcher: Fetcher, depth: int = 0) -> Iterator[Source]:
    """The pages of a sitemap (https://www.sitemaps.org/protocol.html), or of those that it lists."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ReelgraphError(f"{name}: no sitemap: {error.msg}") from None
    if root.tag == f"{_SITEMAP}sitemapindex" and depth < _DEEPEST:
        for place in root.iter(f"{_SITEMAP}loc"):
            address = (place.text or "").strip()
            yield from _listed(fetcher.get(address), address, fetcher, depth + 1)
    elif root.tag == f"{_SITEMAP}urlset":
        yield from (_remote((place.text or "").strip(), fetcher) for place in root.iter(f"{_SITEMAP}loc"))
    else:
        raise ReelgraphError(f"{name}: no sitemap; its first element must be urlset or sitemapindex")


def _remote(address: str, fetcher: Fetcher) -> Source:
    return Source(address, lambda: fetcher.get(address))


def _file(path: Path) -> Source:
    return Source(path.as_posix(), lambda: _read(path))


def _read(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise ReelgraphError(f"{path}: larger than {LARGEST // 1_000_000} MB, which no page is")
        return path.read_bytes()
    except OSError as error:
        raise ReelgraphError(f"{path}: {error.strerror}") from None
