"""Postal addresses (https://schema.org/PostalAddress) as text."""

from __future__ import annotations

from collections.abc import Callable

TYPE = "PostalAddress"
_LINES = ("streetAddress", "postalCode addressLocality", "addressRegion", "addressCountry")


def in_a_line(part: Callable[[str], str]) -> str:
    """An address in a line; `part` gives the text of each of its properties, by name, and "" for one that it lacks."""
    lines = (" ".join(filter(None, (part(name).strip() for name in line.split()))) for line in _LINES)
    return ", ".join(filter(None, lines))
