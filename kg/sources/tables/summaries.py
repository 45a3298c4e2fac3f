"""Rows at the end of a table that sum it up, or say where it is from, and are no films: `Total: 2 films`, `(12 rows)`,
`Source: the archive`.

Only what cannot be a film is one of them: there is one called Total.
"""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from kg.model.record import Fault
from kg.model.values.text import caseless
from kg.sources.lexicon import senses
from kg.sources.stated import Leftover
from kg.sources.tables.rows.row import Row

_WORDS = Path(__file__).with_suffix(".toml")
SUMMARY = "is a total row, not a film"
NOTE = "is a note below the table, not a film"
_MOST = 3
"""So many rows may sum a table up."""

_LONGEST = 80
_NUMBER = r"[0-9][0-9.,'’\u00a0\u202f]{0,20}"
_NUMERIC = re.compile(rf"[-+~≈Ø€$£¥]?\s?{_NUMBER}\s?(?:[€$£¥%]|[A-Z]{{3}}|min\.?|h)?")


def without(rows: Iterable[Row | Fault | Leftover], titles: frozenset[str]) -> Iterator[Row | Fault | Leftover]:
    """The rows of a table, but for those that sum it up, which are left over. `titles`: the columns of titles."""
    above = _Above(titles)
    held: list[Row] = []
    for one in rows:
        if isinstance(one, Row) and len(held) < _MOST and above.may_end(one):
            held.append(one)
            continue
        for row in held:
            above.add(row)
            yield row
        held.clear()
        if isinstance(one, Row):
            above.add(one)
        yield one
    for row in held:
        why = NOTE if _is_note(row) else SUMMARY if above.is_summed(row) else ""
        yield Leftover("row", why, row.cells, row.line) if why else row


class _Above:
    """What stands above a row: how many rows, and the sums of columns of numbers."""

    def __init__(self, titles: frozenset[str]) -> None:
        self._titles = titles
        self._count = 0
        self._sums: dict[str, float] = {}

    def add(self, row: Row) -> None:
        """Count a row."""
        self._count += 1
        cells = row.cells if self._count == 1 else self._sums
        sums = {}
        for name in cells:
            try:
                sums[name] = self._sums.get(name, 0.0) + float(row.cells.get(name) or 0)
            except (TypeError, ValueError, OverflowError):  # a whole number may be larger than any float
                continue
        self._sums = sums

    def may_end(self, row: Row) -> bool:
        """Whether a row may sum the table up, by its first cell: most are told by that not to."""
        first = next((cell for cell in row.cells.values() if cell not in (None, "")), None)
        if not isinstance(first, str) or len(first) > _LONGEST or not self._count:
            return False
        return bool(_label().match(caseless(first))) or _is_note(row)

    def is_summed(self, row: Row) -> bool:
        """Whether a row at the end of a table can be no film: all but its label are numbers, and one of them counts."""
        filled = {name: str(cell).strip() for name, cell in row.cells.items() if cell not in (None, "", [], {})}
        first, *others = filled
        said = filled[first]
        if not all(_NUMERIC.fullmatch(filled[name]) or _says_how_many(filled[name]) for name in others):
            return False
        if counted := _counted().fullmatch(said):
            return not others and (len(row.cells) > 1 or counted["many"] == str(self._count))
        if _labelled().fullmatch(said):
            return True
        if not _label_alone().fullmatch(said):
            return False
        is_titled = not self._titles or any(name in self._titles for name in filled)
        return not is_titled or any(self._adds_up(name, filled[name]) for name in others)

    def _adds_up(self, name: str, cell: str) -> bool:
        """Whether a number is the sum or the mean of the column above it."""
        if self._count < 2 or name not in self._sums or not re.fullmatch(r"[0-9]{1,15}(?:\.[0-9]{1,9})?", cell):
            return False
        number, total = float(cell), self._sums[name]
        places = len(cell.partition(".")[2])
        return total > 0 and (number == total or bool(places and number == round(total / self._count, places)))


def _is_note(row: Row) -> bool:
    """Whether all that a row says stands behind a label of no field."""
    filled = [cell for cell in row.cells.values() if cell not in (None, "", [], {})]
    label, colon, _ = str(filled[0]).partition(":") if len(filled) == 1 < len(row.cells) else ("", "", "")
    return bool(colon) and senses(label.strip()) == ("other",)


def _says_how_many(cell: str) -> bool:
    return bool(_labelled().fullmatch(cell) or _counted().fullmatch(cell))


@cache
def _alternatives(section: str) -> str:
    words = {word for words in tomllib.loads(_WORDS.read_text("utf-8"))[section].values() for word in words}
    return "|".join(sorted(words, key=lambda one: (-len(one), one)))


@cache
def _label() -> re.Pattern[str]:
    """How every such row begins, without case: most rows are told by this to be none."""
    return re.compile(rf"[(ø]?\s?(?:{caseless(_alternatives('label'))}|[0-9])")


@cache
def _label_alone() -> re.Pattern[str]:
    return re.compile(rf"(?:{_alternatives('label')})", re.IGNORECASE)


@cache
def _labelled() -> re.Pattern[str]:
    """`Total:`, `Total films: 12`, `Anzahl Filme = 12`, `Total 12 films`."""
    of = rf"(?:\s(?:\w{{2,8}}\s)?(?:{_alternatives('unit')}))?"
    how_many = rf"(?:\s?{_NUMBER}(?:\s?(?:{_alternatives('unit')}|[€$£¥%]|min\.?|h))?)?"
    label = rf"(?:{_alternatives('label')})"
    counted = rf"{label}\s{_NUMBER}\s(?:{_alternatives('unit')})"
    return re.compile(rf"(?:{label}{of}\s?[:=]{how_many}|{counted})\.?", re.IGNORECASE)


@cache
def _counted() -> re.Pattern[str]:
    """`12 rows`, `(12 rows)`, `12 Filme insgesamt`."""
    many = rf"(?P<many>{_NUMBER})\s?(?:{_alternatives('unit')})(?:\s(?:in\s)?(?:{_alternatives('label')}))?\.?"
    return re.compile(rf"\(?{many}\)?", re.IGNORECASE)
