"""Asking an endpoint over the SPARQL 1.1 protocol. Only this module of the room makes requests."""

from __future__ import annotations

import math
from http.client import HTTPException
from typing import BinaryIO
from urllib.error import HTTPError, URLError

import msgspec
import pyoxigraph as ox

from kg.model import values
from kg.query.formats import Answer, write
from kg.query.unbound import unbound
from kg.system.errors import NotUnderstood, ReelgraphError
from kg.system.terminal import short

_LONGEST_ANSWER = 256 << 20
_WORDS = 300
_GRAPH_FORMS = ("CONSTRUCT", "DESCRIBE")


def answer(out: BinaryIO, endpoint: str, query: str, form: str, chosen: str, width: int, seconds: float) -> None:
    """Write the endpoint's answer to a query of a form (SELECT, ...) in a format, as `kg.query.local` does."""
    found = ask(endpoint, query, form, seconds)
    out.write(msgspec.json.encode(list(unbound(query))) + b"\n")
    write(out, found, chosen, width)


def ask(endpoint: str, query: str, form: str, seconds: float) -> Answer:
    """The endpoint's answer to a query of a form; a ReelgraphError where there is none that can be trusted.

    `seconds` may pass without a byte from it; whoever calls this bounds the whole.
    """
    try:
        values.iri(endpoint)
    except NotUnderstood as error:
        raise ReelgraphError(f"not an endpoint: {error}") from None
    body = _answered(endpoint, query, form, seconds)
    try:
        if form in _GRAPH_FORMS:
            return list(ox.parse(body, format=ox.RdfFormat.TURTLE, without_named_graphs=True))
        return _results(body, form)
    except (SyntaxError, ValueError) as error:
        reason = str(error).splitlines()[0]
        raise ReelgraphError(f"did not answer with SPARQL results: {reason}") from None


def _results(body: bytes, form: str) -> ox.QuerySolutions | ox.QueryBoolean:
    """Results read twice, first to the end: an answer that breaks off must not be shown in part."""
    read = ox.parse_query_results(body, ox.QueryResultsFormat.JSON)
    if isinstance(read, ox.QueryBoolean) != (form == "ASK"):
        raise ValueError(f"not the kind of answer that {form} expects")
    if isinstance(read, ox.QueryBoolean):
        return read
    for _ in read:
        pass
    return ox.parse_query_results(body, ox.QueryResultsFormat.JSON)


def _answered(endpoint: str, query: str, form: str, seconds: float) -> bytes:
    from SPARQLWrapper import JSON, POST, TURTLE, SPARQLWrapper
    from SPARQLWrapper.SPARQLExceptions import SPARQLWrapperException

    wrapper = SPARQLWrapper(endpoint)
    wrapper.setMethod(POST)
    wrapper.setTimeout(math.ceil(seconds))  # it takes whole seconds
    wrapper.setOnlyConneg(True)
    # Asked for JSON, a CONSTRUCT is answered with N-Quads and no complaint.
    wrapper.setReturnFormat(TURTLE if form in _GRAPH_FORMS else JSON)
    wrapper.setQuery(query)
    try:
        body: bytes = wrapper.query().response.read(_LONGEST_ANSWER + 1)
    except SPARQLWrapperException as error:
        raise ReelgraphError(f"the endpoint refused the query: {short(error, _WORDS)}") from None
    except HTTPError as error:
        raise ReelgraphError(f"the endpoint refused the query with HTTP status {error.code} {error.reason}") from None
    except (URLError, HTTPException, OSError, ValueError) as error:
        reason = getattr(error, "reason", "") or error
        raise ReelgraphError(
            f"cannot be reached: {reason}; check the address, and that the server is running"
        ) from None
    if len(body) > _LONGEST_ANSWER:
        raise ReelgraphError(f"the answer is larger than {_LONGEST_ANSWER >> 20} MiB; limit it with LIMIT")
    return body
