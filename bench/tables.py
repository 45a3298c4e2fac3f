"""How fast tables are read, and in how much memory: `python bench/tables.py [ROWS]`, 100,000 if none is said.

Makes tables, the same for the same number of rows, lets `kg init` propose their mappings, and reads each in a process
of its own, as `kg read` does. Of each it prints rows a CPU second and the largest resident memory.

- `zipf`: people and companies as in real credits, the n-th of them n times as rare as the first (Zipf's law);
- `few`: the same columns, but in each but the title at most 200 different texts;
- `different`: no two people, companies or texts are the same;
- `titles`: the titles of `few` alone.

At the end, half as many rows of `few` are read thrice as they are and thrice with each text understood anew
(`bench/anew.py`), in turns: how many times as fast are equal texts understood once, by whole rows, and by the columns
behind the title, which are what a row of `few` costs more than one of `titles`? Medians are compared.
"""

import csv
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import kg
from kg.model.record import Fault
from kg.sources import read
from kg.sources.catalogue import files, load

_ROWS = 100_000
_DIFFERENT = 200
_TURNS = 3
_SYLLABLES = [c + v for c in "bdfklmnprst" for v in "aeiou"]
_GENRES = ["Drama", "Comedy", "Documentary", "Thriller", "Fantasy", "Animation", "Crime", "Romance", "War", "Western"]
_COUNTRIES = ["Belgium", "Netherlands", "France", "Germany", "United Kingdom", "USA", "Italy", "Spain", "Japan"]
_LANGUAGES = ["Dutch", "French", "German", "English", "Italian", "Spanish", "Japanese", "Korean"]

Number = Callable[[Random, int], int]
"""Chooses the number of a person in a row."""


def _zipf(random: Random, row: int) -> int:
    return int(500_000 ** random.random())


def _few(random: Random, row: int) -> int:
    return random.randrange(_DIFFERENT)


def _next() -> Number:
    given = iter(range(1 << 40))
    return lambda random, row: next(given)


_TABLES: dict[str, Callable[[], Number]] = {
    "zipf": lambda: _zipf,
    "few": lambda: _few,
    "different": _next,
    "titles": lambda: _few,
}


def _word(random: Random, syllables: int) -> str:
    return "".join(random.choice(_SYLLABLES) for _ in range(syllables)).capitalize()


def _name(number: int) -> str:
    random = Random(number)
    return f"{_word(random, 3)} {_word(random, 4)}"


def _rows(count: int, choose: Number, kind: str) -> Iterator[dict[str, str]]:
    random = Random(count)
    for row in range(count):

        def people(most: int, row: int = row) -> str:
            return ", ".join(_name(choose(random, row)) for _ in range(random.randint(1, most)))

        cast, of_row = people(5), Random(row % _DIFFERENT if kind == "few" else row)
        title = f"{_word(random, 3)} {_word(random, 2)} {row}"
        if kind == "titles":
            yield {"Title": title}
            continue
        yield {
            "Title": title,
            "Year": str(random.randint(1900, 2025)),
            "Runtime": f"{random.randint(60, 179)} min",
            "Genres": ", ".join(random.sample(_GENRES, random.randint(1, 2))),
            "Countries": ", ".join(random.sample(_COUNTRIES, random.choice([1, 1, 1, 2]))),
            "Languages": random.choice(_LANGUAGES),
            "Director": cast.partition(",")[0] if kind == "few" else people(2),
            "Writers": cast.partition(",")[0] if kind == "few" else people(2),
            "Composer": _name(choose(random, row)),
            "Cast": _name(choose(random, row)) if kind == "few" else cast,
            "Production company": f"{_name(choose(random, row))} Pictures",
            "Synopsis": " ".join(_word(of_row, 2) for _ in range(20)),
        }


def _make(kind: str, count: int, folder: Path) -> Path:
    """The catalogue of one table, with the mapping that `kg init` proposes."""
    table = folder / f"{kind}.csv"
    with table.open("w", encoding="utf-8", newline="") as file:
        rows = _rows(count, _TABLES[kind](), kind)
        first = next(rows)
        writer = csv.DictWriter(file, first)
        writer.writeheader()
        writer.writerow(first)
        writer.writerows(rows)
    kg.init(folder / kind, table)
    table.unlink()
    return folder / kind


def told(catalogue: Path) -> str:
    """Rows a CPU second, and memory; what is not understood is counted."""
    begin = time.process_time()
    records = faults = 0
    for source, path in files(load(catalogue)):
        for item in read(path, source, catalogue):
            records += 1
            faults += 1 if isinstance(item, Fault) else len(item.faults)
    seconds = time.process_time() - begin
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    return f"{records} rows, {faults} faults, {seconds:.2f} s, {records / seconds:,.0f} rows a CPU second, {memory} MiB"


def _run(*command: str | Path) -> str:
    """What a reading in a process of its own tells."""
    done = subprocess.run([sys.executable, *command], capture_output=True, text=True, check=True)
    return done.stdout.strip()


def _compared(few: Path, titles: Path) -> str:
    """How many times as fast equal texts are understood once as anew."""
    commands: dict[str, list[str | Path]] = {
        "once": [__file__, "read", few],
        "anew": [Path(__file__).with_name("anew.py"), few],
        "titles": [__file__, "read", titles],
    }
    took: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(_TURNS):
        for name, command in commands.items():
            took[name].append(float(re.findall(r"([0-9.]+) s,", _run(*command))[0]))
    once, anew, alone = (statistics.median(took[name]) for name in commands)
    columns = (anew - alone) / (once - alone)
    return f"{anew:.2f} s instead of {once:.2f}, {anew / once:.1f} times; the columns {columns:.1f} times"


def main() -> None:
    """Make the tables, and read each in a process of its own."""
    if len(sys.argv) == 3:
        print(told(Path(sys.argv[2])))
        return
    count = int(sys.argv[1]) if len(sys.argv) > 1 else _ROWS
    with tempfile.TemporaryDirectory() as folder:
        for kind in _TABLES:
            print(f"{kind}: {_run(__file__, 'read', _make(kind, count, Path(folder)))}", flush=True)
        part = Path(folder) / "part"
        part.mkdir()
        print(f"anew: {_compared(_make('few', count // 2, part), _make('titles', count // 2, part))}")


if __name__ == "__main__":
    main()
