"""Apache Parquet, by polars, some rows at a time; what its writer has put into one group of rows is held in memory."""

from collections.abc import Iterator
from pathlib import Path

from kg.model.record import Fault
from kg.sources.config import SourceConfig
from kg.sources.fields import fault
from kg.sources.tables.rows.cell import cell
from kg.sources.tables.rows.row import Row, header_fault
from kg.system.errors import ENDS

_AT_ONCE = 2000


def rows(path: Path, source: SourceConfig, encoding: str) -> Iterator[Row | Fault]:
    """Each row."""
    import polars as pl

    number = 0
    try:
        table = pl.scan_parquet(path, glob=False)
        if wrong := header_fault(table.collect_schema().names(), source):
            yield wrong
            return
        for batch in table.collect_batches(chunk_size=_AT_ONCE, maintain_order=True, lazy=True):
            for row in batch.iter_rows(named=True):
                number += 1
                yield Row(number, {name: cell(value) for name, value in row.items()})
    except (OSError, *ENDS):
        raise
    except BaseException as error:  # polars has no common class of errors, and a panic is no Exception
        yield fault("", "", f"no readable Parquet: {' '.join(str(error).split())}", line=number + 1)
