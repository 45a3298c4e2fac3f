"""Findings that are accepted: what an earlier JSON report says."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from os.path import realpath
from pathlib import Path

import msgspec

from kg.audit.findings import Discrepancy, named
from kg.system.errors import ReelgraphError
from kg.system.files import Unreadable, name, whole

_LARGEST = 256 << 20
"""In bytes, of a baseline."""

Known = Collection[tuple[str, ...]]
"""Accepted findings, by path and by what they say."""


class _Finding(msgspec.Struct):
    """What is read of a finding; `id` is there only in reports."""

    path: str
    rule: str
    id: str
    subject: str = ""
    property: str = ""
    page: str = ""
    graph: str = ""


class _Report(msgspec.Struct):
    findings: list[_Finding]
    accepted: list[_Finding] = []


def baseline(path: Path) -> Known:
    """What a JSON report says, with what it accepted itself. Raises ReelgraphError."""
    try:
        known = msgspec.json.decode(whole(path, _LARGEST), type=_Report)
    except Unreadable as error:
        raise ReelgraphError(f"{name(path)}: {error}") from None
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise ReelgraphError(f"{name(path)}: not a report of `kg audit --format json`: {error}") from None
    return frozenset((_plain(finding.path), *_said(finding)) for finding in (*known.findings, *known.accepted))


def apart(findings: Iterable[Discrepancy], known: Known) -> tuple[list[Discrepancy], list[Discrepancy]]:
    """Those that are not known, and those that are, each with its id, in the order of pages and lines."""
    sides: tuple[list[Discrepancy], list[Discrepancy]] = ([], [])
    for finding in sorted(map(named, dict.fromkeys(findings))):
        sides[any((path, *_said(finding)) in known for path in _paths(finding.path))].append(finding)
    return sides


def _said(finding: Discrepancy | _Finding) -> tuple[str, ...]:
    return finding.rule, finding.subject, finding.property, finding.page, finding.graph


def _plain(path: str) -> str:
    """A path without what it begins with in a shell: `./live/a.html`, `../live/a.html`."""
    if "://" in path:
        return path
    root = "/" if path.startswith("/") else ""
    return root + "/".join(part for part in path.split("/") if part not in ("", ".", ".."))


def _paths(path: str) -> Iterator[str]:
    """All that a file may be called from one folder or another, the whole path last; an address is one thing."""
    yield path
    if "://" not in path:
        parts = [part for part in realpath(path).split("/") if part]
        yield from ("/".join(parts[begin:]) for begin in range(len(parts) - 1, -1, -1))
        yield "/" + "/".join(parts)
