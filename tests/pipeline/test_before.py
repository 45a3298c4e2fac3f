"""What a build keeps of the release before: its addresses, as far as that is what its manifest says."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.pipeline.build import build
from kg.pipeline.outcome import Outcome
from kg.system.errors import ReelgraphError

pytestmark = pytest.mark.slow

BASE = "https://f.example/"
CATALOGUE = """\
name = "Test"
base = "{base}"
publisher = "Me"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
languages = ["en"]

[[sources]]
name = "a"
path = "a.jsonl"
reader = "native"
licence = "https://creativecommons.org/publicdomain/zero/1.0/"
date = {date}
"""
KEYED = {"title": "Here", "year": 2024, "directors": ["Ann Lee"], "source": {"key": "k1"}}
UNKEYED = {"title": "There", "year": 2024, "directors": ["Ann Lee"]}
LATER = KEYED | {"year": 2025}
"""Its year corrected: only by the ledger it has its address."""


def _written(folder: Path, *records: dict[str, Any], base: str = BASE, date: str = "2026-01-01") -> Path:
    """A catalogue of native records."""
    folder.mkdir(exist_ok=True)
    (folder / "catalogue.toml").write_text(CATALOGUE.format(base=base, date=date))
    (folder / "a.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    return folder


@pytest.fixture
def made(tmp_path: Path) -> Callable[..., Outcome]:
    """Builds a catalogue of some records, with each call into one OUT."""

    def make(*records: dict[str, Any], dumps_only: bool = True, **head: str) -> Outcome:
        return build(_written(tmp_path / "c", *records, **head), tmp_path / "out", dumps_only=dumps_only)

    return make


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where `made` builds."""
    return tmp_path / "out"


def _films(out: Path) -> str:
    return (out / "current" / "dump" / "film.nt").read_text()


def _rows(release: Path, key: str) -> Path:
    """The file of a ledger that has a key."""
    return next(path for path in release.glob("identities/*.tsv") if f"{key}\t" in path.read_text())


@pytest.mark.parametrize("changed", [{"year": 2025}, {"title": "Now"}, {"title": "Now", "year": 1999}])
def test_a_build_keeps_the_addresses_of_the_release_before(
    changed: dict[str, Any], made: Callable[..., Outcome], out: Path
) -> None:
    """What has a key may be corrected, again and again; nobody need copy the ledger."""
    made(KEYED)
    for record in (KEYED | changed, KEYED, KEYED | changed):
        outcome = made(record)
        assert "/film/here-2024/" in _films(out) and _films(out).count("schema.org/Movie>") == 1
        assert (outcome.lost, outcome.losses) == (0, ())


def test_an_address_that_goes_is_told(made: Callable[..., Outcome], out: Path) -> None:
    """A film without a key that is corrected, or one that no source has any more; told once, and the ledger has it."""
    assert made(KEYED, UNKEYED).losses == ()
    outcome = made(KEYED, UNKEYED | {"year": 2025})
    perhaps = " (probably renamed: film/there-2025/; give the table a key to keep it)"
    assert outcome.losses == (f"film/there-2024/{perhaps}",)
    assert "previous release: 1\n  film/there-2024/" in outcome.text()
    again = made(KEYED, UNKEYED | {"year": 2025})
    assert (again.lost, again.release) == (0, outcome.release)
    assert made(KEYED, UNKEYED).losses == ("film/there-2025/",)
    assert "/film/there-2024/" in _films(out)


@pytest.mark.parametrize(
    ("changed", "renamed"),
    [
        ({"title": "Theer"}, "theer-2024"),
        ({"title": "Elsewhere"}, "elsewhere-2024"),
        ({"title": "Elsewhere", "directors": [{"name": "Zoe Ek"}]}, ""),
    ],
)
def test_what_a_film_is_probably_called_now_is_told(
    changed: dict[str, Any], renamed: str, made: Callable[..., Outcome]
) -> None:
    """A new film of the source with the people and year of one that is gone, or with nearly its title."""
    before = {"title": "There", "year": 2024, "directors": [{"name": "Ann Lee"}]}
    made(KEYED, before)
    (told, *_) = made(KEYED, before | changed).losses
    assert told.startswith("film/there-2024/") and (f"renamed: film/{renamed}/;" in told) == bool(renamed)
    assert ("renamed" in told) == bool(renamed)


