"""How a build ended, in words."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from kg.report.report import many
from kg.system.terminal import shown

WHO_IS_WHO = "uncertain identities"
DISAGREE = "sources disagree"
ALL = "faults.csv"
"""What has all that the reports have the first of."""


class Outcome(msgspec.Struct, frozen=True):
    """How a build ended. `published` counts documents by folder; `unread` counts what is no record at all.

    `lost` counts the addresses of the release before that this one has not, `losses` are the first of them.
    `damaged` counts what could not be used of the release before, `damages` say where the first of it is.
    `kept` says in words which files of people stood in a release, and where they are now.
    `notes` say what may be a mistake in what the catalogue brings.
    `unlicensed` says of what `catalogue.toml` states no licence, `unspoken` in which languages the site has no words.
    `joined` counts the records of films, and the credits, that are one with others by evidence, without an identifier.
    `asked` counts answers of a person that hold, and open questions.
    `doubts` counts what identifiers do not settle of who is who, `doubtful` says of the first who they are;
    `kinds` counts them by kind. `differing` counts values of sources where another is published.
    """

    release: str
    records: int
    refused: int
    unread: int
    faults: int
    warnings: int
    published: dict[str, int]
    complaints: tuple[str, ...]
    doubts: int
    doubtful: tuple[str, ...]
    kinds: dict[str, int] = {}
    differing: int = 0
    joined: tuple[int, int] = (0, 0)
    asked: tuple[int, int] = (0, 0)
    lost: int = 0
    losses: tuple[str, ...] = ()
    damaged: int = 0
    damages: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unlicensed: tuple[str, ...] = ()
    unspoken: tuple[str, ...] = ()

    @property
    def incomplete(self) -> bool:
        """Whether something that the sources have is not published."""
        return bool(self.refused or self.unread)

    def text(self) -> str:
        """A few lines for a person: what is published, what is not, where it is."""
        documents = ", ".join(f"{folder} {count}" for folder, count in self.published.items())
        lines = [f"records: {self.records}", f"published: {documents or 'nothing'}"]
        if self.incomplete:
            refused = many(self.refused, "record violates a rule", "records violate a rule")
            unread = many(self.unread, "file or row", "files or rows")
            lines.append(f"left out: {refused}, {unread} cannot be read")
            lines += [f"  {complaint}" for complaint in self.complaints]
            if self.refused + self.unread > len(self.complaints):
                lines.append(f"  ... all in report/{ALL}")
        if any(self.joined):
            records = many(self.joined[0], "record")
            credits = many(self.joined[1], "credit")
            lines.append(
                f"joined without an identifier: {records} by title, year and people; {credits} by name and film"
            )
        if self.differing:
            lines.append(
                f"{DISAGREE}: {many(self.differing, 'value')} (all in report/{ALL}, and the query disagreements)"
            )
        if self.doubts:
            kinds = ", ".join(f"{kind} {count}" for kind, count in self.kinds.items())
            lines.append(f"{WHO_IS_WHO}: {self.doubts} ({kinds}; all in report/{ALL})")
            lines += [f"  {doubt}" for doubt in self.doubtful]
        if any(self.asked):
            answered, open_ = many(self.asked[0], "answer"), many(self.asked[1], "question")
            lines.append(f"who is who: {answered} used, {open_} open (kg reconcile CATALOGUE --review)")
        lines += _first("not used from the previous release", self.damaged, self.damages)
        lines += _first("removed addresses of the previous release", self.lost, self.losses)
        if self.unlicensed:
            lines.append(f"no licence is stated in catalogue.toml for {', '.join(self.unlicensed)}")
        lines += [f'the site has no words in language "{one}": put them into words/{one}.toml' for one in self.unspoken]
        lines.append(f"values not understood: {self.faults}, warnings: {self.warnings} (see report/report.html)")
        return "\n".join(map(shown, (*lines, self.release)))


def _first(head: str, count: int, first: Sequence[str]) -> list[str]:
    """So many of something, and the first of them."""
    if not count:
        return []
    more = [f"  ... and {count - len(first)} more"] if count > len(first) else []
    return [f"{head}: {count}", *(f"  {one}" for one in first), *more]
