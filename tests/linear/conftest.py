"""CPU time as it grows with the input."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

ENDLESS = 20.0
"""In seconds. Nothing here takes a tenth of it."""


class TooLong(Exception):
    """It does not end in time."""


@contextmanager
def _at_most(limit: float) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TooLong

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, limit)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _seconds(work: Callable[[], object], repeats: int = 1) -> float:
    """The CPU time of this process and of what it ran, the least of some repeats; endless if it does not end."""
    found: list[float] = []
    for _ in range(repeats):
        try:
            with _at_most(ENDLESS):
                start = time.process_time()
                work()
                found.append(time.process_time() - start)
        except TooLong:
            return float("inf")
    return min(found)


@pytest.fixture(scope="session")
def seconds() -> Callable[..., float]:
    """`seconds(work, repeats=1)`: the CPU time of `work`, the least of some repeats; inf if it does not end."""
    return _seconds
