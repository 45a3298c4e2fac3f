"""What a reader hands over."""

from collections.abc import Callable
from typing import Any, NamedTuple

from kg.model.record import Fault
from kg.report.leftovers import Kind


class Stated(NamedTuple):
    """One record as its source states it: JSON `values` under the names of `kg.model.record`, not yet converted.

    `line` is where it begins, `key` its name in the source if it has one there, `faults` what the reader could not
    even take apart. `line_of` is the line of a raw value, 0 where the record's own says enough. `encoding` is that of
    the text, where it is not UTF-8.
    """

    values: dict[str, Any]
    line: int
    key: str = ""
    faults: tuple[Fault, ...] = ()
    line_of: Callable[[str], int] = lambda raw: 0
    encoding: str = ""


class Leftover(NamedTuple):
    """Something that the source states and the reader has no place for: it is in no record, and no fault.

    `name` is that of its column, label, property or element in the source, `raw` what it says.
    """

    kind: Kind
    name: str
    raw: object
    line: int
