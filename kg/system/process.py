"""Something in a process of its own, within limits: past them it is ended, and what it wrote so far is thrown away.

Engines that do not return to Python while they work, and parsers that a small input can send to its end, are run so.
"""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from kg.system.errors import ReelgraphError

MIB = 1 << 20
COMPLAINED, NO_MEMORY, TOO_LONG, REFUSED = 3, 4, 5, 6
"""How a child ends that could not do its work: for a ReelgraphError, for want of memory, for what it had to write, for
what the system refused to it."""

_STEP = 0.05
_WORDS = 300


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process may take: seconds, bytes of resident memory, bytes that it writes, seconds of CPU. None is no
    limit."""

    seconds: float | None = None
    memory: int | None = None
    written: int | None = None
    cpu: int | None = None


class Ended(ReelgraphError):
    """The process was ended, or ended itself, before its work was done. The message says by which limit, or how."""


@contextmanager
def ran(function: Callable[..., None], *arguments: Any, limits: Limits, network: bool = False) -> Iterator[BinaryIO]:
    """Run `function(out, *arguments)` in a child, and give what it wrote into `out`, a binary file, once it is done.

    The function is one of a module, and its arguments can be pickled. The child has no network unless it is given,
    where the platform lets one take it away. It ends with this process. Raises Ended, and the ReelgraphError or OSError
    that the function raises.
    """
    with TemporaryFile() as job, TemporaryFile() as written, TemporaryFile() as said:
        pickle.dump((os.getpid(), limits, network, function, arguments), job)
        job.seek(0)
        command = [sys.executable, "-P", "-m", "kg.system.child"]
        with subprocess.Popen(command, stdin=job, stdout=written, stderr=said) as process:
            try:
                _wait(process, limits)
            finally:
                process.kill()
        if process.returncode:
            said.seek(max(0, said.seek(0, os.SEEK_END) - MIB))
            raise _complaint(process.returncode, said.read().decode(errors="replace"), limits)
        written.seek(0)
        yield written


def _wait(process: subprocess.Popen[bytes], limits: Limits) -> None:
    until = time.monotonic() + limits.seconds if limits.seconds else float("inf")
    while True:
        try:
            process.wait(max(0.0, min(_STEP, until - time.monotonic())))
            return
        except subprocess.TimeoutExpired:
            if time.monotonic() >= until:
                raise _too_slow(limits) from None
            if limits.memory and _resident(process.pid) > limits.memory:
                raise _too_large(limits) from None


def _resident(pid: int) -> int:
    """In bytes; 0 where the platform does not say it."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


def _complaint(code: int, said: str, limits: Limits) -> ReelgraphError | OSError:
    if code == COMPLAINED:
        return ReelgraphError(said)
    if code == REFUSED:
        return OSError(said)
    if code == NO_MEMORY or "memory allocation of" in said or "bad_alloc" in said:
        return _too_large(limits)
    if code == TOO_LONG:
        return Ended(f"writes more than {(limits.written or 0) // MIB:,} MiB, and was stopped")
    if sys.platform != "win32" and code == -signal.SIGALRM:
        return _too_slow(limits)
    if sys.platform != "win32" and code == -signal.SIGXCPU:
        return Ended(f"takes longer than {limits.cpu} s of CPU, and was stopped")
    how = signal.Signals(-code).name if code < 0 else f"status {code}"
    last = said.strip().rpartition("\n")[2][:_WORDS]
    return Ended(f"is too deep, or damaged: its process failed with {how}" + (f": {last}" if last else ""))


def _too_slow(limits: Limits) -> Ended:
    return Ended(f"takes longer than {limits.seconds:g} s, and was stopped")


def _too_large(limits: Limits) -> Ended:
    return Ended(f"takes more memory than {(limits.memory or 0) // MIB:,} MiB, and was stopped")
