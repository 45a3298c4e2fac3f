"""The table of precision and recall in the manual."""

import importlib.util
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
SHARED = ROOT / ".." / "shared"


def _bench() -> Any:
    """The program that measures."""
    spec = importlib.util.spec_from_file_location("accuracy", ROOT / "bench" / "accuracy.py")
    assert spec and spec.loader
    bench = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(bench)
    return bench


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "data" / "expected.json").exists(), reason="the festivals' pages are not here")
def test_the_table_is_what_is_measured() -> None:
    """The figures in the manual are those that the readers have now."""
    bench = _bench()
    assert bench.PAGE.read_text("utf-8") == bench.accuracy(SHARED), "run: python bench/accuracy.py ../shared"


@pytest.mark.parametrize(
    ("name", "precision", "recall", "titles"),
    [("pages", 0.98, 0.95, (0.95, 0.75)), ("html", 0.97, 0.90, (0.95, 0.75))],
)
def test_pages_of_other_sites(name: str, precision: float, recall: float, titles: tuple[float, float]) -> None:
    """Of pages that no layout fits nearly all that they state is read, and little else; titles by themselves."""
    if not (SHARED / "cases" / name).exists():
        pytest.skip("the pages of other sites are not here")
    _judge(_bench().cases(SHARED / "cases" / name), (precision, recall), titles)


@pytest.mark.slow
def test_pages_that_are_made_up() -> None:
    """The same on pages in forty languages, whose titles are harder."""
    _judge(_bench().corpus(), (0.98, 0.94), (0.94, 0.83))


def _judge(counts: dict[tuple[str, str], Counter[str]], bars: tuple[float, float], titles: tuple[float, float]) -> None:
    total = sum(counts.values(), Counter[str]())
    title = sum((count for (field, _), count in counts.items() if field == "title"), Counter[str]())
    for one, (precision, recall) in ((total, bars), (title, titles)):
        assert one["right"] / one["read"] >= precision
        assert one["right"] / one["stated"] >= recall
