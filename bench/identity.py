"""Who is who, measured on a made-up catalogue of any size: `python bench/identity.py FILMS FOLDER [SEED]`.

People work in plausible trades over a career of years, for companions more often than for others, and are as frequent
as Zipf's law has it; one of 300 shares the name of another. Every fourth film stands in a second source as well, which
varies titles, years and names. Hidden ids are in `truth.jsonl`. The catalogue is generated if FOLDER is not there, and
built; told are the CPU of identity beside the build's, memory, precision and recall.
"""

import json
import re
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from pathlib import Path
from random import Random
from resource import RUSAGE_SELF, getrusage
from typing import Any

from generate import _CATALOGUE, _SOURCE, _word

_FIRST, _LAST = 1910, 2024
_CAREER = 30
"""In years, from the first works to the last."""

_COHORT = 5
"""Whose first works fall into so many years are drawn together."""

_TRADES = {"cast": 0.6, "directors": 0.2, "composers": 0.05, "cinematographers": 0.07, "editors": 0.08}
"""Trades by a role of theirs, with their part of all people."""

_ROLES = {
    "directors": ("directors", 2),
    "screenwriters": ("directors", 2),
    "producers": ("directors", 3),
    "composers": ("composers", 1),
    "cinematographers": ("cinematographers", 1),
    "editors": ("editors", 2),
    "cast": ("cast", 8),
}
"""Of each role: the trade, and how many a film has at most."""

_PEOPLE = 3
"""So many people there are for each film."""

_QUAD = re.compile(r"<([^>]*)> <([^>]*)> (.*) <[^>]*/([^/>]*)/> \.\n")

Person = tuple[str, int, int]
"""A trade, the cohort, and the place in that."""


class People:
    """The people of a catalogue of so many films."""

    def __init__(self, films: int, seed: str) -> None:
        """Begin with nobody: who somebody is follows from their place alone."""
        self._seed = seed
        self._cohorts = (_LAST - _FIRST + _CAREER) // _COHORT
        self._all = films * _PEOPLE

    def size(self, trade: str) -> int:
        """How many a cohort of a trade has."""
        return max(1, int(self._all * _TRADES[trade] / self._cohorts))

    def drawn(self, random: Random, trade: str, year: int) -> Person:
        """Somebody who works in a year; by Zipf's law, the first of each cohort are in many films, the last in few."""
        begun = random.triangular(0, _CAREER, _CAREER / 4)
        cohort = int(year - _FIRST + _CAREER - begun) // _COHORT
        return trade, cohort, min(int(self.size(trade) ** random.random()), self.size(trade)) - 1

    def companion(self, random: Random, of: Person, trade: str) -> Person:
        """Somebody of another trade with whom a person often works."""
        place = Random(f"{of}{trade}{random.randrange(4)}").randrange(self.size(trade))
        return trade, of[1], place

    def name(self, person: Person) -> str:
        """A name; the given names are few, the surnames many, and one of 300 has that of somebody else."""
        random = Random(f"{self._seed} {person}")
        if random.random() < 1 / 300:
            trade = random.choice(list(_TRADES))
            other = trade, random.randrange(self._cohorts), random.randrange(self.size(trade))
            random = Random(f"{self._seed} {other}")
            random.random()
        given = _word(Random(f"given{int(2000 ** random.random())}"), random.choice((2, 3)))
        surname = _word(Random(f"surname{random.randrange(self._all)}"), 4)
        middle = f" {random.choice('ABCDEFGHJLMPRSTW')}." if random.random() < 0.2 else ""
        accent = surname.replace("e", "é", 1) if random.random() < 0.1 else surname
        return f"{given}{middle} {accent}"


def _title(number: int, films: int, seed: str) -> str:
    """A title; of 33 films one has that of another."""
    random = Random(f"title{seed} {number}")
    if random.random() < 0.03:
        random = Random(f"title{seed} {random.randrange(films)}")
        random.random()
    article = "The " if random.random() < 0.3 else ""
    subtitle = f": {_word(random, 3)} {_word(random, 3)}" if random.random() < 0.1 else ""
    return f"{article}{_word(random, 3)} {_word(random, 4)}{subtitle}"


