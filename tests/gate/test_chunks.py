"""Records judged in chunks: the verdict on each is the one that it would have alone."""

from collections.abc import Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.gate.chunks import UNREADABLE, Verdict, judge
from kg.gate.engine import engine
from kg.gate.targets import targets
from kg.rdf.shapes import read
from kg.report.result import VIOLATION
from kg.system import resources

Block = tuple[str, tuple[str, ...]]
Records = list[tuple[str, Sequence[Block]]]

TYPE = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
SCHEMA = "http://schema.org/"
BASE = "http://f.example/"

PEOPLE = {
    "good": [f"{TYPE} <{SCHEMA}Person>", f'<{SCHEMA}name> "Ann"'],
    "of another name": [f"{TYPE} <{SCHEMA}Person>", f'<{SCHEMA}name> "Anna"'],
    "of two names": [f"{TYPE} <{SCHEMA}Person>", f'<{SCHEMA}name> "Ann"', f'<{SCHEMA}name> "Anna"'],
    "of no name": [f"{TYPE} <{SCHEMA}Person>"],
    "of no type": [f'<{SCHEMA}name> "Ann"'],
    "an organisation": [f"{TYPE} <{SCHEMA}Organization>", f'<{SCHEMA}name> "Ann"'],
    "not described": [],
}
TITLES = [f'<{SCHEMA}name> "A"', f'<{SCHEMA}name> ""', f'<{SCHEMA}name> "A"@en', f'<{SCHEMA}genre> "Drama"']

SHAPES = read(sorted(resources.SHAPES.glob("*.ttl")))
FAST = engine("fast", SHAPES)
TARGETS = targets(SHAPES)


def block(name: str, statements: Sequence[str]) -> Block:
    """A subject and its sorted lines."""
    return BASE + name, tuple(sorted(f"<{BASE}{name}> {statement} ." for statement in statements))


def film(number: int, title: str, cast: dict[str, str]) -> tuple[str, list[Block]]:
    """A record: a film, and the people of its cast as far as they are described."""
    links = [f"<{SCHEMA}actor> <{BASE}{name}>" for name in cast]
    people = [block(name, PEOPLE[how]) for name, how in cast.items() if PEOPLE[how]]
    return f"r{number}", [block(f"film-{number % 7}", [f"{TYPE} <{SCHEMA}Movie>", title, *links]), *people]


def in_chunks(records: Records, size: int) -> list[Verdict]:
    """The verdicts on records that are judged so many at a time."""
    starts = range(0, len(records), size)
    return [verdict for start in starts for verdict in judge(records[start : start + size], FAST, TARGETS)]


casts = st.dictionaries(st.sampled_from(["a", "b", "c"]), st.sampled_from(sorted(PEOPLE)), max_size=3)
catalogues = st.lists(st.tuples(st.sampled_from(TITLES), casts), min_size=1, max_size=12)


@settings(max_examples=80, deadline=None)
@given(catalogues)
def test_the_verdict_on_the_whole_is_the_verdict_in_chunks(catalogue: list[tuple[str, dict[str, str]]]) -> None:
    """Chunks of 1, of 3 and of 500 give the same verdicts, also where records contradict each other."""
    records: Records = [film(number, title, cast) for number, (title, cast) in enumerate(catalogue)]
    alone = in_chunks(records, 1)
    assert in_chunks(records, 3) == alone
    assert in_chunks(records, 500) == alone


def test_a_fault_is_of_every_record_that_states_it() -> None:
    """A person without a name condemns the records that describe the person, and no other."""
    records: Records = [film(0, TITLES[0], {"a": "of no name"}), film(1, TITLES[0], {"a": "of no name"})]
    records.append(film(2, TITLES[0], {"a": "good"}))
    assert [verdict.refused for verdict in judge(records, FAST, TARGETS)] == [True, True, False]


def test_warnings_are_counted_and_refuse_nothing() -> None:
    """A film without a year has a warning and is not refused."""
    (verdict,) = judge([film(0, TITLES[0], {"a": "good"})], FAST, TARGETS)
    assert verdict.results and not verdict.refused


def test_focus_nodes_are_counted_by_record() -> None:
    """Every record counts the nodes that it describes, however often others describe them."""
    verdicts = judge([film(n, TITLES[0], {"a": "good", "b": "good"}) for n in range(2)], FAST, TARGETS)
    person = "https://w3id.org/reelgraph/shapes/person#"
    assert [verdict.focus_nodes[person] for verdict in verdicts] == [2, 2]


def test_a_record_that_cannot_be_read_is_refused_alone() -> None:
    """What the engine cannot read is a violation of its record; the records beside it are judged."""
    bad = ("bad", [block("film-bad", [f"{TYPE} <{SCHEMA}Movie>", f"<{SCHEMA}url> <http://a b>"])])
    good, unread = judge([film(0, TITLES[0], {"a": "good"}), bad], FAST, TARGETS)
    assert not good.refused
    assert [(result.component, result.severity) for result in unread.results] == [(UNREADABLE, VIOLATION)]


def test_a_long_catalogue_in_chunks_of_500() -> None:
    """A thousand records, a third of them at fault, have the same verdicts in chunks of 1 and of 500."""
    ways, names = sorted(PEOPLE), ["a", "b", "c"]
    records: Records = [
        film(n, TITLES[n * n % 3], {f"{name}{n % 50}": ways[(n * 31 + i) % 7] for i, name in enumerate(names)})
        for n in range(1000)
    ]
    assert in_chunks(records, 500) == in_chunks(records, 1)
