"""Reader of film pages, one film a file, as text or HTML: in the first layout that the page has."""

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import NamedTuple
from urllib.parse import quote

from kg.model.formats import HTML
from kg.model.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.decoding import decode
from kg.sources.fields import fault
from kg.sources.pages.html import Text, text_of
from kg.sources.pages.seen import seen
from kg.sources.stated import Leftover, Stated
from kg.system.charset import UTF_8, encoding_of
from kg.system.files import suffix, whole

LARGEST = 5_000_000
"""In bytes. Film pages are a hundred times smaller."""

_NO_FILM_PAGE = "not a film page: it has no known layout and too few known labels"


class Opened(NamedTuple):
    """The text of a page, an HTML page as it is seen, and the encoding of another text, if it is not UTF-8."""

    text: str
    html: Text | None = None
    encoding: str = ""

    @property
    def at(self) -> Sequence[int]:
        """For each line of the text its line in the file."""
        return self.html.at if self.html else range(1, self.text.count("\n") + 2)


def read(path: Path, source: SourceConfig) -> Iterator[Stated | Fault | Leftover]:
    """The film of a page."""
    page = opened(path, source)
    if isinstance(page, Fault):
        yield page
        return
    found = seen(page.text, page.html, source)
    if found.values is None:
        told = (one for one in found.faults if not one.field)
        yield next(told, fault("", page.text.strip(), _NO_FILM_PAGE, line=1))
        return
    if source.page:
        found.values["page"] = source.page.replace("{stem}", quote(path.stem))
    line_of = partial(_line_of, page)
    yield Stated(found.values, 1, "", tuple(found.faults), line_of, page.encoding, taken=tuple(found.taken))
    yield from found.left


def opened(path: Path, source: SourceConfig) -> Opened | Fault:
    """The page in a file; a Fault where it is no text."""
    data = whole(path, LARGEST)
    if suffix(path) in HTML:
        html = text_of(data)
        return Opened(html.lines, html)
    encoding = source.encoding or encoding_of(data)
    decoded = decode(data) if encoding == UTF_8 else data.decode(encoding, "replace")
    if isinstance(decoded, Fault):
        return decoded
    text = decoded.replace("\r\n", "\n").replace("\r", "\n")
    return Opened(text, None, encoding if encoding != UTF_8 else "")


def _line_of(page: Opened, raw: str) -> int:
    """The first line of the page that holds a raw value; 0 where none does, as for values that were put together."""
    lines = zip(page.at, page.text.split("\n"), strict=False)
    return next((number for number, line in lines if raw and raw in line), 0)
