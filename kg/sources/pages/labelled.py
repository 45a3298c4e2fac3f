"""Film pages whose values are labelled: a layout is a file in `layouts/`, found by its look."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

import msgspec.toml
from msgspec import Struct, structs

from kg.sources.lexicon import fold, meaning
from kg.system import resources, toml
from kg.system.errors import Ending, ReelgraphError
from kg.system.toml.places import Key

LAYOUTS = Path(__file__).parent / "layouts"
_COUNTING = "festival.toml"

RUN_IN = re.compile(r"(?<=[.;])\s+(?=[A-ZÀ-Þ][A-ZÀ-Þ ,/&-]+:\s)")
_LABEL = re.compile(r"(?P<label>[^\W\d_][^:]{0,60}?)\s*:\s+(?P<value>\S.*)")
SECONDS = 2
"""So long an expression of a catalogue's layout may search a page."""

_BULLET = re.compile(r"^[ \t]*(?:[•·▪‣*–-][ \t]+)?")


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

    def looks_like(self, text: str) -> bool:
        """Whether a page has all that it has to have."""
        return all(self.search(("look", number), look, text) for number, look in enumerate(self.look))

    def heads(self, text: str) -> list[re.Match[str]]:
        """Where the heads are on a page."""
        found = (self.search(("head", number), head, text) for number, head in enumerate(self.head))
        return [one for one in found if one]

    def search(self, key: Key, expression: str, text: str) -> re.Match[str] | None:
        """Where an expression, which has this key in its file, is found first."""
        return re.search(expression, text)


class OwnLayout(LabelledLayout, frozen=True, forbid_unknown_fields=True):
    """A layout that a catalogue brings, in a file of its own. Its expressions may be of any form, so that each is
    given up after a while."""

    file: str = ""

    def search(self, key: Key, expression: str, text: str) -> re.Match[str] | None:
        """The same. Raises Endless."""
        import regex  # it takes a while to load

        try:
            found: re.Match[str] | None = regex.search(expression, text, timeout=SECONDS)
        except TimeoutError:
            where = toml.place(Path(self.file), key)
            what = f"takes more than {SECONDS} seconds on this page: {expression!r}"
            raise Endless(f"{where}: {what}; write it without a repetition in a repetition") from None
        return found


class Endless(Ending):
    """A regular expression of a catalogue does not come to an end on a page."""


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


def find(text: str, folder: Path = LAYOUTS) -> tuple[LabelledLayout, list[Pair]] | None:
    """The layout that a page has, and its labelled values; None where it is no film page that is known."""
    for layout in layouts(folder):
        if layout.looks_like(text):
            pairs = list(labelled(text, layout))
            if len({field for pair in pairs for field in pair.fields if pair.fields}) >= layout.labels_needed:
                return layout, pairs
    return None


@resources.kept
def layouts(folder: Path) -> tuple[LabelledLayout, ...]:
    """The catalogue's layouts of labelled pages, then those in a folder, each by name, the last resorts last."""
    ours = [path for path in sorted(folder.glob("*.toml")) if path.name != _COUNTING]
    known = (*map(own_layout, resources.own("layouts")), *map(layout, ours))
    return tuple(sorted(known, key=lambda layout: layout.last))


def own_layout(path: Path) -> OwnLayout:
    """The layout in a file of a catalogue, in which mistakes were looked for before."""
    return OwnLayout(**structs.asdict(layout(path)), file=str(path))


def layout(path: Path) -> LabelledLayout:
    """The layout in a file. Raises msgspec's ValidationError, or ReelgraphError for what is no regular expression."""
    read = msgspec.toml.decode(path.read_bytes(), type=LabelledLayout)
    for expression in (*read.look, *read.head):
        try:
            re.compile(expression)
        except re.error as error:
            raise ReelgraphError(f"{expression!r} is not a regular expression: {error}") from None
    return read


def labelled(text: str, layout: LabelledLayout) -> Iterator[Pair]:
    """Each value behind a label that is known: on its line, behind others on one line, or on the line below.

    And each other line.
    """
    known = {fold(label): (field,) for label, field in layout.labels.items()}
    waiting: tuple[tuple[str, ...], str] | None = None
    for number, line in enumerate(text.split("\n"), start=1):
        said = _BULLET.sub("", line).strip()
        pieces = RUN_IN.split(said)
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


def _pair(piece: str, known: Mapping[str, tuple[str, ...]], line: int, *, run_in: bool) -> Pair:
    found = _LABEL.fullmatch(piece)
    fields = meaning(found["label"], known) if found else ()
    if not found:
        return Pair((), "", piece, line=line)
    if not fields or not run_in:
        return Pair(fields, found["label"], found["value"], line=line)
    return Pair(fields, found["label"], found["value"].rstrip(".;"), not found["value"].endswith((".", ";")), line)
