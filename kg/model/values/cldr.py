"""What CLDR calls countries, months and days, as babel has it, in the languages that a catalogue may use."""

import functools
import pickle
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, get_args

from kg.model.values.tables import NAMING

Part = Literal["territories", "days", "months"]


def said(language: str, part: Part) -> Mapping[str, Any]:
    """A part of what babel knows of a language; empty where it does not know it."""
    from babel import Locale, UnknownLocaleError

    if language in NAMING and (own := _own(language)[part]):
        return own
    try:
        found: Mapping[str, Any] = getattr(Locale.parse(language, sep="-"), part)
    except (UnknownLocaleError, ValueError):
        return {}
    return found


@functools.cache
def _own(language: str) -> dict[Part, dict[str, Any]]:
    """What stands in a language's own file: babel would put it together with all that the language inherits, which for
    all these languages takes longer than to read their files. Norwegian Bokmål inherits all of it.
    """
    from babel import localedata

    with Path(localedata.resolve_locale_filename(language)).open("rb") as file:
        known = pickle.load(file)  # babel's own file, which babel would load in the same way
    return {part: known.get(part, {}) for part in get_args(Part)}
