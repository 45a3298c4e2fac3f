"""Film pages whose values are labelled: a layout is a file in `layouts/`, found by its look."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec.toml
from msgspec import Struct

from kg.system import resources
from kg.system.errors import ReelgraphError

LAYOUTS = Path(__file__).parent / "layouts"
_COUNTING = "festival.toml"

_RUN_IN = re.compile(r"(?<=[.;])\s+(?=[A-ZÀ-Þ][A-ZÀ-Þ ,/&-]+:\s)")
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:]{0,60}?)\s*:\s+(?P<value>\S.*)")
_BULLET = re.compile(r"^[ \t]*(?:[•·▪‣*–-][ \t]+)?")
_SEVERAL = re.compile(r"(?:(?<!\s)\s++)?+[,/&]\s*+|(?<!\s)\s++(?:and|und|et|e|y|en)\s++")


class LabelledLayout(Struct, frozen=True, forbid_unknown_fields=True):
    """A layout of labelled pages, as its file says it.

    `look`: what a page has to have (regular expressions), besides so many known labels of different fields
    (`labels_needed`). `head`: expressions whose groups are fields. `labels`: what a label means on these pages, where
    the shared list says something else or nothing. `capitals`: companies are in capitals.
    `companies_in_brackets`: behind a producer stands the company. `last`: only where no other layout fits.
    """

    look: tuple[str, ...] = ()
    labels_needed: int = 1
    head: tuple[str, ...] = ()
    labels: dict[str, str] = {}
    capitals: bool = False
    companies_in_brackets: bool = False
    last: bool = False


class Pair(NamedTuple):
    """A value with its fields: one, or those of a label for several. `label` is as the page writes it.

    Without fields it has no place: its label is not known, or "" if it has none. `cut`: its end is missing, for others
    on its line end with a full stop. `line` is where it stands.
    """

    fields: tuple[str, ...]
    label: str
    value: str
    cut: bool = False
    line: int = 0


class Labels(Struct, frozen=True, forbid_unknown_fields=True):
    """Field → its labels in small letters, and the labels of other work, by role."""

    fields: dict[str, tuple[str, ...]] = {}
    others: dict[str, tuple[str, ...]] = {}


def find(text: str, folder: Path = LAYOUTS) -> tuple[LabelledLayout, list[Pair]] | None:
    """The layout that a page has, and its labelled values; None where it is no film page that is known."""
    for layout in layouts(folder):
        if all(re.search(look, text) for look in layout.look):
            pairs = list(labelled(text, layout, folder))
            if len({field for pair in pairs for field in pair.fields if pair.fields}) >= layout.labels_needed:
                return layout, pairs
    return None


@resources.kept
def layouts(folder: Path) -> tuple[LabelledLayout, ...]:
    """The catalogue's layouts of labelled pages, then those in a folder, each by name, the last resorts last."""
    ours = [path for path in sorted(folder.glob("*.toml")) if path.name not in (resources.LABELS, _COUNTING)]
    files = [*resources.own("layouts"), *ours]
    return tuple(sorted(map(layout, files), key=lambda layout: layout.last))


def layout(path: Path) -> LabelledLayout:
    """The layout in a file. Raises msgspec's ValidationError, or ReelgraphError for what is no regular expression."""
    read = msgspec.toml.decode(path.read_bytes(), type=LabelledLayout)
    for expression in (*read.look, *read.head):
        try:
            re.compile(expression)
        except re.error as error:
            raise ReelgraphError(f"{expression!r} is not a regular expression: {error}") from None
    return read


def labels(path: Path) -> Labels:
    """The labels in a file."""
    return msgspec.toml.decode(path.read_bytes(), type=Labels)


def labelled(text: str, layout: LabelledLayout, folder: Path = LAYOUTS) -> Iterator[Pair]:
    """Each value behind a label that is known: on its line, behind others on one line, or on the line below.

    And each other line.
    """
    known = known_labels(folder) | {label.casefold(): (field,) for label, field in layout.labels.items()}
    waiting: tuple[tuple[str, ...], str] | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        said = _BULLET.sub("", line).strip()
        pieces = _RUN_IN.split(said)
        found = [_pair(piece, known, number, run_in=len(pieces) > 1) for piece in pieces if piece]
        if any(pair.fields for pair in found):
            waiting = None
            yield from found
        elif fields := meaning(said.removesuffix(":"), known):
            waiting = (fields, said.removesuffix(":"))
        elif said and waiting:
            yield Pair(*waiting, said, line=number)
            waiting = None
        else:
            yield from found


def meaning(label: str, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The fields that a label names: one, or several (`Country, Year`); none where a part of it is not known.

    A first letter that is there twice is that of a drop capital.
    """
    key = " ".join(label.casefold().split())
    if key in known:
        return known[key]
    if key[1:] in known and key[:1] == key[1:2]:
        return known[key[1:]]
    parts = [known.get(part) or known.get(part[1:] if part[:1] == part[1:2] else "") for part in _SEVERAL.split(key)]
    return tuple(field for part in parts if part for field in part) if len(parts) > 1 and all(parts) else ()


def _pair(piece: str, known: Mapping[str, tuple[str, ...]], line: int, *, run_in: bool) -> Pair:
    found = _LABEL.fullmatch(piece)
    fields = meaning(found["label"], known) if found else ()
    if not found:
        return Pair((), "", piece, line=line)
    if not fields or not run_in:
        return Pair(fields, found["label"], found["value"], line=line)
    return Pair(fields, found["label"], found["value"].rstrip(".;"), not found["value"].endswith((".", ";")), line)


@resources.kept
def known_labels(folder: Path) -> dict[str, tuple[str, ...]]:
    """Label in small letters → its fields; `other_credits` for other work. Those of the catalogue come first."""
    own = [path for path in resources.own("words") if path.name == resources.LABELS]
    shared = [labels(path) for path in (folder / resources.LABELS, *own)]
    known: dict[str, tuple[str, ...]] = {
        role: ("other_credits",) for one in shared for roles in one.others.values() for role in roles
    }
    return known | {label: (field,) for one in shared for field, names in one.fields.items() for label in names}
