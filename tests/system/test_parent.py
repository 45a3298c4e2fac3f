"""A process that works for another one ends with it."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
HELPER = """
import os, time
from pathlib import Path

def make():
    pass

def work(state, task):
    Path(f"begun-{os.getpid()}").touch()
    {busy}
"""
MAIN = "import helper\nfrom kg.system.workers import pool\n"
MAIN += "with pool(2) as run: list(run(helper.work, helper.make, [1, 2]))"
BUSY = ["time.sleep(60)", "sum(range(10 ** 10))"]


def _is_there(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


@pytest.mark.parametrize("busy", BUSY)
def test_a_worker_ends_with_its_parent_in_the_midst_of_its_work(busy: str, tmp_path: Path) -> None:
    """Also where it is in code that gives nobody else a turn."""
    (tmp_path / "helper.py").write_text(HELPER.replace("{busy}", busy))
    environment = os.environ | {"PYTHONPATH": f"{tmp_path}{os.pathsep}{ROOT}"}
    parent = subprocess.Popen([sys.executable, "-c", MAIN], cwd=tmp_path, env=environment)
    workers: list[int] = []
    try:
        deadline = time.monotonic() + 60
        while len(workers) < 2:
            assert time.monotonic() < deadline
            workers = [int(path.name.partition("-")[2]) for path in tmp_path.glob("begun-*")]
            time.sleep(0.02)
        parent.kill()
        parent.wait(10)
        deadline = time.monotonic() + 20
        while any(map(_is_there, workers)):
            assert time.monotonic() < deadline, "a worker is left"
            time.sleep(0.02)
    finally:
        for pid in (parent.pid, *filter(_is_there, workers)):
            if _is_there(pid):
                os.kill(pid, signal.SIGKILL)
