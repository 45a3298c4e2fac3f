"""What an audit finds, and what of it is known already."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from hashlib import sha256
from pathlib import Path

import msgspec

from kg.system.errors import ReelgraphError
from kg.system.files import Unreadable, name, whole
from kg.system.terminal import short

_LARGEST = 256 << 20
"""In bytes, of a baseline."""

_LONGEST = 100
"""In characters, of what a page or the graph says."""

_LONGEST_NAME = 500
"""In characters, of what a thing is called: each finding about it says so."""

_TOLD = {"syntax": 500, "unread": 500}
"""In characters: what is said of a page, where that is a sentence and no value of it."""

RULES = {
    "syntax": "markup that cannot be read, or not as intended",
    "missing": "in the release, not on the page",
    "extra": "on the page, not in the release",
    "different": "different on the page and in the release",
    "not-visible": "in the markup, but not visible on the page",
    "unmatched": "a film that is not in the release",
    "unmarked": "no markup on the page",
    "unread": "a page that cannot be read",
}
LEVELS = {"extra": "warning", "unmatched": "warning", "unmarked": "warning"}
"""The level of a rule in SARIF, where it is no error."""


class Discrepancy(msgspec.Struct, frozen=True, order=True):
    """One difference: `line` (0: not known) and JSON `pointer` say where, `page` and `graph` what each of them says.

    `subject` is what the thing is called, `property` the local name of what is said of it. `id` stays the same when
    lines move.
    """

    path: str
    line: int
    rule: str
    subject: str = ""
    property: str = ""
    page: str = ""
    graph: str = ""
    pointer: str = ""
    id: str = ""

    def about(self) -> str:
        """The thing and its property, as far as they are known."""
        return " ".join(part for part in (self.subject, self.property) if part)

    def sentence(self) -> str:
        """The finding in words."""
        what = self.about()
        says = [f"page: {short(self.page, _TOLD.get(self.rule, _LONGEST))}"] if self.page else []
        says += [f"graph: {short(self.graph, _LONGEST)}"] if self.graph else []
        return f"{self.rule}: {what + ': ' if what else ''}{', '.join(says) or RULES[self.rule]}"


def short_name(name: str) -> str:
    """A name, or an IRI in its place, as findings have it."""
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 3]}..."


def named(finding: Discrepancy) -> Discrepancy:
    """The finding with its id."""
    said = (finding.path, finding.rule, finding.subject, finding.property, finding.page, finding.graph)
    return msgspec.structs.replace(
        finding, id=sha256("\n".join(said).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    )


class _Known(msgspec.Struct):
    """What is read of a report that serves as a baseline."""

    findings: list[_Id]


class _Id(msgspec.Struct):
    id: str


def baseline(path: Path) -> frozenset[str]:
    """The ids of what a JSON report says: findings that are accepted. Raises ReelgraphError."""
    try:
        known = msgspec.json.decode(whole(path, _LARGEST), type=_Known)
    except Unreadable as error:
        raise ReelgraphError(f"{name(path)}: {error}") from None
    except (msgspec.MsgspecError, ValueError, RecursionError) as error:
        raise ReelgraphError(f"{name(path)}: not a report of `kg audit --format json`: {error}") from None
    return frozenset(finding.id for finding in known.findings)


def unknown(findings: Iterable[Discrepancy], known: Collection[str]) -> list[Discrepancy]:
    """Those that no baseline has, each with its id, in the order of pages and lines."""
    return sorted(found for found in dict.fromkeys(map(named, findings)) if found.id not in known)
