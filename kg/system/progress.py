"""Progress of long work, on stderr; nothing where stderr is no terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

Progress = Callable[[str, Iterable[Any], int], Iterable[Any]]
"""Shows how far a stage is: takes its name, what it goes through, and how many there are."""


def silent(stage: str, items: Iterable[Any], total: int) -> Iterable[Any]:
    """No progress is shown."""
    return items


@contextmanager
def shown() -> Iterator[Progress]:
    """A bar for each stage."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (TextColumn("{task.description:>9}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn())
    console = Console(stderr=True)
    with Bars(*columns, console=console) as bars:
        yield lambda stage, items, total: bars.track(items, total=total, description=stage)
