"""The same functions in one process and in several."""

import multiprocessing
import os
import signal
from collections.abc import Iterator
from functools import partial

import pytest

from kg.system.errors import ReelgraphError
from kg.system.workers import pool


class Picky(ReelgraphError):
    """An error that does not travel between processes as it is."""

    def __init__(self, one: str, other: str) -> None:
        """From two parts."""
        super().__init__(f"{one}, {other}")


def _square(state: int, task: int) -> int:
    return state + task * task


def _fail(state: int, task: int) -> int:
    if task == 3:
        raise Picky("the third", "of all")
    return task


def _die(state: int, task: int) -> bytes:
    if task == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return bytes(1 << 20)


def _unsendable(state: int, task: int) -> Iterator[int]:
    return iter(lambda: task, 0)


@pytest.mark.parametrize("workers", [1, 2, 7])
@pytest.mark.parametrize("tasks", [[], [5], list(range(40))])
def test_answers_come_in_the_order_of_the_tasks(workers: int, tasks: list[int]) -> None:
    """However many work."""
    with pool(workers) as run:
        assert list(run(_square, partial(int, 1), tasks)) == [1 + task * task for task in tasks]
    assert not multiprocessing.active_children()


FAILURES = [(_fail, "the third, of all"), (_die, "a worker was stopped")]


@pytest.mark.parametrize(("function", "told"), FAILURES)
def test_what_goes_wrong_in_a_worker_is_an_error_here(function: object, told: str) -> None:
    """In words, and no process is left."""
    with pytest.raises(ReelgraphError, match=told), pool(2) as run:
        list(run(function, int, list(range(9))))  # type: ignore[arg-type]
    assert not multiprocessing.active_children()


def test_an_answer_that_cannot_travel_is_told() -> None:
    """It ends no worker silently."""
    with pytest.raises(RuntimeError, match="cannot be sent"), pool(2) as run:
        list(run(_unsendable, int, [1, 2]))


def test_who_stops_early_leaves_no_process() -> None:
    """An error between two answers ends the workers before anything else is cleared away."""
    with pytest.raises(ZeroDivisionError), pool(2) as run:
        for _ in run(_square, int, list(range(99))):
            1 / 0  # noqa: B018
    assert not multiprocessing.active_children()
