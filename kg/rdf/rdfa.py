"""RDFa of a page (HTML+RDFa 1.1) as statements, in the order of the page as far as subjects go."""

import io
from collections.abc import Iterator
from contextlib import redirect_stderr
from typing import Any

import pyoxigraph as ox

from kg.rdf.tags import trap


def statements(data: bytes, base: str) -> Iterator[ox.Triple]:
    """The statements of a page; nothing is fetched for it. Raises ValueError where the page cannot be parsed."""
    from pyRdfa import pyRdfa
    from pyRdfa.options import Options

    if trapped := trap(data):
        raise ValueError(trapped)
    # No look at vocabularies, and no statements about the processing.
    options = Options(output_default_graph=True, output_processor_graph=False, vocab_expansion=False)
    try:
        # It prints tracebacks on stderr, and rdflib logs addresses there, with whatever the page says in them.
        with redirect_stderr(io.StringIO()):
            graph = pyRdfa(options, base=base, media_type="text/html").graph_from_source(io.BytesIO(data))
    except (ValueError, RecursionError):
        raise
    except Exception as error:  # the processor wraps whatever went wrong in its own
        raise ValueError(" ".join(str(error).split())) from None
    for subject, predicate, value in graph:
        try:
            yield ox.Triple(_term(subject), ox.NamedNode(str(predicate)), _term(value))
        except ValueError:
            continue  # an IRI that is none


def _term(term: Any) -> Any:
    import rdflib

    if isinstance(term, rdflib.BNode):
        return ox.BlankNode(str(term))
    if isinstance(term, rdflib.URIRef):
        return ox.NamedNode(str(term))
    if term.language:
        return ox.Literal(str(term), language=term.language)
    return ox.Literal(str(term), datatype=ox.NamedNode(str(term.datatype))) if term.datatype else ox.Literal(str(term))
