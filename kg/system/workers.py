"""The same pure functions in one process or in several, results in the order of the tasks."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import get_context
from typing import Any, TypeVar

from kg.system.errors import ReelgraphError

State = TypeVar("State")
Task = TypeVar("Task")
Answer = TypeVar("Answer")

_AHEAD = 4

_state: Any = None


def run(
    function: Callable[[State, Task], Answer], make: Callable[[], State], tasks: Iterable[Task], workers: int
) -> Iterator[Answer]:
    """Call `function(state, task)` for every task; each process makes its state once. Both must be picklable."""
    if workers == 1:
        state = make()
        yield from (function(state, task) for task in tasks)
        return
    # Spawned, not forked: a fork would take the threads' locks of this process (progress, engines) with it.
    with ProcessPoolExecutor(workers, get_context("spawn"), _begin, (make,)) as pool:
        try:
            pending: deque[Future[Answer]] = deque()
            for task in tasks:
                # A few tasks ahead and no more: answers that nobody has taken yet are in memory.
                if len(pending) == _AHEAD * workers:
                    yield pending.popleft().result()
                pending.append(pool.submit(_Call(function), task))
            while pending:
                yield pending.popleft().result()
        except BrokenProcessPool:
            raise ReelgraphError("a worker was ended from outside (out of memory?); try fewer --workers") from None


def _begin(make: Callable[[], Any]) -> None:
    global _state
    _state = make()


class _Call:
    """The function with the process's own state; lambdas do not travel."""

    def __init__(self, function: Callable[[Any, Any], Any]) -> None:
        self._function = function

    def __call__(self, task: Any) -> Any:
        return self._function(_state, task)
