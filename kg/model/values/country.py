"""Countries, by code or by name in many languages: ISO 3166-1 alpha-2, and ISO 3166-3 for those that are gone."""

import functools
import re
from collections.abc import Collection, Iterator, Mapping

from kg.model.iris import normal
from kg.model.values import cldr
from kg.model.values.notes import without_footnotes
from kg.model.values.tables import NAMING, table
from kg.model.values.text import text
from kg.system.errors import NotUnderstood

_ABBREVIATION = 3
"""The letters of an abbreviation that may be a word as well."""

_LONG_CODE = 4
"""The letters of a code that is no word of any language, and counts in any case."""

_PARTS = re.compile(r"[(,/]")
_TURNED = re.compile(r"\A([^(),]++)[(,]\s*+([^(),]++)\)?")


@functools.lru_cache(maxsize=1024)
def country(raw: str) -> str:
    """The code of the country: two letters, or four if it is gone. Two countries of one name are refused."""
    given = text(without_footnotes(raw))
    known = table("countries")
    if several := known["ambiguous"].get(given.casefold()):
        raise NotUnderstood(f"may be several countries: {', '.join(several)}; use the code")
    code = known["letters"].get(given) or _by_code(given)
    code = code or next(filter(None, (_by_name(key, is_short=given.isupper()) for key in _keys(given))), None)
    if not code and (found := _TURNED.fullmatch(given)):
        # The same country twice: Allemagne (RFA).
        codes = {_by_code(one) or _by_name(_key(one), is_short=one.isupper()) for one in found.groups()}
        code = codes.pop() if len(codes) == 1 else None
    if not code:
        raise NotUnderstood("not a known country name or code")
    return code


def may_begin(said: str) -> bool:
    """Whether a text may begin with a name of a country, or a code in capitals. It is quick, and most texts do not."""
    if _PARTS.search(said) and any(_is_beginning(part) for part in _PARTS.split(said)):
        return True
    return _is_beginning(said)


def country_names(code: str, languages: Collection[str]) -> dict[str, str]:
    """Language → name of the country in it; where none of them has one, and if it is gone, the English name."""
    names = {language: name for language in languages if (name := _territories(language).get(code))}
    if gone := table("iso3166")["gone"].get(code):
        others = table("iso3166")["gone_names"]
        told = {language: name for language in languages if (name := others.get(language, {}).get(code))}
        return {"en": gone[-1], **told, **names}
    return names or {"en": _territories("en")[code]}


@functools.lru_cache(maxsize=1024)
def every_name(code: str) -> frozenset[str]:
    """What a country is called, in all languages that a catalogue may use, without abbreviations: they may be words.

    Empty where the code is that of no country.
    """
    try:
        usual = country_names(code, ()).values()
    except KeyError:
        return frozenset()
    known = table("countries")
    ours = {*known["others"].get(code, ()), *(name for name, other in known["names"].items() if other == code)}
    spelt = (name for naming in NAMING if (name := _territories(naming).get(code)))
    written = {*usual, *spelt, *ours, *(name.replace(" ", "-") for name in ours)}
    return frozenset(name for name in written if not _is_short(_key(name).replace(" ", "")))


def spelt_names() -> set[str]:
    """The names of countries in the languages that a catalogue may use, as people write them."""
    return {name for naming in NAMING for code, name in _territories(naming).items() if _is_country(code)}


def _by_code(given: str) -> str | None:
    from iso3166 import countries_by_alpha3

    code = given.upper()
    if len(code) == 2 and _is_country(code):
        return code
    now = countries_by_alpha3.get(given)
    return now.alpha2 if now else _gone().get(code if len(code) == _LONG_CODE else given)


def _keys(given: str) -> Iterator[str]:
    """The name as it is, and put in order: `Korea (the Republic of)`, `Korea, Republic of`."""
    yield _key(given)
    if found := _TURNED.fullmatch(given):
        yield _key(f"{found[2]} {found[1]}")
        yield _key(found[1] + found[2])


def _by_name(key: str, *, is_short: bool) -> str | None:
    """`is_short`: it is written in capitals, as abbreviations are."""
    names, others = _names()
    known = names.get(key) or (others.get(key) if is_short or not _is_short(key) else None)
    return known or _spelt().get(key) or _iso().get(key)


def _is_short(key: str) -> bool:
    return len(key) <= _ABBREVIATION and key.isascii()


def _is_country(code: str) -> bool:
    from iso3166 import countries_by_alpha2

    return code in countries_by_alpha2


def _key(name: str) -> str:
    return normal(name.replace(".", "").replace("&", " and ")).removeprefix("the ")


def _is_beginning(said: str) -> bool:
    words = said.split(maxsplit=3)[:3]
    return bool(words) and _is_first(" ".join(words))


@functools.lru_cache(maxsize=8192)
def _is_first(words: str) -> bool:
    first = words.partition(" ")[0]
    tokens = _key(words).split()[:2]
    known = not tokens or tokens[0] in _firsts() or " ".join(tokens) in _firsts()
    return known or (len(first) < _LONG_CODE and first.isupper())


@functools.cache
def _firsts() -> frozenset[str]:
    """The names of one word by which a country is known, the first two words of others, codes that are no words."""
    known = (*_names(), _iso(), *map(_codes, NAMING), (code.lower() for code in _gone() if len(code) == _LONG_CODE))
    return frozenset(" ".join(name.split()[:2]) for names in known for name in names)


@functools.cache
def _names() -> tuple[dict[str, str], dict[str, str]]:
    """The names of the file beside, by their keys, and those that may be abbreviations."""
    known = table("countries")
    others = {_key(name): code for code, names in known["others"].items() for name in names}
    return {_key(name): code for name, code in known["names"].items()}, others


@functools.cache
def _gone() -> dict[str, str]:
    """The codes of countries that are gone, of two, three and four letters, in capitals."""
    codes = [(one, code) for code, (*others, _) in table("iso3166")["gone"].items() for one in (code, *others)]
    return {one: code for one, code in codes if sum(one == other for other, _ in codes) == 1}


def _territories(language: str) -> Mapping[str, str]:
    return cldr.said(language, "territories")


@functools.cache
def _spelt() -> dict[str, str]:
    """The names in all languages that a catalogue may use; of one name, the first language's country."""
    return {key: code for naming in reversed(NAMING) for key, code in _codes(naming).items()}


@functools.cache
def _codes(language: str) -> dict[str, str]:
    return {_key(text(name)): code for code, name in _territories(language).items() if _is_country(code)}


@functools.cache
def _iso() -> dict[str, str]:
    """The names in the standard itself."""
    from iso3166 import countries

    gone = {_key(name): code for code, (*_, name) in table("iso3166")["gone"].items()}
    usual = {_key(name): one.alpha2 for one in countries for name in (one.apolitical_name, one.name)}
    return gone | usual | {_key(name): code for code, name in table("iso3166")["official"].items()}
