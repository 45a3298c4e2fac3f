"""A made-up catalogue of any size, for measuring: `python bench/generate.py FILMS FOLDER`.

The films are random, the same for the same number: people return (a few often, most rarely), a tenth of the films
stands in two sources. Names are syllables, so that nothing in it can be mistaken for a statement about a real film.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

_SYLLABLES = [
    "ba",
    "be",
    "bi",
    "bo",
    "bu",
    "da",
    "de",
    "di",
    "do",
    "du",
    "ka",
    "ke",
    "ki",
    "ko",
    "ku",
    "la",
    "le",
    "li",
    "lo",
    "lu",
    "ma",
    "me",
    "mi",
    "mo",
    "mu",
    "na",
    "ne",
    "ni",
    "no",
    "nu",
    "ra",
    "re",
    "ri",
    "ro",
    "ru",
]
_COUNTRIES = ["BE", "NL", "FR", "DE", "GB", "US", "IT", "ES", "JP", "KR", "DDDE", "SUHH"]
_LANGUAGES = ["nl", "fr", "de", "en", "it", "es", "ja", "ko", "zxx"]
_GENRES = ["Drama", "Comedy", "Documentary", "Thriller", "Fantasy", "Animation"]
_CATALOGUE = """\
name = "Generated"
base = "https://generated.example.org/"
publisher = "Generated"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
languages = ["en", "nl"]
"""
_SOURCE = """
[[sources]]
name = "{name}"
path = "{name}.jsonl"
reader = "native"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
date = 2026-01-01
precedence = {precedence}
"""


def _word(random: Random, syllables: int) -> str:
    return "".join(random.choice(_SYLLABLES) for _ in range(syllables)).capitalize()


def _people(random: Random, films: int, at_most: int) -> list[dict[str, str]]:
    """Squaring makes the first names frequent, as in real credits."""
    numbers = {int(random.random() ** 2 * films * 3) for _ in range(random.randint(1, at_most))}
    return [{"name": _name(number)} for number in sorted(numbers)]


def _name(number: int) -> str:
    random = Random(number)
    return f"{_word(random, 3)} {_word(random, 4)}"


def film(number: int, films: int) -> dict[str, Any]:
    """The film of that number, as a native record."""
    random = Random(number)
    minutes = random.randint(60, 179)
    return {
        "title": f"{_word(random, 3)} {_word(random, 2)} {_word(random, 4)}",
        "year": random.randint(1900, 2025),
        "duration": f"PT{minutes // 60}H{minutes % 60}M" if minutes % 60 else f"PT{minutes // 60}H",
        "genres": random.sample(_GENRES, random.randint(1, 2)),
        "languages": [random.choice(_LANGUAGES)],
        "countries": random.sample(_COUNTRIES, random.randint(1, 3)),
        "directors": _people(random, films, 2),
        "composers": _people(random, films, 2),
        "cast": _people(random, films, 6),
        "screenwriters": _people(random, films, 2),
        "producers": _people(random, films, 3),
        "production_companies": [{"name": f"{_name(random.randint(0, films // 10))} Pictures"}],
        "descriptions": {"en": " ".join(_word(random, 3) for _ in range(40))},
    }


def _lines(films: int, numbers: Iterator[int]) -> Iterator[str]:
    return (json.dumps(film(number, films)) + "\n" for number in numbers)


def generate(films: int, folder: Path) -> None:
    """Write a catalogue of so many films."""
    folder.mkdir(parents=True)
    sources = [_SOURCE.format(name="first", precedence=2), _SOURCE.format(name="second", precedence=1)]
    (folder / "catalogue.toml").write_text(_CATALOGUE + "".join(sources), "utf-8")
    with (folder / "first.jsonl").open("w", encoding="utf-8") as first:
        first.writelines(_lines(films, iter(range(films))))
    with (folder / "second.jsonl").open("w", encoding="utf-8") as second:
        second.writelines(_lines(films, iter(range(0, films, 10))))


if __name__ == "__main__":
    generate(int(sys.argv[1]), Path(sys.argv[2]))