def test_many_addresses_that_go_are_counted(made: Callable[..., Outcome]) -> None:
    """The first are named."""
    made(KEYED, *({"title": f"F {n}"} for n in range(30)))
    outcome = made(KEYED)
    assert (outcome.lost, len(outcome.losses)) == (30, 20) and "... and 10 more" in outcome.text()


def test_the_word_of_the_catalogue_stands_before_that_of_the_release(
    made: Callable[..., Outcome], out: Path, tmp_path: Path
) -> None:
    """A ledger that a person edited is obeyed, and the address that it gives up is told."""
    made(KEYED)
    shutil.copytree(out / "current" / "identities", tmp_path / "c" / "identities")
    for path in (tmp_path / "c" / "identities").iterdir():
        path.write_text(path.read_text().replace("here-2024", "mine"))
    assert made(KEYED).losses == ("film/here-2024/",)
    assert "/film/mine/" in _films(out)


def _linked(file: Path) -> None:
    file.rename(file.parents[3] / "away")
    file.symlink_to("../../../away")


DAMAGES: dict[str, Callable[[Path], Any]] = {
    "a slug changed": lambda file: file.write_text(file.read_text().replace("here-2024", "here-2042")),
    "a line gone": lambda file: file.write_text("\n".join(file.read_text().split("\n")[1:])),
    "cut off": lambda file: file.write_bytes(file.read_bytes()[:-9]),
    "emptied": lambda file: file.write_bytes(b""),
    "a line too many": lambda file: file.write_bytes(b"broken\n" + file.read_bytes()),
    "no UTF-8": lambda file: file.write_bytes(b"\xff" + file.read_bytes()),
    "gone": lambda file: file.unlink(),
    "a link out of the release": _linked,
    "all files gone": lambda file: shutil.rmtree(file.parent),
}


def _damaged(made: Callable[..., Outcome], how: str) -> Path:
    """The file of a ledger, damaged, of a release of KEYED and another film."""
    file = _rows(Path(made(KEYED, UNKEYED).release), "film:record:a/k1")
    DAMAGES[how](file)
    return file


@pytest.mark.parametrize("how", DAMAGES)
def test_a_ledger_that_cannot_be_believed(how: str, made: Callable[..., Outcome], out: Path, tmp_path: Path) -> None:
    """No address moves: nothing is done, and one line names the file and what to do; that done, all is as it was."""
    file = _damaged(made, how)
    before = sorted(path for path in out.rglob("*") if path.name != ".lock")
    with pytest.raises(ReelgraphError) as refused:
        made(LATER, UNKEYED)
    told = str(refused.value)
    if how != "all files gone":
        assert told.startswith(f"{file}: ")
    assert f"restore it from a copy, put a ledger that you trust into {tmp_path / 'c' / 'identities'}, or" in told
    assert sorted(path for path in out.rglob("*") if path.name != ".lock") == before
    # Restored by building the same elsewhere.
    build(_written(tmp_path / "c", KEYED, UNKEYED), tmp_path / "twin", dumps_only=True)
    shutil.rmtree(file.parent, ignore_errors=True)
    shutil.copytree(tmp_path / "twin" / "current" / "identities", file.parent)
    assert made(LATER, UNKEYED).damaged == 0 and "/film/here-2024/" in _films(out)


def test_a_withdrawn_address_is_not_forgotten(made: Callable[..., Outcome], out: Path) -> None:
    """A build is refused too where no address goes but the ledger had those of what is not published any more."""
    made(KEYED, UNKEYED)
    file = _rows(Path(made(UNKEYED).release), "film:record:a/k1")
    file.write_text("".join(line for line in file.open() if "here-2024" not in line))
    with pytest.raises(ReelgraphError, match="addresses could change"):
        made(UNKEYED)


@pytest.mark.parametrize("how", DAMAGES)
def test_a_release_that_is_built_again_is_mended(how: str, made: Callable[..., Outcome], out: Path) -> None:
    """Where the next ledger is just what the manifest says, nothing is lost; that the file is put right is told."""
    file = _damaged(made, how)
    outcome = made(KEYED, UNKEYED)
    assert outcome.release == str(file.parents[1]) and made(KEYED, UNKEYED).damaged == 0
    assert outcome.damaged == (16 if how == "all files gone" else 1)
    assert all("nothing is lost" in told and told.endswith("this build has repaired it") for told in outcome.damages)
    assert f"from the previous release: {outcome.damaged}\n  {outcome.damages[0]}" in outcome.text()
    assert made(LATER, UNKEYED).damaged == 0 and "/film/here-2024/" in _films(out)


