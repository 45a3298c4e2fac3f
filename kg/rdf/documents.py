"""Documents of other people's RDF: a file of which the suffix tells the syntax, or standard input, which has none."""

from __future__ import annotations

import codecs
import re
from collections.abc import Collection
from pathlib import Path
from urllib.parse import quote

import pyoxigraph as ox
from msgspec import Struct

from kg.model.formats import HTML, named
from kg.rdf.statements import FORMATS, NotRdf
from kg.system import charset, files
from kg.system.files import Unreadable, name, regular, unpacked, whole

STDIN = Path("-")
"""What stands for standard input."""

LARGEST = 1 << 30
"""In bytes, of a document: it is held in memory."""

_HEAD = 1 << 16
"""In bytes: so much of a document is looked at."""

_MARKUP = re.compile(rb"<(?:!|\?xml\s|[A-Za-z][\w.-]*+(?:\s|/?>|:[\w.-]++\s))")
_RDF_XML = b"http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_HTML = re.compile(rb"<(?:[\w.-]++:)?html[\s>]", re.IGNORECASE)
_COMMENT = re.compile(rb"\s*+(?:#[^\r\n]*+)?+")


class Document(Struct, frozen=True):
    """What is to be read, unpacked: what it is called in messages, the suffix that tells its syntax, and its bytes.

    `address` is what relative addresses in it are relative to, where it does not say anything else.
    """

    name: str
    suffix: str
    data: bytes
    address: str


def document(path: Path, known: Collection[str] = (*FORMATS, *HTML), largest: int = LARGEST) -> Document:
    """A file with one of the known suffixes, or for `-` standard input. Raises NotRdf where there is no such."""
    if path.is_dir():
        raise NotRdf(name(path), 0, "is a folder; name the files in it")
    try:
        if path == STDIN:
            return _stdin(largest)
        regular(path).close()
        suffix = files.suffix(path)
        if suffix not in known:
            raise NotRdf(name(path), 0, f"has an unknown suffix; it must be one of {' '.join(known)}")
        return Document(name(path), suffix, whole(path, largest), own_address(path))
    except Unreadable as error:
        raise NotRdf("stdin" if path == STDIN else name(path), 0, str(error)) from None


def own_address(path: Path) -> str:
    """What relative addresses in a file are relative to, where it does not say anything else."""
    return f"file:///{quote(path.name, errors='replace')}"


def _stdin(largest: int) -> Document:
    data = unpacked(files.stdin(largest), largest)
    return Document("stdin", syntax(data), data, own_address(Path("stdin")))


def syntax(data: bytes) -> str:
    """The suffix of the syntax that a document looks like. Turtle is TriG as well, and N-Triples are N-Quads."""
    head = charset.utf_8(data[:_HEAD]).removeprefix(codecs.BOM_UTF8).lstrip()
    if _is_json(head):
        format_ = "jsonld"
    elif _MARKUP.match(head):
        format_ = "rdfxml" if _RDF_XML in head and not _HTML.search(head) else "html"
    else:
        format_ = "nquads" if _is_by_line(head) else "trig"
    return named(format_).suffixes[0]


def _is_json(head: bytes) -> bool:
    """Whether it begins with an object; a group of TriG has no text for a subject."""
    objects = head.lstrip(b"[ \t\r\n")
    return objects.startswith(b"{") and objects[1:].lstrip()[:1] in (b'"', b"}")


def _is_by_line(head: bytes) -> bool:
    """Whether each line is a statement of N-Triples or N-Quads; of several, one without an end may be cut off."""
    lines = [line for line in head.splitlines() if not _COMMENT.fullmatch(line)]
    cut = len(lines) > 1 and not head.endswith((b"\n", b"\r"))
    try:
        return all(any(ox.parse(line, format=ox.RdfFormat.N_QUADS)) for line in (lines[:-1] if cut else lines))
    except (SyntaxError, ValueError):
        return False
