"""IRIs of the things we publish. Only this module mints them.

The document of a thing is `{base}{folder}/{slug}/`, the thing itself `...#this`, its parts are other fragments of it.
"""

import re
import unicodedata
from collections.abc import Iterable
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote, unquote

THIS = "#this"
_SLUG_LENGTH = 80
_ACCENTED = re.compile("(?<=[a-z])[\u0300-\u036f]+")
_NOT_IN_A_SLUG = re.compile(r"[^a-z0-9]+")
_THING = re.compile(r"(https?://(?:[^/\s#?]++/)+?)([a-z0-9]+(?:-[a-z0-9]+)*+)/([a-z0-9]+(?:-+[a-z0-9]+)*+)/#this")
_DEVICE = re.compile("con|prn|aux|nul|com[1-9]|lpt[1-9]")
"""What Windows takes for a device, wherever it stands: a release with such a folder cannot be unpacked there."""


def normal(text: str) -> str:
    """The form in which names are compared: no case, no punctuation, no accents on Latin letters."""
    if text.isascii():
        return _NOT_IN_A_SLUG.sub(" ", text.lower()).strip()
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    bare = unicodedata.normalize("NFKC", _ACCENTED.sub("", decomposed))
    return " ".join(bare.translate(_SPACED).split())


class _Spaced(dict[int, str]):
    """Character → itself, or a space where it is punctuation; each is looked up once."""

    def __missing__(self, code: int) -> str:
        said = chr(code)
        # Marks are letters' own in other scripts: vowels in Devanagari and Thai.
        return self.setdefault(code, said if said.isalnum() or unicodedata.category(said)[0] == "M" else " ")


_SPACED = _Spaced()


def slug(parts: Iterable[str]) -> str:
    """A readable name that can be a folder's on every system: that of `readable`, with a hash where it is a device."""
    plain = readable(parts)
    return f"{plain}-{digest(plain)}" if _DEVICE.fullmatch(plain) else plain


def readable(parts: Iterable[str]) -> str:
    """A readable ASCII name, at most 80 characters; text that has no such form is named by its hash."""
    text = " ".join(parts)
    plain = _NOT_IN_A_SLUG.sub("-", _ascii(text).lower()).strip("-")[:_SLUG_LENGTH].rstrip("-")
    return plain or digest(text)


def _ascii(text: str) -> str:
    if text.isascii():
        return text
    from anyascii import anyascii

    return anyascii(text)


def digest(text: str) -> str:
    """A short name for content that has no readable one: 8 hex digits of its SHA-256."""
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:8]


def thing(base: str, folder: str, name: str) -> str:
    """The IRI of a thing with a document of its own."""
    return f"{base}{folder}/{name}/{THIS}"


class Thing(NamedTuple):
    """What the IRI of a thing is made of."""

    base: str
    folder: str
    name: str


def taken_apart(iri: str) -> Thing | None:
    """What `thing` made the IRI of, in whatever release; None for IRIs of another form."""
    found = _THING.fullmatch(iri)
    return Thing(*found.groups()) if found else None


def is_base(text: str) -> bool:
    """Whether things can have IRIs below an address."""
    return _THING.fullmatch(thing(text, "x", "x")) is not None


def document(iri: str) -> str:
    """The document in which a thing or a part is described."""
    return iri.partition("#")[0]


def name(iri: str) -> str:
    """The slug in the IRI of a thing."""
    return document(iri).rstrip("/").rpartition("/")[2]


def folder(base: str, iri: str) -> str:
    """The folder of a thing of ours, "" for other IRIs."""
    return iri.removeprefix(base).partition("/")[0] if iri.startswith(base) else ""


def part(owner: str, fragment: str) -> str:
    """The IRI of a part of the owner's document. The parts of a part are its own, and begin with its name: of showings
    at one price, one may be sold out.
    """
    inside = "" if owner.endswith(THIS) else owner.partition("#")[2]
    return f"{document(owner)}#{inside}-{fragment}" if inside else f"{document(owner)}#{fragment}"


def record_name(source_: str, key: str) -> str:
    """The name of a record, fit for an IRI: its source's, and its key there, percent-encoded unless it is already."""
    try:
        plain = unquote(key, errors="strict")
    except UnicodeDecodeError:
        plain = key
    return f"{source_}/{quote(plain, safe='')}"


def record(base: str, name_: str) -> str:
    """The graph of the evidence that holds what one record states."""
    return f"{base}record/{name_}/"


def source(base: str, name_: str) -> str:
    """A source of the catalogue."""
    return f"{base}source/{name_}"


def question(base: str, keys: Iterable[str]) -> str:
    """The question whether things of these keys are one."""
    return f"{base}question/{digest(' '.join(keys))}"


def provenance(base: str) -> str:
    """The graph of the evidence that says where records come from and what became of them."""
    return f"{base}provenance"


def release(base: str, date: str) -> str:
    """The release of a day."""
    return f"{base}release/{date}"


def gate(base: str, date: str) -> str:
    """The judging of that release."""
    return f"{release(base, date)}#gate"
