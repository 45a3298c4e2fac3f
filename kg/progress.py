"""Progress of long work, on stderr; nothing where stderr is no terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from kg.build import Progress


@contextmanager
def shown() -> Iterator[Progress]:
    """A bar for each stage."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:>9}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Bars(*columns, console=console, disable=not console.is_terminal) as bars:

        def progress(stage: str, items: Iterable[Any], total: int) -> Iterable[Any]:
            return bars.track(items, total=total, description=stage)

        yield progress
