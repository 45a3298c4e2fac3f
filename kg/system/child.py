"""The other side of `kg.system.process`: takes its own limits upon it, then does what it is told on stdin."""

from __future__ import annotations

import errno
import math
import os
import pickle
import signal
import sys
from contextlib import suppress

from kg.system.errors import ReelgraphError, trouble
from kg.system.parent import end_with
from kg.system.process import COMPLAINED, NO_MEMORY, REFUSED, TOO_LONG, Limits

_HEADROOM = 1 << 30
"""In bytes, of addresses beside what is resident: with less, engines abort on small tasks."""

_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000


def main() -> int:
    """Do the job; the status tells how it ended, and stderr has the complaint."""
    parent, limits, network, function, arguments = pickle.load(sys.stdin.buffer)
    if sys.platform != "win32":
        end_with(parent)
        _bound(limits)
    if sys.platform == "linux" and not network:
        _cut_off()
    try:
        function(sys.stdout.buffer, *arguments)
        sys.stdout.buffer.flush()
    except ReelgraphError as error:
        sys.stderr.buffer.write(str(error).encode(errors="replace"))
        return COMPLAINED
    except MemoryError:
        return NO_MEMORY
    except OSError as error:
        if error.errno == errno.EFBIG:
            return TOO_LONG
        sys.stderr.buffer.write(trouble(error).encode(errors="replace"))
        return REFUSED
    return 0


def _cut_off() -> None:
    """Have no network. Only root, or a new user, can give it up."""
    import ctypes

    libc = ctypes.CDLL(None)
    if libc.unshare(_NEW_NETWORK):
        libc.unshare(_NEW_USER | _NEW_NETWORK)


def _bound(limits: Limits) -> None:
    """Walls behind those of the parent, which looks only now and then."""
    import resource

    bounds = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_CPU: limits.cpu,
        resource.RLIMIT_AS: limits.memory and limits.memory + _HEADROOM,
        resource.RLIMIT_FSIZE: limits.written,
    }
    for kind, bound in bounds.items():
        _, most = resource.getrlimit(kind)
        if bound is not None:
            with suppress(OSError, ValueError):  # not every platform has every wall
                resource.setrlimit(kind, (bound if most == resource.RLIM_INFINITY else min(bound, most), most))
    if limits.seconds:
        signal.alarm(math.ceil(limits.seconds) + 1)


if __name__ == "__main__":
    status = main()
    sys.stderr.flush()
    os._exit(status)  # without the engine's own end, which may take long
