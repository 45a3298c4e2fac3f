"""IRIs as answers show them."""

from __future__ import annotations

import re

from kg.model.prefixes import compact

# The addresses of our things and their parts, under whatever base: `{base}film/here-2024/#this`.
_OURS = re.compile(r"\Ahttps?://\S+/([a-z0-9-]++/[a-z0-9-]++)/(?:#this|(#[a-z0-9_-]+))")


def is_ours(iri: str) -> bool:
    """Whether an IRI is that of a thing of ours or a part of one."""
    return _OURS.fullmatch(iri) is not None


def shortened(iri: str) -> str:
    """An IRI as a table shows it: ours without base, well-known ones with a prefix, others whole."""
    if ours := _OURS.fullmatch(iri):
        return ours[1] + (ours[2] or "")
    return compact(iri)
