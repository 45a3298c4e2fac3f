"""Apache Parquet, by arro3, some rows at a time; what its writer has put into one group of rows is held in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.model.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.stated import Leftover
from kg.sources.tables.rows.cell import cell
from kg.sources.tables.rows.child import WRITTEN, filled
from kg.sources.tables.rows.row import Row, headed
from kg.system.extras import need
from kg.system.files import RATIO
from kg.system.process import Limits

if TYPE_CHECKING:
    from arro3.core import Scalar

_AT_ONCE = 2000


def rows(path: Path, source: SourceConfig, encoding: str) -> Iterator[Row | Fault | Leftover]:
    """Each row. Raises Missing where the extra `parquet` is not installed."""
    need("arro3.io", "parquet", "Parquet")
    limits = Limits(written=max(WRITTEN, RATIO * path.stat().st_size))
    yield from headed(filled(parsed, "Parquet", str(path), limits=limits), source)


def parsed(path: str) -> Iterator[list[Any]]:
    """The names of the columns, and the number and cells of each row."""
    from arro3.io import read_parquet

    table = read_parquet(path, batch_size=_AT_ONCE)
    yield [0, table.schema.names]
    number = 0
    for batch in table:
        for row in zip(*map(batch.column, range(batch.num_columns)), strict=True):
            number += 1
            yield [number, [_cell(value) for value in row]]


def _cell(scalar: Scalar) -> Any:
    """A cell; a day or a moment that Python's calendar does not have is a text that is none, so it costs no other."""
    from arro3.core import DataType

    try:
        value = scalar.as_py()
    except ValueError as error:
        return str(error)
    if value is None and scalar.is_valid and not DataType.is_null(scalar.type):
        return "out of range"
    return cell(value)
