"""The table of precision and recall in the manual."""

import importlib.util
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHARED = ROOT / ".." / "shared"


@pytest.mark.skipif(not (SHARED / "data" / "expected.json").exists(), reason="the festivals' pages are not here")
def test_the_table_is_what_is_measured() -> None:
    """The figures in the manual are those that the readers have now."""
    spec = importlib.util.spec_from_file_location("accuracy", ROOT / "bench" / "accuracy.py")
    assert spec and spec.loader
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    assert bench.PAGE.read_text("utf-8") == bench.accuracy(SHARED), "run: python bench/accuracy.py ../shared"
