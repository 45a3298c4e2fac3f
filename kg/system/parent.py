"""A process that works for another one ends with it, however that one ends."""

from __future__ import annotations

import ctypes
import os
import signal
import sys
import time
from threading import Thread

_DEATH_SIGNAL = 1
"""PR_SET_PDEATHSIG of prctl(2)."""

_SECONDS = 0.5


def end_with(parent: int) -> None:
    """Let this process end as soon as `parent`, the id of the process that started it, is no more.

    Linux does it by itself, at once. Elsewhere a thread looks, which waits for code that keeps Python's lock.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_DEATH_SIGNAL, ctypes.c_ulong(signal.SIGKILL))
    # Linux counts the end of the thread that started this process, and only from now on: so it is looked at too.
    if os.getppid() != parent:
        os._exit(1)
    if sys.platform != "linux":
        Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(_SECONDS)
    os._exit(1)
