"""Countries, by code or by name in many languages: ISO 3166-1 alpha-2, and ISO 3166-3 for those that are gone."""

import functools
from collections.abc import Iterable

from kg.model.values.notes import without_footnotes
from kg.model.values.tables import NAMING, table
from kg.model.values.text import text
from kg.system.errors import NotUnderstood

_USER_ASSIGNED = {"XK"}
"""Kosovo has no code of ISO's own; everybody uses this one."""


@functools.lru_cache(maxsize=1024)
def country(raw: str) -> str:
    """The code of the country: two letters, or four if it is gone. Two countries of one name are refused."""
    given = text(without_footnotes(raw))
    key = _key(given)
    known = table("countries")
    if key in known["ambiguous"]:
        raise NotUnderstood(f"may be several countries: {', '.join(known['ambiguous'][key])}; use the code")
    code = known["names"].get(key) or _by_code(given) or _by_name(key)
    if not code:
        raise NotUnderstood("not a known country name or code")
    return str(code)


def country_names(code: str, languages: Iterable[str]) -> dict[str, str]:
    """Language → name of the country in it; where none of them has one, and if it is gone, the English name."""
    import pycountry

    names = {language: name for language in languages if (name := _territories(language).get(code))}
    gone = pycountry.historic_countries.get(alpha_4=code)
    if gone:
        return {"en": gone.name, **names}
    return names or {"en": _territories("en")[code]}


def _by_code(given: str) -> str | None:
    import pycountry

    code = given.upper()
    if len(code) == 2:
        return code if _is_country(code) else None
    now, gone = pycountry.countries.get(alpha_3=given), pycountry.historic_countries.get(alpha_4=given)
    return now.alpha_2 if now else gone.alpha_4 if gone else None


def _by_name(key: str) -> str | None:
    return next((code for naming in NAMING if (code := _codes(naming).get(key))), None) or _iso().get(key)


def _is_country(code: str) -> bool:
    import pycountry

    return code in _USER_ASSIGNED or bool(pycountry.countries.get(alpha_2=code))


def _key(name: str) -> str:
    return name.casefold().replace(".", "").replace("’", "'").replace("-", " ").removeprefix("the ")


@functools.cache
def _territories(language: str) -> dict[str, str]:
    from babel import Locale, UnknownLocaleError

    try:
        return dict(Locale.parse(language, sep="-").territories)
    except (UnknownLocaleError, ValueError):
        return {}


@functools.cache
def _codes(language: str) -> dict[str, str]:
    return {_key(text(name)): code for code, name in _territories(language).items() if _is_country(code)}


@functools.cache
def _iso() -> dict[str, str]:
    """The names in the standard itself."""
    import pycountry

    now = {_key(said): country.alpha_2 for country in pycountry.countries for field, said in country if "name" in field}
    return {_key(gone.name): gone.alpha_4 for gone in pycountry.historic_countries} | now
