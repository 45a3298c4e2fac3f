"""Languages, by code or by name in many languages, as BCP 47 tags."""

import functools
import re
from typing import Any

from kg.model.values.notes import without_footnotes
from kg.model.values.tables import NAMING, table
from kg.model.values.text import text
from kg.system.errors import NotUnderstood

_LIKE_A_CODE = re.compile(r"[a-z]{2,3}|[A-Z]{2,3}|[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,4})+")
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
_NO_LANGUAGE = {"und", "mul", "mis"}


@functools.lru_cache(maxsize=1024)
def language(raw: str) -> str:
    """A BCP 47 tag (language, script?, region?), in its canonical case; `zxx` where nothing is spoken.

    Taken: a code (`nl`, `NLD`, `zh-Hant`) or a language's whole name, never a part of one. Refused: families of
    languages, several languages at once, names that mean different languages in different tongues.
    """
    given = text(without_footnotes(raw))
    known = table("languages")["names"].get(given.casefold())
    if known:
        return str(known)
    codes = _by_code(given) or _by_name(given)
    if not codes:
        raise NotUnderstood("not a known language name or code")
    if len(codes) > 1:
        raise NotUnderstood(f"may be several languages: {', '.join(sorted(codes))}; use the code")
    return _language(codes.pop())


def _by_code(given: str) -> set[str]:
    import langcodes

    return {given} if _LIKE_A_CODE.fullmatch(given) and langcodes.tag_is_valid(given) else set()


def _by_name(given: str) -> set[str]:
    """Only whole names: the look-up of langcodes itself is content with a beginning."""
    from language_data.names import normalize_name

    key = normalize_name(given)
    return {code.decode() for naming in NAMING for code in _names(naming).get(key, ())}


def _language(code: str) -> str:
    import langcodes
    import pycountry

    tag = str(table("languages")["codes"].get(code.lower()) or langcodes.standardize_tag(code))
    base = tag.partition("-")[0]
    if base in _NO_LANGUAGE or pycountry.language_families.get(alpha_3=base):
        raise NotUnderstood("not one language")
    if not _TAG.fullmatch(tag):
        raise NotUnderstood("not a language code; a script and a region may follow the language")
    return tag


@functools.cache
def _names(naming: str) -> Any:
    from language_data.names import load_trie
    from language_data.util import data_filename

    return load_trie(data_filename(f"trie/{naming}/name_to_language.marisa"))
