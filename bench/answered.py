"""Who is who with all questions answered: python bench/answered.py FOLDER... (catalogues of ../shared/cases/identity).

Each FOLDER is what `gen.py` makes there: a catalogue with the hidden ids in `truth.json`. The questions of
`kg reconcile` are answered from these, once, as a person would who knows; then the catalogue is built, and `score.py`
there judges.
"""

from __future__ import annotations

import csv
import json
import subprocess
import sys
import time
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from kg.graph.identity import forms
from kg.model import iris

KG = str(Path(sys.executable).with_name("kg"))
CASES = Path(__file__).parents[2] / "shared" / "cases" / "identity"


def main(folder: Path) -> None:
    """Ask, answer, build, and print what became of it."""
    truth = json.loads((folder / "truth.json").read_text("utf-8"))
    matches = folder / "matches.csv"
    matches.unlink(missing_ok=True)
    run("reconcile", str(folder))
    with matches.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    print(f"{folder}: {asked(rows, truth)}")
    known = Hidden(truth)
    for row in rows:
        same = known.who(row["subject_id"]) == known.who(row["object_id"])
        row |= {"predicate_id": "skos:exactMatch" if same else "owl:differentFrom", "author_id": "truth"}
    with matches.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
    print("answers:", dict(Counter((kind(row), row["predicate_id"]) for row in rows)))
    print(run("build", str(folder), "--out", str(folder / "out"), "--dumps-only").splitlines()[-3])
    print(run("reconcile", str(folder)).strip())
    subprocess.run([sys.executable, str(CASES / "score.py"), str(folder)], check=True)


def run(*arguments: str) -> str:
    """What `kg` prints; the time that it takes is told."""
    begin = time.perf_counter()
    done = subprocess.run([KG, *arguments], capture_output=True, text=True)
    print(f"kg {arguments[0]}: {time.perf_counter() - begin:.1f} s, exit {done.returncode} {done.stderr.strip()}")
    return done.stdout


def kind(row: dict[str, str]) -> str:
    """What a question is about."""
    return "film" if row["subject_id"].startswith("film:") else row["subject_id"].split(":")[1]


def asked(rows: list[dict[str, str]], truth: list[dict[str, Any]]) -> str:
    """How many questions there are for films and names."""
    films = len({record["tt"] for record in truth})
    names = {iris.normal(n) for record in truth for people in record["credits"].values() for n, *_ in people}
    kinds = Counter(kind(row) for row in rows)
    people = sum(kinds.values()) - kinds["film"]
    return (
        f"{dict(kinds)}; {kinds['film']} of {films} films ({kinds['film'] / films:.1%}), "
        f"{people} of {len(names)} names ({people / len(names):.1%})"
    )


class Hidden:
    """The hidden ids of films, names and credits; a name is who has most of its credits."""

    def __init__(self, truth: list[dict[str, Any]]) -> None:
        """Go through all records."""
        self._films = {record["id"]: record["tt"] for record in truth}
        self._names: dict[str, Counter[str]] = defaultdict(Counter)
        self._credits: dict[str, Counter[str]] = defaultdict(Counter)
        for record in truth:
            for people in record["credits"].values():
                for name, hidden, _ in people:
                    for form in {iris.normal(name), forms.plain(name)}:
                        self._names[form][hidden] += 1
                        self._credits[f"{record['source']}/{record['id']}|{form}"][hidden] += 1

    def who(self, key: str) -> str:
        """The hidden id of a key."""
        _, scheme, name = key.split(":", 2)
        if scheme == "record":
            return str(self._films[name.rpartition("/")[2]])
        return (self._names if scheme == "name" else self._credits)[name].most_common(1)[0][0]


for each in sys.argv[1:]:
    main(Path(each))
