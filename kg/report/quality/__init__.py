"""How good the sources are: what they state, and what of it was not understood."""

from collections.abc import Callable

from kg.report.quality import html, text
from kg.report.quality.fold import Quality, quality

__all__ = ["REPORTS", "Quality", "quality"]


def _json(found: Quality) -> str:
    import msgspec

    return msgspec.json.format(msgspec.json.encode(found)).decode()


REPORTS: dict[str, Callable[[Quality], str]] = {"text": text.report, "json": _json, "html": html.report}
"""Format → the report as text in it."""
