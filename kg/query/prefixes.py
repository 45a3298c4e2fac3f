"""IRIs as answers show them."""

from __future__ import annotations

import re

from kg.model.prefixes import compact

# The address of a thing of ours or a part of one, behind the base: `film/here-2024/#this`.
_THING = re.compile(r"\A([a-z0-9-]++/[a-z0-9-]++)/(?:#this|(#[a-z0-9_-]+))")


def is_ours(iri: str, base: str) -> bool:
    """Whether an IRI is that of a thing of the release with this base, or a part of one; without a base, none is."""
    return _thing(iri, base) is not None


def shortened(iri: str, base: str) -> str:
    """An IRI as a table shows it: of this release without the base, well-known ones with a prefix, others whole."""
    if thing := _thing(iri, base):
        return thing[1] + (thing[2] or "")
    return compact(iri)


def _thing(iri: str, base: str) -> re.Match[str] | None:
    return _THING.fullmatch(iri.removeprefix(base)) if base and iri.startswith(base) else None
