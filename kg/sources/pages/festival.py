"""Festival pages that lost their short labels: the grammar is `layouts/festival.toml`."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from typing import Any

from kg.model.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.fields import fault, understood
from kg.sources.pages.align import Block, Head, Misfit, align
from kg.sources.pages.layout import CountedLayout, LayoutRow, festival
from kg.sources.pages.sections import Sections, Statement, cut
from kg.sources.pages.split import parts, split
from kg.sources.stated import Leftover


def values(text: str, source: SourceConfig, faults: list[Fault], left: list[Leftover]) -> dict[str, Any] | None:
    """The film of a page, field → JSON value; None where the text is no page of this grammar.

    To `left` is added what has no place on it.
    """
    layout = festival()
    page = cut(text, layout)
    if page is None or not _is_signed(text, page, layout):
        return None
    found = _values(page, layout, source, faults)
    left += _left(text, layout, found, faults)
    return found


def _is_signed(text: str, page: Sections, layout: CountedLayout) -> bool:
    """Whether the page has one of the signs of this grammar: other sites' lines of facts look like its own."""
    signs = [layout.image, layout.edition, *map(re.escape, (layout.gallery, layout.credits, *layout.end))]
    return any(field == "languages" for field, _, _ in page.technical) or bool(
        re.search(rf"(?m)^[ \t]*(?:{'|'.join(signs)})[ \t]*$", text)
    )


def _left(text: str, layout: CountedLayout, found: dict[str, Any], faults: list[Fault]) -> Iterator[Leftover]:
    """The lines of which something is in no value and no fault, with the label in front of them."""
    labels = {label.casefold() for row in layout.rows for label in row.labels}
    marks = {layout.gallery, layout.credits, *layout.end}
    told = {piece for said in (*_texts(found), *(fault.raw for fault in faults)) for piece in _pieces(said, layout)}
    seen = re.compile(f"{layout.image}|{layout.edition}|-")
    label = ""
    for number, line in enumerate(text.split("\n"), start=1):
        said = " ".join(line.split())
        if said in marks:
            label = ""
        elif said.removesuffix(":").casefold() in labels:
            label = said.removesuffix(":")
        elif said:
            if not seen.fullmatch(said) and not told >= set(_pieces(said, layout)):
                yield Leftover("label" if label else "text", label or "without a label", said, number)
            label = ""


def _pieces(text: str, layout: CountedLayout) -> Iterator[str]:
    """What stands between labels, commas and the like."""
    for piece in re.split(rf"(?<!\w)(?:{layout.labels()})(?=:?(?: |$))|[^\w\s.&-]+|\s-\s|\n", text):
        if said := " ".join(piece.split()).casefold():
            yield said


def _texts(value: Any) -> Iterator[str]:
    """Every text in a JSON value."""
    if isinstance(value, dict):
        yield from (text for pair in value.items() for one in pair for text in _texts(one))
    elif isinstance(value, list):
        yield from (text for one in value for text in _texts(one))
    elif value is not None:
        yield str(value)


def _values(page: Sections, layout: CountedLayout, source: SourceConfig, faults: list[Fault]) -> dict[str, Any]:
    head = _head(page.named, layout)
    named: list[Statement] = [(field, "people", ", ".join(given)) for field, given in (head or {}).items()]
    top = {row.field: block for row, _, block in _placed(page.head, layout.head, head, "title", faults)}
    credits = list(_placed(page.credits, layout.rows, head, "other_credits", faults))
    fields: list[Statement] = [(row.field, row.values, block) for row, _, block in credits if not row.repeat]
    others = {
        label: _split([(row.field, row.values, block)], layout, faults).get(row.field)
        for row, label, block in credits
        if row.repeat
    }
    return {
        **_title(top.get("title"), layout),
        **_edition(top.get("editions"), layout, source),
        **_split([*page.technical, *named, *fields], layout, faults),
        "other_credits": others,
        **_text(page.text, layout, source),
        "images": [{"id": "-".join(image.lower().split())} for image in page.images],
    }


def _head(lines: Sequence[str], layout: CountedLayout) -> Head:
    """The names in the head by field, or None where its labels leave open what belongs to which."""
    fields = {label: row.field for row in layout.rows if row.mirrored for label in row.labels}
    order = dict.fromkeys(fields.values())
    found: dict[str, list[str]] = {}
    for line in lines:
        colon = ":" if line.partition(" ")[0].endswith(":") else ""
        _, *pieces = re.split(rf"(?:^|(?<= ))({'|'.join(fields)}){colon} ", line)
        given = (parts("people", piece, layout) for piece in pieces[1::2])
        pairs = list(zip((fields[label] for label in pieces[::2]), given, strict=True))
        if not all(given for _, given in pairs) or found.keys() & dict(pairs).keys():
            return None
        found |= pairs
        if len(dict(pairs)) < len(pairs) or list(found) != [field for field in order if field in found]:
            return None
    return found or None


def _placed(
    blocks: Sequence[Block], rows: Sequence[LayoutRow], head: Head, field: str, faults: list[Fault]
) -> Iterator[tuple[LayoutRow, str, str]]:
    """Each value whose row is certain, with that row and the label in front of it, as far as they are legible."""
    try:
        owners = align(blocks, rows, head)
    except Misfit as misfit:
        reason = "does not fit the layout: not a known label, and not a value that is expected here"
        faults.append(fault(field, blocks[misfit.index] or "", reason))
        return
    for index, number in sorted(owners.items()):
        block = blocks[index]
        if block and rows[number].field:
            yield rows[number], blocks[index - 1] or "", block


def _split(statements: Iterable[Statement], layout: CountedLayout, faults: list[Fault]) -> dict[str, Any]:
    """Field → value. What the credits state goes before the head, but two different years are none."""
    found: dict[str, Any] = {}
    for field, how, raw in statements:
        value = understood(partial(split, how, layout=layout), raw, field, faults)
        if value is None:
            continue
        if how == "text" and found.get(field, value) != value:
            faults.append(fault(field, raw, f"the page also states another value: {found[field]}"))
            value = None
        found[field] = value
    return found


def _title(block: str | None, layout: CountedLayout) -> dict[str, Any]:
    """`Original (English)`: a title and another. A number in brackets is part of no title but a year: kept as is."""
    if block is None:
        return {}
    kind = {"kind": "episode"} if re.fullmatch(layout.episode, block.partition(" (")[0]) else {}
    title, _, other = block.removesuffix(")").partition(" (") if block.endswith(")") else (block, "", "")
    if not title or not other or other.isdigit() or "(" in other or ")" in other:
        return kind | {"title": block}
    return kind | {"title": title, "alternate_titles": [other]}


def _edition(block: str | None, layout: CountedLayout, source: SourceConfig) -> dict[str, Any]:
    found = re.fullmatch(layout.edition, block or "")
    if not found:
        return {}
    return {"editions": [f"{source.festival} {found['year']}" if source.festival else found[0]]}


def _text(lines: Sequence[str], layout: CountedLayout, source: SourceConfig) -> dict[str, Any]:
    """The paragraphs, with the lines that quote the press taken out."""
    quotes = [re.fullmatch(layout.quote, line) for line in lines]
    prose = [line for line, found in zip(lines, quotes, strict=True) if not found]
    return {
        "descriptions": {source.language: "\n\n".join(prose)} if prose else {},
        "quotes": [found.groupdict() for found in quotes if found],
    }
