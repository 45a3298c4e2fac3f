"""Labels and values that stand apart: values above their labels, or a column of labels before one of values."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import dropwhile

from kg.sources.lexicon import OTHER_CREDITS, Senses, senses
from kg.sources.pages import atoms, segments
from kg.sources.pages.checked import SILENT, TITLES, checked
from kg.sources.pages.facts import COMPANIES, PEOPLE
from kg.sources.pages.lines import BORDER, Line
from kg.sources.pages.names import is_company, is_name, people
from kg.sources.pages.technical import is_prose

_LONGEST_LABEL, _LONGEST_VALUE = 90, 200
_LEAST, _LONG = 3, 5
_MOST_VALUES, _FAR, _FEW = 4, 99, 3
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
    """The line of each value → that of its label, by index; and the labels that take nothing from below."""
    labels = {at: said for at, line in enumerate(lines) if (said := label_of(line.text, own))}
    found: dict[int, int] = {}
    done: set[int] = set()
    for whole in _runs(lines, labels):
        # A heading above the first value (`Credits`) is no label of what stands above it.
        run = list(dropwhile(lambda at: not _has_field(labels[at]), whole))
        if run and _are_below(lines, run, labels):
            found |= {place: at for at in run for place in _above(lines, at, labels)}
            done |= set(run)
    for column in _columns(lines, labels):
        pairs = dict(zip(range(column[-1] + 1, column[-1] + 1 + len(column)), column, strict=True))
        after = column[-1] + 1 + len(column)
        ends = after == len(lines) or after in labels or lines[after].gap > 0 or is_sentence(lines[after].text)
        if ends and _fitting(lines, pairs, labels) * 2 >= sum(_has_field(labels[at]) for at in column):
            found |= pairs
        elif len(column) >= _LONG:
            done |= set(column)
    return found, done


def is_sentence(text: str) -> bool:
    """Whether a line is running text."""
    return is_prose(text) or (text.endswith((".", "!", "?")) and len(text.split()) > _FEW)


def _runs(lines: Sequence[Line], labels: Mapping[int, Senses]) -> Iterator[list[int]]:
    """Labels, each with one to four values before the next."""
    run: list[int] = []
    for at, said in labels.items():
        between = range(run[-1] + 1, at) if run else range(0)
        if run and not (0 < len(between) <= _MOST_VALUES and all(_fits(lines[place], said) for place in between)):
            yield run
            run = []
        run.append(at)
    if run:
        yield run


def _are_below(lines: Sequence[Line], run: list[int], labels: Mapping[int, Senses]) -> bool:
    """Whether the labels of a run stand below their values, as names above roles do.

    Labels stand above, unless nothing that fits follows the last one, and something that fits is before the first; and
    unless the empty lines say that each belongs to what is above, or nothing but people and companies is named. A colon
    speaks of what follows, and so does a heading.
    """
    first, last = run[0], run[-1]
    if any(
        line.text.endswith((":", "：")) or line.heading != lines[first].heading for line in map(lines.__getitem__, run)
    ):
        return False
    after = lines[last + 1] if last + 1 < len(lines) else None
    if not first or not _fits(lines[first - 1], labels[first]):
        return False
    fits = after is not None and last + 1 not in labels and _fits(after, labels[last])
    if after and fits and after.gap <= lines[last].gap + 1:
        return False
    before = [lines[at].gap for at in run]
    behind = [lines[at + 1].gap for at in run[:-1]] + [after.gap if after and (fits or len(run) == 1) else _FAR]
    if before[:-1] != behind[:-1] or len(run) == 1:
        return all(one < other for one, other in zip(before, behind, strict=True))
    if len(run) >= _LEAST and not _may_be_title(lines, run) and _misfits(lines, run, labels) >= _LEAST:
        return True
    named = all(
        is_name(lines[at - 1].text) or is_company(lines[at - 1].text) or "," in lines[at - 1].text for at in run
    )
    return len(run) >= _LEAST and named and not _may_be_title(lines, run)


def _misfits(lines: Sequence[Line], run: list[int], labels: Mapping[int, Senses]) -> int:
    """How many labels of a run have below them what their field does not take: `Year` above `Germany`."""
    return sum(at + 1 == len(lines) or at + 1 in labels or not _fits(lines[at + 1], labels[at]) for at in run)


def _may_be_title(lines: Sequence[Line], run: list[int]) -> bool:
    """Whether the line above the first label may be what the film is called, and not the first of the values."""
    at = run[0] - 1
    if lines[at].heading:
        return not all(lines[label - 1].heading for label in run)
    return not at and not is_name(lines[at].text.split(",")[0])


def _above(lines: Sequence[Line], at: int, labels: Mapping[int, Senses]) -> list[int]:
    """The lines right above a label that are its values."""
    found: list[int] = []
    for place in range(at - 1, max(at - 1 - _MOST_VALUES, -1), -1):
        if place in labels or not _fits(lines[place], labels[at]) or (found and lines[place].heading):
            break
        found.append(place)
        if lines[place].gap > lines[at].gap:
            break
    return found


def _fits(line: Line, said: Senses) -> bool:
    """Whether a line may be the value of a label, as far as its field tells."""
    text = line.text.replace(BORDER, " ")
    if any(one.senses != segments.UNKNOWN for one in segments.cut(text, {})[1]):
        return False
    if not _has_field(said):
        return is_name(text) or is_company(text)
    if len(text) >= _LONGEST_VALUE:
        return False
    if said[0] in PEOPLE or said[0] == OTHER_CREDITS:
        names, rest = people(text)
        return bool(names) and not rest and is_name(names[0])
    if said[0] == "genres":
        return atoms.is_genre(text)
    if said[0] in COMPANIES or said[0] == "production":
        return is_company(text) or is_name(text)
    return bool(checked(said, text).found)


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
