"""Ratings by viewers with their scale, and certificates, which are ratings by age. The words are `ratings.toml`."""

import functools
import re
from collections.abc import Iterable
from typing import NamedTuple

from kg.model.iris import normal
from kg.model.values.number import decimal
from kg.model.values.tables import table
from kg.model.values.text import text
from kg.system.errors import NotUnderstood


class Scaled(NamedTuple):
    """A rating and its scale, as far as a text states them, and how many ratings or reviews it is the average of."""

    value: str
    best: str = ""
    worst: str = ""
    ratings: str = ""
    reviews: str = ""


class Rater(NamedTuple):
    """Whose averages are all on one scale."""

    name: str
    best: str
    worst: str


def _any(words: Iterable[str]) -> str:
    """Words as a part of an expression, the longest first."""
    return "|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word))))


_TABLE = table("ratings")
_NUMBER = r"[0-9]{1,4}(?:[.,][0-9]{1,6})?"
_BEHIND = rf"(?:\s?(?:{_any(_TABLE['stars'])}))?"
_COUNTED = r"(?:\s?\((?P<count>[0-9][0-9.,'’ \u00a0\u202f]{0,20}[0-9]|[0-9])(?:\s(?P<what>[^\W\d_]{1,20}))?\))?"
_RATING = re.compile(
    rf"\A(?P<value>{_NUMBER})(?:\s?(?P<percent>{_any(_TABLE['percent'])})"
    rf"|\s?(?:{_any(_TABLE['of'])})\s?(?P<best>{_NUMBER}){_BEHIND}|{_BEHIND}){_COUNTED}\Z",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?:0?[1-9]|1[0-2])\s?/\s?(?:19|20)[0-9]{2}")
"""A date: nobody rates from one to two thousand."""

_STARS = re.compile(r"\A(?P<full>★{0,10})(?P<half>½?)(?P<hollow>☆{0,10})\Z")

_SYSTEM = _any([name for system, names in _TABLE["systems"].items() for name in (system, *names)])
_AGE = (
    rf"(?:(?:{_any(_TABLE['codes']['before'])})\s?)?(?P<age>[0-9]|1[0-9]|2[01])"
    rf"(?:\s?(?:{_any(_TABLE['codes']['behind'])}))?"
)
_LED = re.compile(rf"\A(?P<system>{_SYSTEM})(?:\s?[:–-]\s?|\s|(?=[0-9]))(?P<rest>\S.*)\Z", re.IGNORECASE | re.DOTALL)
_AGED = re.compile(rf"\A{_AGE}\Z", re.IGNORECASE)
_PLAIN_AGE = re.compile(r"\A(?:ab\s)?(?P<age>[0-9]{1,2})(?:\sJ(?:ahren?|\.)?)?\Z", re.IGNORECASE)
_NO_AGE = re.compile(r"\A-[0-9]+|2[2-9]|[3-9][0-9]|[0-9]{3,}|[0-9]+e[0-9]+", re.IGNORECASE)
_LONGEST_CERTIFICATE = 100
_GROUPED = re.compile(r"[0-9]{1,3}(?:[ \u00a0\u202f'’.,][0-9]{3}){1,6}|[0-9]{1,18}")


def rating(raw: str) -> Scaled:
    """A rating with the scale that the text states: `7.8/10`, `7,8 von 10`, `85 %`, `★★★★☆`; a bare number has none."""
    said = text(raw)
    if stars := _STARS.fullmatch(said):
        return _of_stars(len(stars["full"]), bool(stars["half"]), len(stars["hollow"]))
    found = None if _MONTH.fullmatch(said) else _RATING.fullmatch(said)
    if not found:
        raise NotUnderstood("not a rating; write it with its scale, such as 7.8/10 or 85%")
    best, worst = ("100", "0") if found["percent"] else (found["best"] or "", "")
    counted = count(found["count"]) if found["count"] else ""
    is_of_reviews = (found["what"] or "").casefold() in {word.casefold() for word in _TABLE["reviews"]}
    counts = ("", counted) if is_of_reviews else (counted, "")
    return Scaled(_number(found["value"]), _number(best) if best else "", worst, *counts)


def _of_stars(full: int, half: bool, hollow: int) -> Scaled:
    if not full and not half:
        raise NotUnderstood("no star is full: it is not known whether this is a rating")
    return Scaled(f"{full}.5" if half else str(full), str(full + half + hollow) if hollow else "")


def _number(digits: str) -> str:
    """A rating has no thousands: a comma is before a fraction."""
    return decimal(digits.replace(",", "."))


def count(raw: str) -> str:
    """A whole number, 1 or more; marks stand between thousands alone."""
    said = text(raw)
    digits = re.sub("[^0-9]", "", said).lstrip("0") if _GROUPED.fullmatch(said) else ""
    if not digits:
        raise NotUnderstood("not a whole number of 1 or more")
    return digits


def certificate(raw: str) -> str:
    """A rating by age, as its source writes it; `FSK12` and `FSK: ab 12 Jahren` are `FSK 12`. No system is added."""
    said = text(raw)
    if len(said) > _LONGEST_CERTIFICATE:
        raise NotUnderstood(f"longer than {_LONGEST_CERTIFICATE} characters")
    if normal(said) in _TABLE["codes"]["unknown"] or "<" in said or _NO_AGE.fullmatch(said):
        raise NotUnderstood("not a rating by age")
    if (found := _RATING.fullmatch(said)) and (found["percent"] or found["best"] or re.search("[.,]", found["value"])):
        raise NotUnderstood("a rating by viewers, not by age")
    if not any(map(str.isalnum, said)):
        raise NotUnderstood("says nothing")
    led = _LED.fullmatch(said)
    if not led:
        return said
    rest = certificate(led["rest"])
    system = systems()[led["system"].casefold()]
    if rest.startswith(f"{system} ") or rest.casefold() in _TABLE["codes"]["none"]:
        return rest
    age = _PLAIN_AGE.fullmatch(rest)
    none = _TABLE["no_age"].get(system, {}).get(normal(rest))
    return f"{system} {none or (age['age'] if age else rest)}"


def is_certificate(said: str) -> bool:
    """Whether a text can be nothing but a certificate, or an age."""
    led = _LED.fullmatch(said.strip())
    rest = led["rest"] if led else said.strip()
    return rest.casefold() in _codes() or bool(_AGED.fullmatch(rest))


def system(name: str) -> str:
    """The system of ratings by age with that name, as certificates write it; "" for others."""
    return systems().get(name.strip(" :").casefold(), "")


@functools.cache
def systems() -> dict[str, str]:
    """Name, folded → the system of ratings by age that has it, as certificates write it."""
    return {one.casefold(): of for of, names in _TABLE["systems"].items() for one in (of, *names)}


@functools.cache
def _codes() -> frozenset[str]:
    return frozenset(name.casefold() for name in _TABLE["codes"]["names"])


@functools.cache
def raters() -> dict[str, Rater]:
    """Name, folded → who has it."""
    found = ((name, Rater(of, said["best"], said["worst"])) for of, said in _TABLE["raters"].items()
             for name in said["names"])  # fmt: skip
    return {name.casefold(): rater for name, rater in found}


def rater(name: str) -> Rater | None:
    """Whose averages are known by that name."""
    return raters().get(name.strip().casefold())
