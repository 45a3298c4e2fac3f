"""Labels and values that stand apart: values above their labels, or a column of labels before one of values."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import dropwhile

from kg.sources.lexicon import OTHER_CREDITS, Senses, senses
from kg.sources.pages import atoms, segments
from kg.sources.pages.checked import SILENT, TITLES, checked
from kg.sources.pages.facts import COMPANIES, PEOPLE
from kg.sources.pages.lines import BORDER, Line
from kg.sources.pages.names import is_company, is_name, people
from kg.sources.pages.technical import FACTS, is_prose, technical

_LONGEST_LABEL, _LONGEST_VALUE = 90, 200
_LEAST = 3
_MOST_VALUES, _FAR, _FEW = 12, 99, 3
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


def apart(lines: Sequence[Line], labels: Mapping[int, Senses]) -> tuple[dict[int, int], set[int]]:
    """The line of each value → that of its label, by index; and the labels that take nothing from below.

    `labels` are the lines that are labels as a whole.
    """
    found: dict[int, int] = {}
    done: set[int] = set()
    for whole in _runs(lines, labels):
        # A heading above the first value (`Credits`) is no label of what stands above it.
        run = list(dropwhile(lambda at: not _has_field(labels[at]), whole))
        if run and _are_below(lines, run, labels):
            found |= {place: at for at in run for place in _above(lines, at, labels)}
            done |= set(run)
    for column in _columns(lines, labels):
        values = _block(lines, column[-1] + 1, labels)
        pairs = dict(zip(values, column, strict=False))
        fits = _fitting(lines, pairs, labels) * 2 >= sum(_has_field(labels[at]) for at in column)
        if len(values) == len(column) and fits:
            found |= pairs
        else:
            done |= set(column)  # one of the values is missing, or takes two lines: nobody knows which
    return found, done


def _block(lines: Sequence[Line], start: int, labels: Mapping[int, Senses]) -> list[int]:
    """The lines from one on without anything between them, down to a label, running text or several facts."""
    found: list[int] = []
    for at in range(start, len(lines)):
        if at in labels or is_sentence(lines[at].text) or (found and lines[at].gap) or _states(lines[at]) > 1:
            break
        found.append(at)
    return found


def is_sentence(text: str) -> bool:
    """Whether a line is running text."""
    return is_prose(text) or (text.endswith((".", "!", "?")) and len(text.split()) > _FEW)


def _runs(lines: Sequence[Line], labels: Mapping[int, Senses]) -> Iterator[list[int]]:
    """Labels, each with a few values before the next, which may be the next one's."""
    run: list[int] = []
    for at, said in labels.items():
        between = range(run[-1] + 1, at) if run else range(0)
        if run and not (0 < len(between) <= _MOST_VALUES and all(_may_fit(lines[place], said) for place in between)):
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
    if not first or not _may_fit(lines[first - 1], labels[first]):
        return False
    fits = after is not None and last + 1 not in labels and _fits(after, labels[last])
    before = [lines[at].gap for at in run]
    behind = [lines[at + 1].gap for at in run[:-1]] + [after.gap if after and (fits or len(run) == 1) else _FAR]
    nearer = all(one < other for one, other in zip(before, behind, strict=True))
    if len(run) >= _LEAST and nearer:
        return True
    if after and fits and after.gap <= lines[last].gap + 1:
        return False
    if before[:-1] != behind[:-1] or len(run) == 1:
        return nearer and _fits(lines[first - 1], labels[first])
    if len(run) < _LEAST or _may_be_title(lines, run):
        return False
    named = all(
        is_name(lines[at - 1].text) or is_company(lines[at - 1].text) or "," in lines[at - 1].text for at in run
    )
    return named or _misfits(lines, run, labels) >= _LEAST


def _states(line: Line) -> int:
    """How many facts of the film a line states without a label."""
    told = technical(line.text.replace(BORDER, " "))
    return sum(1 + (piece.kind == "made") for piece in told.pieces if piece.kind in FACTS) if told else 0


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
        if place in labels or not _may_fit(lines[place], labels[at]) or (found and lines[place].heading):
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
        return (is_name(text) or is_company(text)) and not is_sentence(text)
    if len(text) >= _LONGEST_VALUE:
        return False
    if said[0] in PEOPLE or said[0] == OTHER_CREDITS:
        names, rest = people(text)
        return bool(names) and not rest and is_name(names[0])
    if said[0] == "genres":
        return atoms.is_genre(text)
    if said[0] in COMPANIES or said[0] == "production":
        return (is_company(text) or is_name(text)) and not is_sentence(text)
    return bool(checked(said, text).found)


def _may_fit(line: Line, said: Senses) -> bool:
    """Whether nothing forbids that a line is the value of a label: what a company is called, nobody knows."""
    text = line.text.replace(BORDER, " ")
    if said[0] in COMPANIES | {"production"} or not _has_field(said):
        return len(text) < _LONGEST_VALUE and not is_sentence(text) and ":" not in text
    return _fits(line, said)


def _columns(lines: Sequence[Line], labels: Mapping[int, Senses]) -> Iterator[list[int]]:
    """Labels without anything between them, at least three of them of fields."""
    at = 0
    while at < len(lines):
        column = [at] if at in labels else []
        while column and column[-1] + 1 in labels and not lines[column[-1] + 1].gap:
            column.append(column[-1] + 1)
        capital = bool(column) and lines[column[0]].text[:1].isupper()
        wrapped = {
            place for place in column if capital and lines[place].text[:1].islower()
        }  # `Production`, `companies`
        fields = [place for place in column if _has_field(labels[place]) and place not in wrapped]
        if len(fields) >= _LEAST:
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