def _film(number: int, people: People, seed: str) -> tuple[int, list[tuple[str, Person]]]:
    """The year of a film, and its people in their roles."""
    random = Random(f"film{seed} {number}")
    year = random.randint(_FIRST, _LAST)
    credits: dict[tuple[str, Person], None] = {}
    director: Person | None = None
    for role, (trade, most) in _ROLES.items():
        for _ in range(random.randint(1, most)):
            # An actor may direct, or produce; a director may act.
            other = {"cast": "directors", "directors": "cast"}.get(trade, trade) if random.random() < 0.03 else trade
            close = director is not None and random.random() < 0.3
            person = people.companion(random, director, other) if close and director else None
            person = person or people.drawn(random, other, year)
            director = director or person
            credits[role, person] = None
    return year, list(credits)


def _varied(random: Random, title: str, year: int) -> tuple[str, int]:
    """A title and a year as another source has them."""
    year += random.random() < 0.2
    words = title.split()
    if words[0] == "The" and random.random() < 0.3:
        return f"{' '.join(words[1:])}, The", year
    if ":" in title and random.random() < 0.3:
        return title.partition(":")[0], year
    return _misspelt(random, title) if random.random() < 0.02 else title, year


def _named(random: Random, name: str) -> str:
    """A name as another source has it."""
    words = name.split()
    if len(words) == 3 and random.random() < 0.3:
        return f"{words[0]} {words[2]}"
    if random.random() < 0.05:
        return " ".join([f"{words[0][0]}.", *words[1:]])
    if "é" in name and random.random() < 0.5:
        return name.replace("é", "e")
    return _misspelt(random, name) if random.random() < 0.01 else name


def _misspelt(random: Random, text: str) -> str:
    place = random.randrange(1, len(text) - 2)
    return text[:place] + text[place + 1] + text[place] + text[place + 2 :]


def _records(films: int, seed: str) -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """The source, the record and the truth of each record."""
    people = People(films, seed)
    keys = Random(f"keys{seed}")
    for number in range(films):
        title = _title(number, films, seed)
        year, credits = _film(number, people, seed)
        told = " ".join(_word(keys, 3) for _ in range(40))
        for source in ("first", "second") if number % 4 == 0 else ("first",):
            random = Random(f"vary{seed} {number}")
            other = source == "second"
            said_title, said_year = _varied(random, title, year) if other else (title, year)
            key = f"{source}{keys.getrandbits(48):012x}"
            record: dict[str, Any] = {"title": said_title, "year": said_year, "source": {"key": key}}
            who: dict[str, list[str]] = {}
            for role, person in credits:
                if not other or role == "directors" or random.random() < 0.85:
                    name = people.name(person)
                    record.setdefault(role, []).append({"name": _named(random, name) if other else name})
                    who.setdefault(role, []).append("-".join(map(str, person)))
            record |= {"languages": ["en"], "duration": "PT1H30M", "descriptions": {"en": told}}
            yield source, record, {"key": key, "film": number, "people": who}


def generate(films: int, folder: Path, seed: str) -> None:
    """Write a catalogue of so many films, and the truth."""
    folder.mkdir(parents=True)
    sources = [_SOURCE.format(name="first", precedence=2), _SOURCE.format(name="second", precedence=1)]
    (folder / "catalogue.toml").write_text(_CATALOGUE + "".join(sources), "utf-8")
    with (
        (folder / "first.jsonl").open("w", encoding="utf-8") as first,
        (folder / "second.jsonl").open("w", encoding="utf-8") as second,
        (folder / "truth.jsonl").open("w", encoding="utf-8") as truths,
    ):
        for source, record, truth in _records(films, seed):
            (first if source == "first" else second).write(json.dumps(record, ensure_ascii=False) + "\n")
            truths.write(json.dumps(truth) + "\n")


