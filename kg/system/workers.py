"""The same pure functions in one process or in several, results in the order of the tasks.

The workers are plain processes, each at the end of a pipe of its own. concurrent.futures shares queues among them: a
worker that is killed while it writes its answer leaves those who wait for it waiting for ever.
"""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from functools import cache
from itertools import islice
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from multiprocessing.reduction import ForkingPickler
from typing import Any, Protocol, TypeVar

from kg.system import resources, signals
from kg.system.errors import ReelgraphError
from kg.system.parent import end_with

State = TypeVar("State")
Task = TypeVar("Task")
Answer = TypeVar("Answer")

_AHEAD = 4
"""So many tasks a worker may be done before their turn: answers that nobody has taken yet are in memory."""


class Run(Protocol):
    """Calls `function(state, task)` for every task; each process makes its state once. Both must be picklable."""

    def __call__(
        self, function: Callable[[State, Task], Answer], make: Callable[[], State], tasks: Sequence[Task]
    ) -> Iterator[Answer]:
        """The answers, in the order of the tasks."""


@contextmanager
def pool(workers: int) -> Iterator[Run]:
    """What runs tasks in so many processes, or in this one. However the block ends, no process is left behind."""
    started: list[_Worker] = []

    def run(
        function: Callable[[State, Task], Answer], make: Callable[[], State], tasks: Sequence[Task]
    ) -> Iterator[Answer]:
        if workers == 1:
            state = make()
            yield from (function(state, task) for task in tasks)
            return
        count = min(workers, len(tasks))
        team = [_Worker(started, function, make) for _ in range(count)]
        yield from _answers(team, tasks)
        for worker in team:
            worker.leave()

    try:
        yield run
    finally:
        with signals.held():
            for worker in started:
                worker.kill()


class _Worker:
    """A process, and this process's end of the pipe to it."""

    def __init__(self, started: list[_Worker], function: Callable[..., Any], make: Callable[[], Any]) -> None:
        # Spawned, not forked: a fork would take the threads' locks of this process (progress, engines) with it.
        context = get_context("spawn")
        self.pipe, theirs = context.Pipe()
        here = os.getpid(), resources.in_use()
        self.process: SpawnProcess = context.Process(target=_work, args=(*here, theirs, function, make))
        with signals.held(), signals.not_for_children():
            self.process.start()
            started.append(self)
        # Theirs is open in their process alone, so its end is seen here.
        theirs.close()

    def leave(self) -> None:
        """Let it end by itself."""
        self.pipe.close()
        self.process.join()

    def kill(self) -> None:
        """End it now."""
        self.process.kill()
        self.process.join()
        self.pipe.close()


def _answers(team: Sequence[_Worker], tasks: Sequence[Any]) -> Iterator[Any]:
    """Answers in the order of the tasks. Raises what a task raised, and ReelgraphError where a worker is no more."""
    idle, busy = deque(team), dict[Connection, tuple[_Worker, int]]()
    left, done, turn = iter(enumerate(tasks)), dict[int, tuple[bool, Any]](), 0
    while turn < len(tasks):
        room = min(len(idle), _AHEAD * len(team) - len(busy) - len(done))
        for number, task in islice(left, max(0, room)):
            worker = idle.popleft()
            busy[worker.pipe] = worker, number
            _exchange(worker.pipe.send, task)
        if turn in done:
            is_error, answer = done.pop(turn)
            if is_error:
                raise answer
            turn += 1
            yield answer
            continue
        ready = wait(list(busy))
        for pipe in [pipe for pipe in busy if pipe in ready]:
            worker, number = busy.pop(pipe)
            done[number] = _exchange(worker.pipe.recv)
            idle.append(worker)


def _exchange(function: Callable[..., Any], *arguments: Any) -> Any:
    try:
        return function(*arguments)
    except (EOFError, ConnectionError):
        raise ReelgraphError("a worker was stopped (out of memory?); use fewer --workers") from None


def _work(
    parent: int,
    brought: resources.Brought,
    pipe: Connection,
    function: Callable[[Any, Any], Any],
    make: Callable[[], Any],
) -> None:
    """What a worker does: it answers each task by whether it failed, and what came of it."""
    end_with(parent)
    state = cache(make)
    with resources.using(brought), suppress(EOFError, ConnectionError):
        while True:
            task = pipe.recv()
            try:
                answer = False, function(state(), task)
            except (KeyboardInterrupt, SystemExit):
                raise
            except BaseException as error:  # a panic of an engine is no Exception
                answer = True, error
            _send(pipe, answer)


def _send(pipe: Connection, answer: tuple[bool, Any]) -> None:
    """An answer or an error that cannot travel is told in words."""
    try:
        packed = ForkingPickler.dumps(answer)
        if answer[0]:
            ForkingPickler.loads(packed)
    except Exception as error:
        told = f"{type(answer[1]).__name__}: {answer[1]}" if answer[0] else f"a result cannot be sent: {error}"
        kind = ReelgraphError if isinstance(answer[1], ReelgraphError) else RuntimeError
        packed = ForkingPickler.dumps((True, kind(told)))
    pipe.send_bytes(packed)