@pytest.mark.parametrize("how", DAMAGES)
def test_a_ledger_of_the_catalogue_stands_for_one_that_is_damaged(
    how: str, made: Callable[..., Outcome], out: Path, tmp_path: Path
) -> None:
    """Addresses stay what they were, and what could not be used is told."""
    made(KEYED, UNKEYED)
    shutil.copytree(out / "current" / "identities", tmp_path / "c" / "identities")
    file = _damaged(made, how)
    outcome = made(LATER, UNKEYED)
    assert "/film/here-2024/" in _films(out) and outcome.losses == ()
    assert outcome.damaged and outcome.damages[0].startswith(f"{file.parent}")


@pytest.mark.parametrize("dump", ["", "damaged"])
def test_a_ledger_of_the_catalogue_that_lacks_something(
    dump: str, made: Callable[..., Outcome], out: Path, tmp_path: Path
) -> None:
    """Where an address goes that the damaged ledger may have kept, or nobody can say, nothing is done."""
    made(UNKEYED)
    shutil.copytree(out / "current" / "identities", tmp_path / "c" / "identities")
    file = _damaged(made, "cut off")
    if dump:
        (out / "current" / "dump" / "film.nt").write_text("")
    goes = "an address" if dump else "film/here-2024/"
    with pytest.raises(
        ReelgraphError, match=f"{goes} could be lost; restore it from a copy, or correct .*/c/identities"
    ):
        made(LATER, UNKEYED)
    row = "film:record:a/k1\tfilm\there-2024\n"
    with (tmp_path / "c" / "identities" / file.name).open("a") as ledger:
        ledger.write(row)
    if not dump:
        assert made(LATER, UNKEYED).losses == () and "/film/here-2024/" in _films(out)


def test_a_damaged_ledger_at_the_command_line(made: Callable[..., Outcome], out: Path, tmp_path: Path) -> None:
    """Exit code 2, and one line on stderr."""
    file = _damaged(made, "a slug changed")
    folder = _written(tmp_path / "c", LATER)
    command = [sys.executable, "-c", "from kg.cli import main; main()", "build", str(folder), "--out", str(out)]
    ran = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert (ran.returncode, ran.stdout, len(ran.stderr.splitlines())) == (2, "", 1) and str(file) in ran.stderr


@pytest.mark.parametrize("how", ["gone", "cut off", "one address more"])
def test_dumps_that_are_damaged(how: str, made: Callable[..., Outcome], out: Path) -> None:
    """The ledger keeps the addresses; which of them are gone is not told from what nobody published."""
    dump = Path(made(KEYED, UNKEYED).release) / "dump" / "film.nt"
    text = dump.read_text()
    dump.unlink()
    if how != "gone":
        dump.write_text(text[:-9] if how == "cut off" else text + text.replace("there-2024", "elsewhere-2024"))
    outcome = made(LATER)
    (told,) = outcome.damages
    assert told.startswith(f"{dump}: ") and told.endswith("; its removed addresses are unknown")
    assert outcome.losses == () and "/film/here-2024/" in _films(out)


@pytest.mark.parametrize("text", ["", "film/here-2024/\t0\t1999-01-01\n"])
def test_dates_of_pages_that_are_damaged(text: str, made: Callable[..., Outcome], out: Path) -> None:
    """They are not believed, all pages changed today, and that is told."""
    table = Path(made(KEYED, dumps_only=False).release) / "sitemap" / "pages.tsv"
    table.write_text(text)
    outcome = made(KEYED, dumps_only=False, date="2026-02-02")
    (told,) = outcome.damages
    assert told.startswith(f"{table}: ") and told.endswith("; all pages are marked as changed today")
    days = {row.split("\t")[2] for row in (out / "current" / "sitemap" / "pages.tsv").read_text().splitlines()}
    assert days == {"2026-02-02"}


def test_dates_of_pages_are_kept(made: Callable[..., Outcome], out: Path) -> None:
    """A page that shows what it showed has the day of the release before."""
    made(KEYED, dumps_only=False)
    assert made(KEYED, dumps_only=False, date="2026-02-02").damaged == 0
    assert "\t2026-01-01\t\n" in (out / "current" / "sitemap" / "pages.tsv").read_text()


