"""Apache Parquet, by polars, some rows at a time; what its writer has put into one group of rows is held in memory."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.model.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.stated import Leftover
from kg.sources.tables.rows.cell import cell
from kg.sources.tables.rows.child import WRITTEN, filled
from kg.sources.tables.rows.row import Row, headed
from kg.system.files import RATIO
from kg.system.process import Limits

_AT_ONCE = 2000


def rows(path: Path, source: SourceConfig, encoding: str) -> Iterator[Row | Fault | Leftover]:
    """Each row."""
    limits = Limits(written=max(WRITTEN, RATIO * path.stat().st_size))
    yield from headed(filled(parsed, "Parquet", str(path), limits=limits), source)


def parsed(path: str) -> Iterator[list[Any]]:
    """The names of the columns, and the number and cells of each row."""
    import polars as pl

    table = pl.scan_parquet(path, glob=False)
    yield [0, table.collect_schema().names()]
    number = 0
    for batch in table.collect_batches(chunk_size=_AT_ONCE, maintain_order=True, lazy=True):
        for row in batch.iter_rows():
            number += 1
            yield [number, [cell(value) for value in row]]
