"""Languages, by code or by name in many languages, as BCP 47 tags."""

import functools
import re
from typing import Any

from kg.model.values.country import country
from kg.model.values.notes import without_footnotes
from kg.model.values.tables import NAMING, table
from kg.model.values.text import text
from kg.model.values.tried import tried
from kg.system.errors import NotUnderstood

_LIKE_A_CODE = re.compile(r"[a-z]{2,3}|[A-Z]{2,3}|[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,4})+")
_OF_COUNTRY = re.compile(r"\A([^()]+\S)\s\(([^()]+)\)")
_UNDERSCORES = re.compile(r"[a-z]{2,3}(?:_[A-Z][a-z]{3})?(?:_[A-Z]{2})?")
_TAG = re.compile(r"[a-z]{2,3}(?:-[A-Z][a-z]{3})?(?:-(?:[A-Z]{2}|[0-9]{3}))?")
_REGION = re.compile(r"-(?:[A-Z]{2}|[0-9]{3})\Z")
_NO_LANGUAGE = {"und", "mul", "mis"}


@functools.lru_cache(maxsize=1024)
def language(raw: str) -> str:
    """A BCP 47 tag (language, script?, region?), in its canonical case; `zxx` where nothing is spoken.

    Taken: a code (`nl`, `NLD`, `zh-Hant`) or a language's whole name, never a part of one. Refused: families of
    languages, several languages at once, names that mean different languages in different tongues.
    """
    given = text(without_footnotes(raw))
    names, ambiguous = table("languages")["names"], table("languages")["ambiguous"]
    if known := names.get(given.casefold()) or names.get(given.casefold().removesuffix(".")):
        return str(known)
    if several := ambiguous.get(given.lower()):
        raise NotUnderstood(f"may be several languages: {', '.join(several)}; use the code")
    if given.replace(".", "") in table("languages")["versions"]:
        raise NotUnderstood("says in which version a film is shown, not in which language")
    if _UNDERSCORES.fullmatch(given):
        given = given.replace("_", "-")
    # Two small letters are a code, and no name (Ga) in small letters.
    codes = _by_code(given) or (set() if len(given) == len("ga") and given.islower() else _by_name(given))
    if not codes and (found := _OF_COUNTRY.fullmatch(given)) and (region := tried(country, found[2])):
        # The name of a language of one country has its region already: Flemish (Belgium).
        spoken = _by_name(found[1]) if len(region) == len("BR") else set()
        codes = {code if _REGION.search(code) else f"{code}-{region}" for code in spoken}
    if not codes:
        raise NotUnderstood("not a known language name or code")
    if len(codes) > 1:
        raise NotUnderstood(f"may be several languages: {', '.join(sorted(codes))}; use the code")
    return _language(codes.pop())


def _by_code(given: str) -> set[str]:
    import langcodes

    if not _LIKE_A_CODE.fullmatch(given) or not langcodes.tag_is_valid(given):
        return set()
    # Codes of small languages look like other abbreviations (DGS, Sci-Fi): those in capitals count that CLDR has names
    # for. A code of two letters that stands for one of three is a country's (ua).
    code = given.partition("-")[0]
    base = langcodes.standardize_tag(given).partition("-")[0]
    is_one = code.islower() or base in _named()
    is_own = len(code) != len("ua") or len(base) == len(code) or code.lower() in table("languages")["codes"]
    return {given} if is_one and is_own else set()


def _by_name(given: str) -> set[str]:
    """Only whole names: the look-up of langcodes itself is content with a beginning."""
    from language_data.names import normalize_name

    key = normalize_name(given)
    if key not in _spelt():
        return set()
    return {code.decode() for naming in NAMING for code in _names(naming).get(key, ())}


def _language(code: str) -> str:
    import langcodes

    tag = str(table("languages")["codes"].get(code.lower()) or langcodes.standardize_tag(code))
    base = tag.partition("-")[0]
    if base in _NO_LANGUAGE or base in table("languages")["families"]:
        raise NotUnderstood("not one language")
    if not _TAG.fullmatch(tag):
        raise NotUnderstood("not a language code; a script and a region may follow the language")
    return tag


def has_name(code: str) -> bool:
    """Whether CLDR has a name for the language of a tag; of most small ones, whose names are also other words, not."""
    return code.partition("-")[0] in _named()


@functools.cache
def _named() -> frozenset[str]:
    """The codes of languages that CLDR has names for."""
    from babel import Locale

    return frozenset(str(code).partition("_")[0] for code in Locale("en").languages)


@functools.cache
def _spelt() -> frozenset[str]:
    """All names of languages: to ask for one in each language takes ten times as long as to know that it is none."""
    return frozenset(name for naming in NAMING for name in _names(naming))


@functools.cache
def _names(naming: str) -> Any:
    from language_data.names import load_trie
    from language_data.util import data_filename

    return load_trie(data_filename(f"trie/{naming}/name_to_language.marisa"))