class Score:
    """Precision and recall of a grouping, by pairs."""

    def __init__(self) -> None:
        """Begin with nothing grouped."""
        self._cells: Counter[tuple[str, str]] = Counter()

    def add(self, truth: str, found: str) -> None:
        """Add a mention: who it is, and which IRI it has."""
        self._cells[truth, found] += 1

    def told(self) -> str:
        """Precision, recall, and how many are several, or have several IRIs."""
        true: Counter[str] = Counter()
        found: Counter[str] = Counter()
        for (one, other), count in self._cells.items():
            true[one] += count
            found[other] += count
        right = _pairs(self._cells.values())
        mixed = sum(count > 1 for count in Counter(other for _, other in self._cells).values())
        split = sum(count > 1 for count in Counter(one for one, _ in self._cells).values())
        precision, recall = right / _pairs(found.values()), right / _pairs(true.values())
        return f"P {precision:.4f} R {recall:.4f}; {mixed} IRIs of several, {split} of several IRIs"


def _pairs(counts: Iterable[int]) -> int:
    return sum(count * (count - 1) // 2 for count in counts)


def score(folder: Path, out: Path) -> str:
    """How right a build is: its evidence against the truth."""
    truths = map(json.loads, (folder / "truth.jsonl").open(encoding="utf-8"))
    truth = {one["key"]: (str(one["film"]), one["people"]) for one in truths}
    films, people = Score(), Score()
    with (out / "current" / "evidence" / "film.nq").open(encoding="utf-8") as lines:
        quads = (found.groups() for found in map(_QUAD.fullmatch, lines) if found)
        for subject, stated in groupby(quads, key=lambda quad: quad[0]):
            by_record: dict[str, dict[str, str]] = {}
            for _, path, value, key in stated:
                by_record.setdefault(key, {})[re.split("[#/]", path)[-1]] = value
            for key, said in by_record.items():
                film, roles = truth[key]
                if subject.endswith("#this"):
                    films.add(film, subject)
                elif "position" in said:
                    role = subject.partition("#")[2].partition("-")[0]
                    people.add(roles[role][int(said["position"].split('"')[1]) - 1], said["creditedPerson"])
    return f"films  {films.told()}\npeople {people.told()}"


def _timed(owner: Any, name: str, times: Counter[str]) -> None:
    """Count the CPU of a function; what it yields counts as well."""
    function: Callable[..., Any] = getattr(owner, name)

    def timed(*given: Any, **named: Any) -> Any:
        before = time.process_time()
        found = function(*given, **named)
        found = iter(list(found)) if isinstance(found, Iterator) else found
        times[name] += time.process_time() - before
        return found

    setattr(owner, name, timed)


def build(folder: Path, out: Path) -> str:
    """Build in this process; told are the CPU of all, of identity, and the memory."""
    from kg.graph import batches
    from kg.graph.identity import bound
    from kg.graph.identity.resolve import Identities
    from kg.pipeline.build import build

    times: Counter[str] = Counter()
    for name in ("hear", "resolve", "meant", "doubts", "joined"):
        _timed(Identities, name, times)
    _timed(batches, "said", times)
    _timed(bound, "write", times)
    began = time.process_time()
    build(folder, out, dumps_only=True)
    cpu, identity = time.process_time() - began, sum(times.values())
    memory = getrusage(RUSAGE_SELF).ru_maxrss // 1024
    parts = ", ".join(f"{name} {seconds:.1f}" for name, seconds in times.items())
    return f"CPU {cpu:.1f} s, identity {identity:.1f} s = {identity / cpu:.1%} ({parts}); {memory} MiB"


def main(films: int, folder: Path, seed: str = "1") -> None:
    """Generate, build and score."""
    if not folder.exists():
        generate(films, folder, seed)
    print(build(folder, folder / "out"), flush=True)
    print(score(folder, folder / "out"))


if __name__ == "__main__":
    main(int(sys.argv[1]), Path(sys.argv[2]), *sys.argv[3:])
