"""A new catalogue can be built at once; of a table it proposes a mapping."""

import tomllib
from pathlib import Path

import pytest

from kg.build import build
from kg.errors import ReelgraphError
from kg.sources.init import init


def _columns(folder: Path) -> dict[str, object]:
    columns: dict[str, object] = tomllib.loads((folder / "catalogue.toml").read_text())["sources"][0]["columns"]
    return columns


def test_without_a_table(tmp_path: Path) -> None:
    """There is one film to replace by one's own."""
    list(init(tmp_path / "c", None))
    assert build(tmp_path / "c", tmp_path / "out").published == {"film": 1, "person": 1}


def test_a_table(tmp_path: Path) -> None:
    """Columns are known by their names in several languages; lists are cut where cells are, bare minutes get a unit."""
    table = tmp_path / "films.csv"
    table.write_text("Titel;Speelduur;Regie;Iets\nDaens;138;A Bc|D Ef;x\n")
    told = list(init(tmp_path / "c", table))
    assert _columns(tmp_path / "c") == {
        "title": "Titel",
        "duration": {"column": "Speelduur", "unit": "min"},
        "directors": {"column": "Regie", "separator": "|"},
    }
    assert "Iets: no field is known for it; left out" in told
    outcome = build(tmp_path / "c", tmp_path / "out")
    assert (outcome.published, outcome.faults) == ({"film": 1, "person": 2}, 0)


BAD = [
    ("no title", "a.csv", b"Year\n2000\n"),
    ("empty", "a.csv", b""),
    ("Latin-1", "a.csv", "Title\nCaf\xe9\n".encode("latin-1")),
    ("another suffix", "a.xlsx", b"PK"),
]


@pytest.mark.parametrize(("name", "content"), [case[1:] for case in BAD], ids=[case[0] for case in BAD])
def test_a_table_without_a_proposal(name: str, content: bytes, tmp_path: Path) -> None:
    """One line says why, and no catalogue is made."""
    (tmp_path / name).write_bytes(content)
    with pytest.raises(ReelgraphError, match=name):
        list(init(tmp_path / "c", tmp_path / name))
    assert not (tmp_path / "c").exists()


def test_a_folder_that_is_not_empty(tmp_path: Path) -> None:
    """Nothing of a person's is overwritten."""
    with pytest.raises(ReelgraphError, match="not empty"):
        list(init(Path(__file__).parent, None))
