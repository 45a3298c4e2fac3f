"""The formats of files, in one table, `formats.toml`: what each is called, how it is known, who reads and writes it.

IRIs are the W3C's (https://www.w3.org/ns/formats/), media types IANA's. gzip and Zstandard are no formats of their own
here: `kg.system.files` unpacks them on the way.
"""

from pathlib import Path, PurePath

import msgspec
import msgspec.toml

from kg.system.files import suffix


class Format(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A format: the word for it on the command line, its title, media type, suffixes, and IRI ("" = it has none).

    `readers` are those of `kg.sources`, what looks like it first; `rooms` are the others that read it, `writers` the
    rooms that write it.
    """

    name: str
    title: str
    media_type: str
    suffixes: tuple[str, ...]
    iri: str = ""
    readers: tuple[str, ...] = ()
    rooms: tuple[str, ...] = ()
    writers: tuple[str, ...] = ()


FORMATS = msgspec.toml.decode(
    Path(__file__).with_name("formats.toml").read_bytes(), type=dict[str, tuple[Format, ...]]
)["formats"]
"""No two have a suffix, a media type or a name in common."""

_BY_SUFFIX = {ending: format_ for format_ in FORMATS for ending in format_.suffixes}
_BY_NAME = {format_.name: format_ for format_ in FORMATS}
_UNKNOWN = "application/octet-stream"


def named(name: str) -> Format:
    """The format of that name."""
    return _BY_NAME[name]


def format_of(path: PurePath) -> Format | None:
    """The format that a file has by its suffix; what is packed has that of what is in it. None where it is unknown."""
    return _BY_SUFFIX.get(suffix(path))


def media_type(path: PurePath) -> str:
    """The media type of a file by its own suffix."""
    found = _BY_SUFFIX.get(path.suffix.lower())
    return found.media_type if found else _UNKNOWN


def suffixes(*names: str) -> tuple[str, ...]:
    """The suffixes of formats, in order."""
    return tuple(ending for name in names for ending in named(name).suffixes)


def read_by(reader: str) -> tuple[Format, ...]:
    """The formats that a reader of `kg.sources`, or a room, reads."""
    return tuple(format_ for format_ in FORMATS if reader in (*format_.readers, *format_.rooms))


HTML = named("html").suffixes
