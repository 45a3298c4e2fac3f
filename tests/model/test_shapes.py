"""Looking things up in Turtle files of the house."""

from pathlib import Path

import pytest

from kg.model.shapes import Graph, load
from kg.system.errors import ReelgraphError

X = "http://x.example/"
TURTLE = f"""@prefix : <{X}> .
:b :list ( 2 1 ) ; :part [ :name "one" ] , [ :name "two" ] ; :label "c" , "a"@en , "b"@nl .
:a a :Thing .
"""


@pytest.fixture
def graph(tmp_path: Path) -> Graph:
    """Two files with the same blank nodes."""
    for name in ("one.ttl", "two.ttl"):
        (tmp_path / name).write_text(f'{TURTLE} _:same <{X}file> "{name}" .', encoding="utf-8")
    return load(sorted(tmp_path.glob("*.ttl")))


def test_resources_come_by_name(graph: Graph) -> None:
    """The order of the files does not matter to whoever goes through a graph."""
    assert [node.name for node in graph if node.name.startswith(X)] == [X + "a", X + "b"]


def test_blank_nodes_of_two_files_are_two(graph: Graph) -> None:
    """A label holds in its file only."""
    assert [node.texts(X + "file") for node in graph if node.texts(X + "file")] == [["one.ttl"], ["two.ttl"]]


def test_blank_nodes_have_the_same_names_each_time(tmp_path: Path) -> None:
    """What is sorted by names is so in every process."""
    (tmp_path / "a.ttl").write_text(TURTLE, encoding="utf-8")
    first, second = ([node.name for node in load([tmp_path / "a.ttl"])] for _ in range(2))
    assert first == second


def test_what_is_stated_of_a_resource(graph: Graph) -> None:
    """Texts are sorted, members of lists are not; what is not stated is empty."""
    node = graph[X + "b"]
    assert node.texts(X + "label")[:1] == [node.one(X + "label")] == ["a"]
    assert node.languages(X + "label") == {"en": "a", "nl": "b"}
    assert [*node.list(X + "list")][:2] == ["2", "1"]
    assert [part.one(X + "name") for part in node.resources(X + "part")][:2] == ["one", "two"]
    assert (node.one(X + "none"), graph[X + "none"].paths()) == ("", [])


def test_a_list_that_runs_in_a_circle_ends(tmp_path: Path) -> None:
    """Each cell is looked at once."""
    rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
    (tmp_path / "a.ttl").write_text(f"<{X}a> <{X}list> _:a . _:a <{rdf}first> 1 ; <{rdf}rest> _:a .", encoding="utf-8")
    assert [*load([tmp_path / "a.ttl"])[X + "a"].list(X + "list")] == ["1"]


def test_no_turtle_is_one_line(tmp_path: Path) -> None:
    """The file is named."""
    (tmp_path / "a.ttl").write_text("<a", encoding="utf-8")
    with pytest.raises(ReelgraphError, match=r"^a\.ttl: not valid Turtle: "):
        load([tmp_path / "a.ttl"])
