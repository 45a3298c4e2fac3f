"""Signals that end what goes on: the way out is that of an error, so what was begun is cleared away.

Signals belong to the whole process, and so does what this module remembers. Python gives them to the main thread; in
another one nothing changes.
"""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import resource_tracker
from types import FrameType
from typing import NoReturn

from kg.system.errors import ReelgraphError

_ENDING = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_USUAL = (signal.SIG_DFL, signal.default_int_handler)


@dataclass
class _State:
    """Whether signals are heard, how many blocks hold them back, and the one that waits for these to end."""

    heard: bool = False
    holds: int = 0
    waiting: int = 0


_state = _State()


class _Ended(KeyboardInterrupt):
    """Another signal asks for an end; who keeps one file's faults from the others lets it through like an interrupt."""


@contextmanager
def ending(what: str) -> Iterator[None]:
    """In this block SIGTERM and SIGHUP come out as a ReelgraphError that says `what`, SIGINT as KeyboardInterrupt.

    A signal that the process was told to ignore (nohup), or that its program handles, is left alone.
    """
    if threading.current_thread() is not threading.main_thread() or _state.heard:
        yield
        return
    before = {number: found for number in _ENDING if (found := signal.getsignal(number)) in _USUAL}
    try:
        _state.heard, _state.waiting = True, 0
        for number in before:
            signal.signal(number, _come)
        yield
    except (_Ended, Exception):
        if not _state.waiting:
            raise
        if _state.waiting == signal.SIGINT:
            raise KeyboardInterrupt from None
        raise ReelgraphError(f"stopped by {signal.Signals(_state.waiting).name}; {what}") from None
    finally:
        _state.heard = False
        for number, handler in before.items():
            signal.signal(number, handler)


@contextmanager
def held() -> Iterator[None]:
    """A signal that comes in this block takes effect behind it."""
    _state.holds += 1
    try:
        yield
    finally:
        _state.holds -= 1
    if _state.waiting and _state.heard and not _state.holds:
        _raise(_state.waiting)


@contextmanager
def not_for_children() -> Iterator[None]:
    """A key that interrupts is pressed for all processes of a terminal; those begun here leave it to this one."""
    if sys.platform == "win32":
        yield
        return
    resource_tracker.ensure_running()  # multiprocessing starts it at need, and lets SIGINT through when it does
    mask = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, mask)


def listen() -> None:
    """To be called back by an engine while it works: Python hears signals here, and the engine ends with an error.

    `ending` takes any error behind a signal for that signal.
    """


def ignore() -> None:
    """From here to the end of `ending` signals change nothing: all is done, or is being cleared away."""
    _state.heard = False


def _come(number: int, frame: FrameType | None) -> None:
    if _state.heard:
        _state.waiting = number
        if not _state.holds:
            _raise(number)


def _raise(number: int) -> NoReturn:
    raise KeyboardInterrupt if number == signal.SIGINT else _Ended(number)
