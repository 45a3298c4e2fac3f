"""A festival page cut into its sections: head, line of credits, technical line, running text, images, credits."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from kg.sources.pages.align import Block
from kg.sources.pages.layout import CountedLayout, Split

Statement = tuple[str, Split, str]
"""A field, how its raw value is to be split, and the raw value."""


class Sections(NamedTuple):
    """The sections. `named` are the lines of credits in the head; `technical` is taken apart."""

    head: list[Block]
    named: list[str]
    technical: list[Statement]
    text: list[str]
    images: list[str]
    credits: list[Block]


def cut(text: str, layout: CountedLayout) -> Sections | None:
    """The sections of a page, None if it has no technical line and so is no film page.

    A last line without a line break may have lost its end, and is left out unless it is a whole image.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    whole = _is_whole(text, layout)
    lines = [" ".join(line.split()) for line in (_unfold(text, layout) if whole else text).split("\n")]
    if not re.fullmatch(layout.image, lines[-1]):
        lines.pop()
    end = next((i for i, line in enumerate(lines) if line in layout.end), None)
    lines, ended = lines[:end], end is not None
    where, technical = _technical(lines, layout)
    if not technical:
        return None
    above, below = _named(lines, where, layout)
    short = _short(layout)
    gallery, credits = _credits(lines, below, layout, whole, ended)
    return Sections(
        head=_blocks(lines[:above], whole, blanks=1, closed=True),
        named=lines[above:where] + lines[where + 1 : below],
        technical=technical,
        text=[line for line in lines[below:gallery] if line and line.removesuffix(":") not in short],
        images=[line for line in lines if re.fullmatch(layout.image, line)],
        credits=_blocks(credits, whole, blanks=0, closed=ended),
    )


def _is_whole(text: str, layout: CountedLayout) -> bool:
    """Whether the page still has its one-word blocks: then a one-word label or dash stands there on its own line."""
    short = _short(layout)
    return any(line.strip().removesuffix(":") in short for line in text.split("\n")[:-1])


def _short(layout: CountedLayout) -> set[str]:
    """The blocks of one word: labels, and the dash."""
    return {label for row in layout.rows for label in row.labels if " " not in label} | {"-"}


def _unfold(text: str, layout: CountedLayout) -> str:
    """Where a scraper put each piece of the head on its own line, put them back on one."""
    return re.sub(rf"^({layout.labels()}):\n(?=\S)", r"\1: ", text, flags=re.M).replace("\n-\n", " - ")


def _technical(lines: Sequence[str], layout: CountedLayout) -> tuple[int, list[Statement]]:
    """The first line that states a duration or a language besides something else."""
    for index, line in enumerate(lines):
        pieces = re.split(layout.separators["technical"], line)
        if len(pieces) == 1:
            continue
        parts = [_part(piece, layout) for piece in pieces]
        fields = [field for field, _, _ in parts]
        if len(fields) == len(set(fields)) and {"duration", "languages"} & set(fields):
            return index, parts
    return 0, []


def _part(given: str, layout: CountedLayout) -> Statement:
    found = ((part, re.fullmatch(part.pattern, given)) for part in layout.technical)
    return next((part.field, part.values, match["value"]) for part, match in found if match)


def _named(lines: Sequence[str], where: int, layout: CountedLayout) -> tuple[int, int]:
    """Where the head's lines of credits begin and end: they touch the technical line, which lies between."""
    labels = layout.labels(mirrored=True)
    above = where - bool(where and re.match(rf"(?:{labels}):? ", lines[where - 1]))
    below = where + 1
    while below < len(lines) and re.match(rf"(?:{labels}): ", lines[below]):
        below += 1
    return above, below


def _credits(
    lines: Sequence[str], start: int, layout: CountedLayout, whole: bool, ended: bool
) -> tuple[int, Sequence[str]]:
    """Where the running text ends, and the lines from the heading of the credits on, or from where it was lost."""
    gallery = next((i for i in range(start, len(lines)) if lines[i] == layout.gallery), len(lines))
    if not whole and gallery == len(lines):
        # Two labels are lost before the first credit, and seldom more than a word at a time in running text: where the
        # page may be cut off, what follows can be either.
        gap = next((i for i in range(start, len(lines)) if not any(lines[i : i + 3])), len(lines))
        return gap, lines[gap:] if ended else []
    if not whole:
        images = [i for i in range(gallery, len(lines)) if re.fullmatch(layout.image, lines[i])]
        return gallery, lines[max([gallery, *images]) + 1 :]
    # The name of a group of films may run into the heading: `1985Credits`.
    after = gallery if gallery < len(lines) else start
    heading = next((i for i in range(after, len(lines)) if lines[i].endswith(layout.credits)), None)
    if heading is None:
        return gallery, []
    return min(gallery, heading), [layout.credits, *lines[heading + 1 :]]


def _blocks(lines: Sequence[str], whole: bool, blanks: int, closed: bool) -> list[Block]:
    """Of the empty lines between two blocks, all but one stand for a lost block; `closed`: something follows."""
    blocks: list[Block] = []
    for line in lines:
        if line:
            blocks += [None] * (0 if whole else blanks - 1)
            blocks.append(line)
        blanks = 0 if line else blanks + 1
    return blocks + [None] * (blanks - 1 if closed and not whole else 0)
