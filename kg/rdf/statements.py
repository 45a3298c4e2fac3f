"""Reading RDF that somebody else wrote: one line of N-Triples a statement, or one line that says what is wrong."""

import re
from collections.abc import Iterable, Iterator
from functools import partial
from io import BytesIO

import pyoxigraph as ox

from kg.model.formats import read_by
from kg.model.ntriples import Term, numbered, renamed
from kg.rdf.lines import placed
from kg.rdf.nesting import brackets, depth, is_cut_off
from kg.system.errors import ReelgraphError
from kg.system.terminal import short

FORMATS: dict[str, ox.RdfFormat] = {
    ending: syntax
    for format_ in read_by("rdf")
    if (syntax := ox.RdfFormat.from_media_type(format_.media_type))
    for ending in format_.suffixes
}


class NotRdf(ReelgraphError):
    """A file that cannot be read: where (line 0: not known), and why."""

    def __init__(self, path: str, line: int, why: str) -> None:
        """One line is made of the three."""
        super().__init__(f"{path}:{line}: {why}" if line else f"{path}: {why}")
        self.path, self.line, self.why = path, line, why


_DEEPEST = 1000
_BRACKETED = (ox.RdfFormat.TURTLE, ox.RdfFormat.TRIG)
_TRIPLE_TERMS = "has triple terms, which SHACL cannot validate; remove them"
TOO_LONG = "has a literal or an IRI of more than 16 MiB, which is too long; shorten it"
CUT_OFF = "ends in the middle of a statement; end it with a dot, or get the file again if it is cut off"
_ENDS = {"Unexpected end of file", "Unexpected end"}
"""What the parser says where a file, or a line of N-Triples, ends too early."""

_PLACE = re.compile(r"^Parser error (at|on|between) .*?: ", re.DOTALL)


def triples(data: bytes, format_: ox.RdfFormat, base: str, path: str, lenient: bool = False) -> list[ox.Triple]:
    """The statements of `data`, named graphs united, blank nodes called b0, b1, ... in the order of appearance.

    Relative IRIs are resolved against `base`. Raises NotRdf, which names `path`. With `lenient`, IRIs and languages are
    not looked at.
    """
    return [triple for triple, _ in placed_triples(data, format_, base, path, lenient)]


def placed_triples(
    data: bytes, format_: ox.RdfFormat, base: str, path: str, lenient: bool = False
) -> list[tuple[ox.Triple, int]]:
    """The statements that `triples` gives, each with its line (0: not known)."""
    if trap := _trap(data, format_):
        raise NotRdf(path, 0, trap)
    try:
        quads = list(placed(BytesIO(data), format_, base, lenient))
    except SyntaxError as error:
        raise NotRdf(path, error.lineno or 0, reason(error.msg)) from None
    except (ValueError, MemoryError) as error:
        raise NotRdf(path, 0, refused(error)) from None
    if format_ == ox.RdfFormat.RDF_XML and is_cut_off(data):
        raise NotRdf(path, data.count(b"\n") + 1, "an element is never closed; if the file is cut off, get it again")
    if any(isinstance(quad.object, ox.Triple) for quad, _ in quads):
        raise NotRdf(path, 0, _TRIPLE_TERMS)
    found = numbered(ox.Triple(quad.subject, quad.predicate, quad.object) for quad, _ in quads)
    return [(triple, line) for triple, (_, line) in zip(found, quads, strict=True)]


def n_triples(statements: Iterable[ox.Triple]) -> str:
    """N-Triples, a statement a line."""
    return "".join(f"{statement} .\n" for statement in statements)


def apart(documents: Iterable[Iterable[ox.Triple]]) -> Iterator[ox.Triple]:
    """The statements of several documents: blank nodes of different documents are different nodes."""
    for number, document in enumerate(documents):
        yield from renamed(document, partial(_of_document, number))


def _of_document(number: int, node: ox.BlankNode) -> ox.BlankNode:
    return ox.BlankNode(f"d{number}{node.value}")


def parse(text: str) -> Iterator[ox.Triple]:
    """The statements of N-Triples text. Raises NotRdf."""
    try:
        for quad in ox.parse(text, format=ox.RdfFormat.N_TRIPLES):
            yield ox.Triple(quad.subject, quad.predicate, quad.object)
    except SyntaxError as error:
        raise NotRdf("N-Triples", error.lineno or 0, reason(error.msg)) from None


def term(text: str) -> Term:
    """The term that a string in N-Triples syntax stands for."""
    return next(parse(f"<a:> <a:> {text} .")).object


def blank_nodes(text: str) -> list[str]:
    """The blank nodes of N-Triples text, `_:` and label, in the order of appearance."""
    seen: dict[str, None] = {}
    for statement in parse(text):
        for node in (statement.subject, statement.object):
            if isinstance(node, ox.BlankNode):
                seen[str(node)] = None
    return list(seen)


def reason(message: str) -> str:
    """A parser's message as one short printable line, without its own notion of the place."""
    said = _PLACE.sub("", message)
    return CUT_OFF if said in _ENDS else short(said, 200)


def refused(error: ValueError | MemoryError) -> str:
    """Why a parser gives up: a term longer than its buffer it takes for a lack of memory."""
    return TOO_LONG if isinstance(error, MemoryError) else reason(str(error))


def _trap(data: bytes, format_: ox.RdfFormat) -> str:
    """What the parser itself does not survive, or not in reasonable time; "" where there is nothing of it."""
    if format_ != ox.RdfFormat.RDF_XML:
        if data.count(b"<<(") > _DEEPEST:
            return _TRIPLE_TERMS
        nested = format_ in _BRACKETED and brackets(data) > _DEEPEST
        return f"brackets are nested more than {_DEEPEST} deep; flatten it" if nested else ""
    if b"<!ENTITY" in data:
        return "declares XML entities, which are not expanded; replace them by their text"
    if depth(data) > _DEEPEST:
        return f"elements are nested more than {_DEEPEST} deep; flatten it, or use Turtle"
    return ""
