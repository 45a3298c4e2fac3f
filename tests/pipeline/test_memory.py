"""Memory does not grow with the catalogue."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FILMS = 100_000
LIMIT_MIB = 704
_MEASURED = """
import re, sys, threading, time
from contextlib import suppress
from pathlib import Path
from kg.pipeline.build import build

# Not ru_maxrss: that begins with what the process that started another had in memory.
peaks = {}

def look():
    while True:
        pids = ["self"]
        for told in Path("/proc/self/task").glob("*/children"):
            with suppress(OSError):  # a thread has ended
                pids += told.read_text().split()
        for pid in pids:
            with suppress(OSError, TypeError):
                status = Path("/proc", pid, "status").read_text()
                peaks[pid] = int(re.search(r"VmHWM:\\s*(\\d+) kB", status)[1])
        time.sleep(0.1)

if __name__ == "__main__":
    threading.Thread(target=look, daemon=True).start()
    outcome = build(Path(sys.argv[1]), Path(sys.argv[2]), workers=2, dumps_only=True)
    time.sleep(0.2)
    own, *workers = peaks.pop("self"), *sorted(peaks.values())[-2:]
    assert len(workers) == 2
    print(outcome.published["film"], outcome.refused, (own + sum(workers)) // 1024)
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the peak is read from /proc")
def test_a_hundred_thousand_films(tmp_path: Path) -> None:
    """Two workers and their parent build dumps of 100,000 generated films in at most 704 MiB together."""
    generate = [sys.executable, str(ROOT / "bench" / "generate.py"), str(FILMS), str(tmp_path / "catalogue")]
    subprocess.run(generate, check=True, timeout=120)
    (tmp_path / "measured.py").write_text(_MEASURED)
    command = [sys.executable, str(tmp_path / "measured.py"), str(tmp_path / "catalogue"), str(tmp_path / "out")]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=1500, check=True)
    films, refused, mebibytes = map(int, ran.stdout.split())
    print(f"{films} films, {mebibytes} MiB")
    assert (films, refused) == (FILMS, 0)
    assert mebibytes <= LIMIT_MIB
