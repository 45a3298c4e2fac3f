"""Memory does not grow with the catalogue."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
FILMS = 100_000
LIMIT_MIB = 512
_MEASURED = """
import resource, sys
from pathlib import Path
from kg.build import build
outcome = build(Path(sys.argv[1]), Path(sys.argv[2]), dumps_only=True)
print(outcome.published["film"], outcome.refused, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


@pytest.mark.slow
def test_a_hundred_thousand_films(tmp_path: Path) -> None:
    """Dumps of 100,000 generated films are built in one process that never has more than 512 MiB."""
    generate = [sys.executable, str(ROOT / "bench" / "generate.py"), str(FILMS), str(tmp_path / "catalogue")]
    subprocess.run(generate, check=True, timeout=120)
    command = [sys.executable, "-c", _MEASURED, str(tmp_path / "catalogue"), str(tmp_path / "out")]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=1500, check=True)
    films, refused, mebibytes = map(int, ran.stdout.split())
    print(f"{films} films, {mebibytes} MiB")
    assert (films, refused) == (FILMS, 0)
    assert mebibytes <= LIMIT_MIB
