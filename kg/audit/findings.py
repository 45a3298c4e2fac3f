"""What an audit finds."""

from __future__ import annotations

from collections.abc import Iterable
from hashlib import sha256
from os.path import realpath

import msgspec

from kg.system.errors import ReelgraphError
from kg.system.spelling import hinted
from kg.system.terminal import short

_LONGEST = 100
"""In characters, of what a page or the graph says."""

_LONGEST_NAME = 500
"""In characters, of what a thing is called: each finding about it says so."""

_TOLD = {"syntax": 500, "unread": 500, "unmatched": 500}
"""In characters: what is said of a page, where that is a sentence and no value of it."""

RULES = {
    "syntax": "markup that cannot be read, or not as intended",
    "missing": "in the release, not on the page",
    "extra": "on the page, not in the release",
    "different": "different on the page and in the release",
    "not-visible": "in the markup, but not visible on the page",
    "unmatched": "no film of the release has this address, or this title alone",
    "unmarked": "no markup on the page",
    "unread": "a page that cannot be read",
}
LEVELS = {"extra": "warning", "unmatched": "warning", "unmarked": "warning"}
"""The level of a rule in SARIF, where it is no error."""

ALWAYS = ("syntax", "unread")
"""The rules that hold whatever is selected: of what cannot be read, no other rule can say anything."""


def chosen(select: Iterable[str], ignore: Iterable[str]) -> frozenset[str]:
    """The rules that are looked for: those of `select`, all where it is empty, without those of `ignore`.

    What cannot be read is reported unless it is ignored by name.

    Raises ReelgraphError where a name is no rule, or no rule is left.
    """
    selected, ignored = list(named_rules(select)), list(named_rules(ignore))
    if not (rules := frozenset(selected or RULES).difference(ignored)):
        raise ReelgraphError("no rule is left; every rule that is selected is ignored too")
    return rules.union(ALWAYS).difference(ignored)


def named_rules(names: Iterable[str]) -> frozenset[str]:
    """The same names. Raises ReelgraphError where one is no rule."""
    found = list(names)
    for name in found:
        if name not in RULES:
            raise ReelgraphError(
                hinted(f"{name[:80]!r} is not a rule of kg audit; rules: {', '.join(RULES)}", name, RULES)
            )
    return frozenset(found)


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
        """The finding in words: what each side says is named where there are two."""
        what, longest = self.about(), _TOLD.get(self.rule, _LONGEST)
        said = {side: short(text, longest) for side, text in (("page", self.page), ("release", self.graph)) if text}
        sides = ", ".join(f"{side}: {text}" for side, text in said.items()) if len(said) > 1 else "".join(said.values())
        return f"{self.rule}: {what + ': ' if what else ''}{sides or RULES[self.rule]}"


def short_name(name: str) -> str:
    """A name, or an IRI in its place, as findings have it."""
    return name if len(name) <= _LONGEST_NAME else f"{name[: _LONGEST_NAME - 3]}..."


def named(finding: Discrepancy) -> Discrepancy:
    """The finding with its id, in which a file has its name and that of its folder, however its path is typed."""
    path = finding.path if "://" in finding.path else "/".join(realpath(finding.path).split("/")[-2:])
    said = (path, finding.rule, finding.subject, finding.property, finding.page, finding.graph)
    return msgspec.structs.replace(
        finding, id=sha256("\n".join(said).encode("utf-8", "surrogateescape")).hexdigest()[:16]
    )
