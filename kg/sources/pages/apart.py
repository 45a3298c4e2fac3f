"""Labels and values that stand apart: values above their labels, or a column of labels before one of values."""

from collections.abc import Iterator, Mapping, Sequence

from kg.sources.lexicon import Senses, senses
from kg.sources.pages.checked import SILENT, TITLES, checked
from kg.sources.pages.lines import BORDER, Line

_LONGEST_LABEL, _LONGEST_VALUE = 90, 200
_LEAST, _LONG = 3, 5
"""So many labels make a column, or show that labels stand below."""


def label_of(text: str, own: Mapping[str, Senses]) -> Senses:
    """What a line says that is a label as a whole; () where it is none."""
    said = text.replace(BORDER, " ").strip()
    if len(said) > _LONGEST_LABEL or (said.endswith((".", "!")) and " " in said):
        return ()
    if any(mark in said.rstrip(": ") for mark in (": ", "：")):
        return ()
    found = senses(said.rstrip(": "), own)
    return () if found == ("title",) and not said.endswith(":") else found


def apart(lines: Sequence[Line], own: Mapping[str, Senses]) -> tuple[dict[int, int], set[int]]:
    """The line of each value → that of its label, by index; and labels whose values cannot be told."""
    labels = {at: said for at, line in enumerate(lines) if (said := label_of(line.text, own))}
    found: dict[int, int] = {}
    unclear: set[int] = set()
    for run in _runs(lines):
        found |= _above(lines, run, labels)
    if len(set(found.values())) < _LEAST:
        found = {}
    for column in _columns(lines, labels):
        pairs = dict(zip(range(column[-1] + 1, column[-1] + 1 + len(column)), column, strict=True))
        after = column[-1] + 1 + len(column)
        ends = after == len(lines) or after in labels or lines[after].gap > 0
        if ends and _fitting(lines, pairs, labels) * 2 >= sum(_has_field(labels[at]) for at in column):
            found |= pairs
        elif len(column) >= _LONG:
            unclear |= set(column)
    return found, unclear


def _runs(lines: Sequence[Line]) -> Iterator[range]:
    """Lines without an empty line between them."""
    starts = [at for at, line in enumerate(lines) if line.gap or not at]
    yield from (range(start, end) for start, end in zip(starts, [*starts[1:], len(lines)], strict=True))


def _above(lines: Sequence[Line], run: range, labels: Mapping[int, Senses]) -> dict[int, int]:
    """The values of a run that ends with a label and does not begin with one, if they fit so better than below."""
    if len(run) < 2 or run[-1] not in labels or run[0] in labels:
        return {}
    below: dict[int, int] = {}
    usual: dict[int, int] = {}
    for at in run:
        if at in labels:
            below |= dict.fromkeys(_until(at, run, labels, -1), at)
            usual |= dict.fromkeys(_until(at, run, labels, 1), at)
    return below if _fitting(lines, below, labels) > _fitting(lines, usual, labels) else {}


def _until(at: int, run: range, labels: Mapping[int, Senses], step: int) -> Iterator[int]:
    """The lines from a label on, up or down, to the next label."""
    at += step
    while at in run and at not in labels:
        yield at
        at += step


def _columns(lines: Sequence[Line], labels: Mapping[int, Senses]) -> Iterator[list[int]]:
    """Labels without anything between them, at least three of them of fields, before as many lines."""
    at = 0
    while at < len(lines):
        column = [at] if at in labels else []
        while column and column[-1] + 1 in labels and not lines[column[-1] + 1].gap:
            column.append(column[-1] + 1)
        fields = [place for place in column if _has_field(labels[place])]
        if len(fields) >= _LEAST and column[-1] + len(column) < len(lines):
            yield column
        at = (column[-1] if column else at) + 1


def _has_field(said: Senses) -> bool:
    return not set(said) <= SILENT | TITLES


def _fitting(lines: Sequence[Line], pairs: Mapping[int, int], labels: Mapping[int, Senses]) -> int:
    """How many values are understood by the field of their label."""
    fit = 0
    for value, at in pairs.items():
        text = lines[value].text.replace(BORDER, " ")
        fit += _has_field(labels[at]) and len(text) < _LONGEST_VALUE and bool(checked(labels[at], text).found)
    return fit
