"""Reader of native records: the JSON of `kg read`, as one object, an array of them, or JSON Lines."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from kg.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.encoding import decode
from kg.sources.fields import fault
from kg.sources.opening import opened, suffix
from kg.sources.stated import Stated

LINES = {".jsonl", ".ndjson"}

_BYTE = re.compile(r" \(byte (\d+)\)")


def read(path: Path, source: SourceConfig) -> Iterator[Stated | Fault]:
    """Each record; JSON Lines are streamed, and a line at fault does not touch the others."""
    if suffix(path) not in LINES:
        with opened(path) as file:
            yield from _document(file.read())
        return
    with opened(path) as file:
        for number, line in enumerate(file, start=1):
            if line.strip():
                yield from _value(line, number)


def _document(data: bytes) -> Iterator[Stated | Fault]:
    text = decode(data)
    if isinstance(text, Fault):
        yield text
        return
    data = text.encode()
    if not data.lstrip().startswith(b"["):
        yield from _value(data, 1)
        return
    items = _parsed(data, 1, list[msgspec.Raw])
    if isinstance(items, Fault):
        yield items
        return
    line, end = 1, 0
    for item in map(bytes, items):
        # Between two items stand only white space and a comma: the next occurrence is the item itself.
        start = data.index(item, end)
        line += data.count(b"\n", end, start)
        yield from _value(item, line)
        line += item.count(b"\n")
        end = start + len(item)


def _value(data: bytes, line: int) -> Iterator[Stated | Fault]:
    text = decode(data, line)
    value = text if isinstance(text, Fault) else _parsed(text.encode(), line, dict[str, Any])
    if isinstance(value, Fault):
        yield value
        return
    origin, prior = value.pop("source", None), value.pop("faults", None)
    faults: tuple[Fault, ...] = ()
    try:
        faults = msgspec.convert(prior or [], tuple[Fault, ...])
    except msgspec.ValidationError as error:
        faults = (fault("faults", prior, str(error)),)
    key = origin.get("key") if isinstance(origin, dict) else None
    yield Stated(value, line, key if isinstance(key, str) else "", faults)


def _parsed(data: bytes, line: int, kind: Any) -> Any:
    """The JSON value, or the Fault that says on which line it is broken."""
    try:
        return msgspec.json.decode(data, type=kind)
    except msgspec.ValidationError:
        reason, offset = "not a JSON object: a record is one", len(data) - len(data.lstrip())
    except RecursionError:
        reason, offset = "nested too deeply", 0
    except msgspec.DecodeError as error:
        found = _BYTE.search(str(error))
        offset = int(found[1]) if found else len(data.rstrip())
        reason = _BYTE.sub("", str(error))
    begin = data.rfind(b"\n", 0, offset) + 1
    shown = data[begin:].partition(b"\n")[0].decode("utf-8", "replace")
    return fault("", shown, reason, line=line + data.count(b"\n", 0, offset))
