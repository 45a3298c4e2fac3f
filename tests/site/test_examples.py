"""The first statement that uses a term, from files of sorted lines."""

from pathlib import Path

import pytest

from kg.model.profile import RDF_TYPE
from kg.site.terms.examples import Use, examples

TYPE = f"<{RDF_TYPE}>"
FILES = {
    "country.nt": f'<b:country/be/#this> <b:name> "Belgium" .\n<b:country/be/#this> {TYPE} <b:Country> .\n',
    "film.nt": (
        f'<b:film/a/#this> <b:name> "A" .\n<b:film/a/#this> {TYPE} <b:Film> .\n<b:film/a/#this> {TYPE} <b:Short> .\n'
        f'<b:film/b/#this> <b:name> "B b" .\n<b:film/b/#this> <b:year> "2023" .\n<b:film/b/#this> {TYPE} <b:Film> .\n'
    ),
}
FOUND = [
    (("", "b:name"), '<b:country/be/#this> <b:name> "Belgium" .\n'),
    (("b:Film", "b:name"), '<b:film/a/#this> <b:name> "A" .\n'),
    (("b:Short", "b:name"), '<b:film/a/#this> <b:name> "A" .\n'),
    (("b:Film", "b:year"), '<b:film/b/#this> <b:year> "2023" .\n'),
    (("b:Short", RDF_TYPE), f"<b:film/a/#this> {TYPE} <b:Short> .\n"),
    (("b:Country", RDF_TYPE), f"<b:country/be/#this> {TYPE} <b:Country> .\n"),
]


@pytest.fixture
def paths(tmp_path: Path) -> list[Path]:
    """The files on disk, in their order."""
    for name, text in FILES.items():
        (tmp_path / name).write_text(text, "utf-8", newline="\n")
    return sorted(tmp_path.iterdir())


@pytest.mark.parametrize(("use", "line"), FOUND)
def test_the_first_use_is_found(paths: list[Path], use: Use, line: str) -> None:
    """A property, a property of a class, a class: each is shown by its first line."""
    assert examples(paths, [use]) == {use: line}


def test_all_uses_are_found_in_one_pass(paths: list[Path]) -> None:
    """Many uses together give what each gives alone."""
    assert examples(paths, [use for use, _ in FOUND]) == dict(FOUND)


@pytest.mark.parametrize("use", [("", "b:none"), ("b:Country", "b:year"), ("b:None", RDF_TYPE)])
def test_what_nothing_uses_has_no_example(paths: list[Path], use: Use) -> None:
    """No statement, no example."""
    assert examples(paths, [use]) == {}


def test_a_graph_beside_the_statement_is_kept(tmp_path: Path) -> None:
    """N-Quads serve as well; the line is that of the file."""
    line = f"<b:record/1/> {TYPE} <b:Entity> <b:provenance> .\n"
    (tmp_path / "record.nq").write_text(line, "utf-8")
    assert examples([tmp_path / "record.nq"], [("b:Entity", RDF_TYPE)]) == {("b:Entity", RDF_TYPE): line}


def test_reading_ends_when_everything_is_found(paths: list[Path]) -> None:
    """A file after the last find is not opened."""
    assert examples([*paths, Path("/nowhere/at/all.nt")], [use for use, _ in FOUND]) == dict(FOUND)
