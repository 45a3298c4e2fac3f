"""How good the sources are: what they state, and what of it was not understood."""

from collections.abc import Callable

from kg.report import html, json, text
from kg.report.quality.fold import Quality, quality
from kg.report.quality.told import report

__all__ = ["REPORTS", "Quality", "quality"]

REPORTS: dict[str, Callable[[Quality], str]] = {
    "text": lambda found: text.written(report(found)),
    "json": json.written,
    "html": lambda found: html.written(report(found)),
}
"""Format → the report as text in it."""
