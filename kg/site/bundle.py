"""A search bundle with the same bytes each time.

pagefind 1.5.2 writes the facets of an index in the order of a hash map that is seeded anew in every run (later sources
sort them). So they are sorted here; as files are named after what is in them, those that name them change with them.
"""

import gzip
from hashlib import sha256
from typing import Any

import msgspec

ENTRY = "pagefind-entry.json"
_MAGIC = b"pagefind_dcd"
_FILTERS = 3  # of the meta file: version, pages, chunks, filters, sorts, fields
_UNSIGNED, _TEXT, _ARRAY = 0, 3, 4  # major types of RFC 8949, section 3.1; these files hold no others


def settle(files: dict[str, bytes], language: str) -> dict[str, bytes]:
    """The files (path → content) of an index of one language, with its facets and their values sorted."""
    settled = dict(files)
    entry = msgspec.json.decode(files[ENTRY])
    index = entry["languages"][language]
    meta = _unpack(settled.pop(f"pagefind.{index['hash']}.pf_meta"))
    facets = {name: _unpack(settled.pop(f"filter/{key}.pf_filter")) for name, key in sorted(meta[_FILTERS])}
    meta[_FILTERS] = []
    for name, (_, values) in facets.items():
        facet = _encode([name, sorted(values)])
        key = _key(language, facet)
        meta[_FILTERS].append([name, key])
        settled[f"filter/{key}.pf_filter"] = _pack(facet)
    encoded = _encode(meta)
    index["hash"] = _key(language, encoded)
    settled[f"pagefind.{index['hash']}.pf_meta"] = _pack(encoded)
    settled[ENTRY] = msgspec.json.encode(entry)
    return settled


def _key(language: str, content: bytes) -> str:
    return f"{language}_{sha256(content).hexdigest()[:10]}"


def _pack(content: bytes) -> bytes:
    return gzip.compress(_MAGIC + content, mtime=0)


def _unpack(file: bytes) -> Any:
    return _decode(gzip.decompress(file), len(_MAGIC))[0]


def _decode(data: bytes, at: int) -> tuple[Any, int]:
    """The value that begins at a place, and where the next one begins."""
    kind, number = divmod(data[at], 32)
    at += 1
    if number >= 24:
        width = 1 << (number - 24)
        number, at = int.from_bytes(data[at : at + width], "big"), at + width
    if kind == _UNSIGNED:
        return number, at
    if kind == _TEXT:
        return data[at : at + number].decode(), at + number
    values = []
    for _ in range(number):
        value, at = _decode(data, at)
        values.append(value)
    return values, at


def _encode(value: Any) -> bytes:
    if isinstance(value, int):
        return _head(_UNSIGNED, value)
    if isinstance(value, str):
        return _head(_TEXT, len(value.encode())) + value.encode()
    return _head(_ARRAY, len(value)) + b"".join(map(_encode, value))


def _head(kind: int, number: int) -> bytes:
    if number < 24:
        return bytes([kind * 32 + number])
    power = next(power for power in range(4) if number < 1 << (8 << power))
    return bytes([kind * 32 + 24 + power]) + number.to_bytes(1 << power, "big")
