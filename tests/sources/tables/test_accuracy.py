"""How much of tables of other people is understood without edits: the bars are those of the cases."""

import os
import re
import runpy
import subprocess
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest

import kg
from kg.model.record import Fault
from kg.sources import read
from kg.sources.catalogue import files, load

CASES = Path(__file__).parents[4] / "shared" / "cases" / "tables"
COLUMNS, PRECISION, RECALL = 0.95, 0.995, 0.98
"""At least; the issue asks for 0.90, 0.99 and 0.90. The cases expect no field of columns of ratings, which are read."""


def _ran(command: list[str], **_: Any) -> SimpleNamespace:
    """What `kg init FOLDER --from TABLE` and `kg read FOLDER` do, in this process."""
    folder = Path(command[2])
    if command[1] == "init":
        kg.init(folder, command[4])
        return SimpleNamespace(stdout="")
    found = (item for source, path in files(load(folder)) for item in read(path, source, folder))
    records = (msgspec.json.encode(item).decode() for item in found if not isinstance(item, Fault))
    return SimpleNamespace(stdout="\n".join(records))


@pytest.mark.slow
@pytest.mark.skipif(not CASES.exists(), reason="the tables are not here")
def test_tables_of_others(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Columns mapped, precision and recall of their values do not fall."""
    monkeypatch.setattr(subprocess, "run", _ran)
    monkeypatch.setattr("sys.argv", ["score_tables.py", os.fspath(CASES / "expected.json"), os.fspath(CASES)])
    with pytest.raises(SystemExit):
        runpy.run_path(os.fspath(CASES / "score_tables.py"))
    told = capsys.readouterr().out
    columns, precision, recall = (float(found) for found in re.findall(r"(?:columns|precision|recall) ([0-9.]+)", told))
    assert columns >= COLUMNS and precision >= PRECISION and recall >= RECALL, told