def test_a_release_before_that_lies_elsewhere(made: Callable[..., Outcome], out: Path, tmp_path: Path) -> None:
    """It is named where it lies, as `current` leads there no more."""
    away = Path(made(KEYED).release).rename(tmp_path / "away")
    (out / "current").unlink()
    (out / "current").symlink_to(away)
    (away / "dump" / "film.nt").unlink()
    (told,) = made(KEYED).damages
    assert told.startswith(f"{away.resolve()}/dump/") and "repaired" not in told


def test_a_release_of_another_base_is_none(made: Callable[..., Outcome], out: Path) -> None:
    """Its ledger is not used, and nothing is told of it."""
    made(KEYED)
    outcome = made(LATER, base="https://g.example/")
    assert "/film/here-2025/" in _films(out) and (outcome.damaged, outcome.lost) == (0, 0)


LOST = ["dangling", "elsewhere", "a broken manifest", "no manifest"]


def _lose(out: Path, release: Path, how: str) -> None:
    """Have `current` lead to no release, in one of the ways of LOST."""
    if "manifest" in how:
        (release / "manifest.json").write_text("{") if "broken" in how else (release / "manifest.json").unlink()
    else:
        (out / "current").unlink()
        (out / "current").symlink_to("releases/gone" if how == "dangling" else out.parent / "c")


@pytest.mark.parametrize("how", LOST)
def test_a_current_that_leads_to_no_release(how: str, made: Callable[..., Outcome], out: Path) -> None:
    """Nothing is done, as no address could be kept; one line says what to do, and that done, addresses are the same."""
    first = Path(made(KEYED).release)
    manifest = (first / "manifest.json").read_bytes()
    _lose(out, first, how)
    with pytest.raises(
        ReelgraphError, match=f"^{out / 'current'}: points to no readable release.*, so addresses could change; "
    ) as no:
        made(LATER)
    assert (f"; point it to {first}, " in str(no.value)) == ("manifest" not in how)
    (first / "manifest.json").write_bytes(manifest)
    (out / "current").unlink()
    (out / "current").symlink_to(first.resolve())
    assert made(LATER).damaged == 0 and "/film/here-2024/" in _films(out)


@pytest.mark.parametrize("how", LOST)
def test_a_ledger_of_the_catalogue_stands_for_a_release(
    how: str, made: Callable[..., Outcome], out: Path, tmp_path: Path
) -> None:
    """With it addresses are the same; that the release was not used is told with what to do, if there is something."""
    first = Path(made(KEYED).release)
    shutil.copytree(first / "identities", tmp_path / "c" / "identities")
    _lose(out, first, how)
    (told,) = made(LATER).damages
    advice = f"; it points to the new release now: to keep the addresses of {first}, point it there and build again"
    assert told == f"{out / 'current'}: pointed to no readable release" + ("" if "manifest" in how else advice)
    assert "/film/here-2024/" in _films(out)


@pytest.mark.parametrize("other", ["none", "of another base", "two"])
def test_what_to_do_about_a_lost_current(other: str, made: Callable[..., Outcome], out: Path) -> None:
    """It may lead to another release of these addresses, if there is one; the newest is named."""
    first = Path(made(KEYED, base="https://g.example/" if other == "of another base" else BASE).release)
    if other == "none":
        shutil.rmtree(first)
    elif other == "two":
        (second,) = Path(made(UNKEYED).release).glob("manifest.json")
        os.utime(first / "manifest.json", (1, second.stat().st_mtime + 9))
    (out / "current").unlink()
    (out / "current").symlink_to("releases/gone")
    with pytest.raises(ReelgraphError) as refused:
        made(LATER)
    assert (f"point it to {first}, " in str(refused.value)) == ("point it to" in str(refused.value)) == (other == "two")


def test_a_first_build_that_was_ended_before_its_last_step(made: Callable[..., Outcome], out: Path) -> None:
    """Where there is no `current`, the one release there is keeps its addresses; of two nobody knows which."""
    made(KEYED)
    (out / "current").unlink()
    assert made(LATER).damaged == 0 and "/film/here-2024/" in _films(out)
    (out / "current").unlink()
    with pytest.raises(ReelgraphError, match="point it to"):
        made(LATER)


@pytest.mark.parametrize("there", ["", "releases", "releases/notes"])
def test_a_first_build_has_no_release_before(there: str, made: Callable[..., Outcome], out: Path) -> None:
    """Also where OUT has an empty folder of releases, or what a person put there, nothing is told."""
    (out / there).mkdir(parents=True)
    outcome = made(KEYED)
    assert outcome.damaged == 0 and "release before" not in outcome.text()
