"""A process of its own: what it gives, what ends it, and that nothing of it stays."""

import errno
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

import pytest

from kg.system.errors import ReelgraphError
from kg.system.process import MIB, Ended, Limits, ran

LIMITS = Limits(seconds=30, memory=512 * MIB, written=MIB)
linux = pytest.mark.skipif(sys.platform != "linux", reason="told by /proc")


def say(out: BinaryIO, *words: str) -> None:
    """Write words."""
    out.write(" ".join(words).encode())


def sleep(out: BinaryIO, note: str) -> None:
    """Write the process's number into a file, then take far too long."""
    Path(note).write_text(str(os.getpid()))
    out.write(b"not yet")
    time.sleep(60)


def spin(out: BinaryIO) -> None:
    """Take all time there is."""
    while True:
        pass


def grow(out: BinaryIO, step: int) -> None:
    """Take memory, so many bytes at a time."""
    held = []
    while True:
        held.append(b"x" * step)


def flood(out: BinaryIO) -> None:
    """Write without end."""
    while True:
        out.write(b"x" * MIB)


def complain(out: BinaryIO) -> None:
    """Say what is wrong."""
    raise ReelgraphError("é is wrong")


def refuse(out: BinaryIO, path: str) -> None:
    """Meet a full disk."""
    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), path)


def fail(out: BinaryIO) -> None:
    """Raise what nobody expected."""
    raise KeyError("nobody expected this")


def crash(out: BinaryIO, number: int) -> None:
    """End by a signal."""
    os.kill(os.getpid(), number)


def connect(out: BinaryIO, port: int) -> None:
    """Say whether a server of this machine is reached."""
    try:
        socket.create_connection(("127.0.0.1", port), 5).close()
        out.write(b"reached")
    except OSError:
        out.write(b"not reached")


def _given(function: Callable[..., None], *arguments: Any, limits: Limits = LIMITS, network: bool = False) -> bytes:
    with ran(function, *arguments, limits=limits, network=network) as written:
        return written.read()


def test_what_a_function_writes_comes_back() -> None:
    """Arguments go there, bytes come back; a function that writes nothing gives nothing."""
    assert _given(say, "a", "é") == "a é".encode()
    assert _given(say) == b""


@pytest.mark.parametrize("function", [spin, sleep])
def test_a_limit_of_time(function: Callable[..., None], tmp_path: Path) -> None:
    """Whether it works or waits, it is ended, the limit is named, and the process is gone."""
    arguments = (str(tmp_path / "note"),) if function is sleep else ()
    before = time.monotonic()
    with pytest.raises(Ended, match=r"takes longer than 1\.5 s"):
        _given(function, *arguments, limits=Limits(seconds=1.5))
    assert time.monotonic() - before < 10
    if function is sleep:
        with pytest.raises(ProcessLookupError):
            os.kill(int((tmp_path / "note").read_text()), 0)


@linux
@pytest.mark.parametrize("step", [MIB, 4096 * MIB], ids=["slowly", "at once"])
def test_a_limit_of_memory(step: int) -> None:
    """Whether it grows slowly or asks for all at once, it is ended, and the limit is named."""
    with pytest.raises(Ended, match="takes more memory than 256 MiB"):
        _given(grow, step, limits=Limits(seconds=60, memory=256 * MIB))


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits")
def test_a_limit_of_what_is_written() -> None:
    """A process that writes without end does not fill the disk."""
    with pytest.raises(Ended, match="writes more than 1 MiB"):
        _given(flood)


def test_a_complaint_is_passed_on() -> None:
    """A ReelgraphError of the function is one here, in the same words."""
    with pytest.raises(ReelgraphError, match=r"^é is wrong$") as raised:
        _given(complain)
    assert not isinstance(raised.value, Ended)


@pytest.mark.parametrize(
    ("function", "arguments", "told"),
    [(fail, (), "status 1.*nobody expected this"), (crash, (signal.SIGABRT,), "SIGABRT")],
)
def test_an_end_of_its_own_is_told(function: Callable[..., None], arguments: tuple[Any, ...], told: str) -> None:
    """What ends by a signal, or by an error that nobody expected, is told in one line."""
    with pytest.raises(Ended, match=told) as raised:
        _given(function, *arguments)
    assert "\n" not in str(raised.value)


@linux
@pytest.mark.skipif(sys.platform != "linux" or os.geteuid() != 0, reason="only root can surely take the network away")
def test_there_is_no_network_unless_it_is_given() -> None:
    """Not even this machine's own servers are reached."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        assert _given(connect, port) == b"not reached"
        assert _given(connect, port, network=True) == b"reached"


@linux
@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM, signal.SIGINT])
def test_it_ends_with_its_parent(number: signal.Signals, tmp_path: Path) -> None:
    """However the parent ends, no process stays behind."""
    note, limits = tmp_path / "note", "limits=process.Limits(seconds=60)"
    (tmp_path / "asleep.py").write_text(
        "import time, os\nfrom pathlib import Path\n"
        "def sleep(out, note):\n    Path(note).write_text(str(os.getpid()))\n    time.sleep(60)\n"
    )
    code = (
        f"import asleep\nfrom kg.system import process\nwith process.ran(asleep.sleep, {str(note)!r}, {limits}): pass"
    )
    environment = {**os.environ, "PYTHONPATH": str(tmp_path)}
    with subprocess.Popen([sys.executable, "-c", code], env=environment, stderr=subprocess.DEVNULL) as parent:
        assert _until(lambda: note.exists() and note.read_text() != "")
        parent.send_signal(number)
        parent.wait(10)
    child = int(note.read_text())
    assert _until(lambda: not _runs(child))


def _runs(pid: int) -> bool:
    try:
        return ") Z " not in Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return False


def _until(true: Callable[[], bool]) -> bool:
    until = time.monotonic() + 10
    while not true() and time.monotonic() < until:
        time.sleep(0.02)
    return true()


def test_what_the_system_refused() -> None:
    """A full disk is told as such, with its place: it says nothing about what was to be read."""
    with pytest.raises(OSError, match=r"^/full/x: No space left on device$"), ran(refuse, "/full/x", limits=LIMITS):
        pass
