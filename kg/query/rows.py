"""The rows of an answer as Python's own values, and as a frame of polars or pandas where one is installed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING, cast

import msgspec
import pyoxigraph as ox

from kg.model.prefixes import XSD
from kg.system.errors import ReelgraphError

if TYPE_CHECKING:
    import pandas
    import polars

Value = str | int | float | Decimal | bool | date | datetime | time | timedelta | None
"""Of a variable in a row; None where nothing is bound to it."""

Row = dict[str, Value]

_TYPES: dict[str, type] = {
    **dict.fromkeys(("boolean",), bool),
    **dict.fromkeys(("integer", "int", "long", "short", "nonNegativeInteger", "positiveInteger", "gYear"), int),
    **dict.fromkeys(("double", "float"), float),
    "decimal": Decimal,
    "date": date,
    "dateTime": datetime,
    "time": time,
    **dict.fromkeys(("duration", "dayTimeDuration"), timedelta),
}
"""Datatype of XSD → the type of its values here; those of all others are texts, as the answer writes them."""


_SHOWN = 20
"""So many rows are shown of an answer where nothing is done with it."""


class Rows(list[Row]):
    """The rows of a SELECT: each maps the names of the variables, which `columns` has in their order, to values.

    A number is an int, a float or a Decimal, a year is an int, and dates, times and durations are those of `datetime`;
    an IRI, a blank node, and a literal of any other datatype is the text of it. `notes` are what a person should know
    of the answer, such as a property that the release has nowhere.
    """

    def __init__(self, columns: Sequence[str], rows: Iterable[Row], notes: Sequence[str] = ()) -> None:
        """Takes the rows as they are."""
        super().__init__(rows)
        self.columns, self.notes = tuple(columns), tuple(notes)

    def __repr__(self) -> str:
        """For a person: the first rows, and how many others there are."""
        rest = f", ... and {len(self) - _SHOWN} more" if len(self) > _SHOWN else ""
        return f"[{', '.join(map(repr, self[:_SHOWN]))}{rest}]"

    @classmethod
    def read(cls, results: bytes, notes: Sequence[str] = ()) -> Rows:
        """Rows out of results in JSON (https://www.w3.org/TR/sparql11-results-json/)."""
        found = cast("ox.QuerySolutions", ox.parse_query_results(results, ox.QueryResultsFormat.JSON))
        columns = [variable.value for variable in found.variables]
        return cls(columns, (dict(zip(columns, map(_value, row), strict=True)) for row in found), notes)

    def to_polars(self) -> polars.DataFrame:
        """The rows as a frame of polars. Raises ReelgraphError where polars is not installed."""
        try:
            import polars
        except ImportError:
            raise ReelgraphError("polars is not installed; install it with `pip install polars`") from None
        return polars.DataFrame(list(self), list(self.columns), infer_schema_length=None, strict=False)

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a frame of pandas, where a Decimal is a float, and a date a time of day 0:00.

        Raises ReelgraphError where pandas is not installed.
        """
        try:
            import pandas
        except ImportError:
            raise ReelgraphError("pandas is not installed; install it with `pip install pandas`") from None
        frame = pandas.DataFrame(list(self), columns=list(self.columns))
        for name in self.columns:
            kinds = {type(row[name]) for row in self} - {type(None)}
            if kinds and kinds <= {Decimal, int} and Decimal in kinds:
                frame[name] = frame[name].astype("Float64")
            elif kinds == {date}:
                frame[name] = frame[name].astype("datetime64[s]")
        # Its own types keep a number whole where others are missing.
        return frame.convert_dtypes()


def _value(term: object) -> Value:
    if not isinstance(term, ox.Literal):
        return None if term is None else term.value if isinstance(term, ox.NamedNode) else str(term)
    kind = _TYPES.get(term.datatype.value.removeprefix(XSD)) if term.datatype.value.startswith(XSD) else None
    if kind is None:
        return term.value
    try:
        value: Value = msgspec.convert(term.value, kind, strict=False)
    except msgspec.ValidationError:  # such as a year before our era, which Python has no date for
        return term.value
    return value
