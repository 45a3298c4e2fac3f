"""One request over HTTP: to where the host's name leads, within a time and a size, and whole or not at all.

Only this module of the room reaches the network. urllib3 speaks HTTP and TLS. To look up a name, to judge the address
and to connect to that very address is done here, so that no other can be given in between.
"""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from http.client import BadStatusLine, HTTPException, IncompleteRead, RemoteDisconnected
from queue import Empty, SimpleQueue
from ssl import SSLCertVerificationError, SSLError, create_default_context
from threading import Thread, Timer
from typing import Any, NamedTuple

from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import HTTPError
from urllib3.util import Url, parse_url

from kg import __version__
from kg.audit.public import is_public
from kg.system.errors import ReelgraphError
from kg.system.terminal import short

AGENT = f"reelgraph/{__version__}"
SECONDS = 20.0
"""For one answer as a whole, however steadily it comes."""

LONGEST = 2048
"""In characters, of an address: as the protocol of sitemaps has it."""

_PORTS = {"http": 80, "https": 443}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_GZIP, _ZSTD = b"\x1f\x8b\x08", b"\x28\xb5\x2f\xfd"
_CODINGS = {"": b"", "identity": b"", "gzip": _GZIP, "x-gzip": _GZIP, "zstd": _ZSTD}
"""With what they begin."""

_CHUNK = 1 << 16


_WORDS: dict[type[Exception], str] = {
    RemoteDisconnected: "the host closed the connection without an answer",
    ConnectionResetError: "the host reset the connection",
    BadStatusLine: "the answer is not HTTP",
    HTTPException: "the headers of the answer are too long",
    UnicodeError: "no host has this name",
    ValueError: "the answer breaks the rules of HTTP",
}
"""What an error means to people; of more than one, the first."""


class NotPublic(ReelgraphError):
    """An address inside a network, which nobody named."""


class Answer(NamedTuple):
    """What a host answers: status and reason, where else to look, the media type ("" = not said), and what is there."""

    status: int
    reason: str
    location: str
    media_type: str
    data: bytes


def address(text: str) -> Url:
    """An address on the web in its parts, host and path in ASCII. Raises ReelgraphError."""
    if len(text) > LONGEST:
        raise ReelgraphError(f"not the address of a page: longer than {LONGEST} characters")
    try:
        url = parse_url(text)
    except HTTPError:
        url = Url()
    if url.scheme not in _PORTS or not url.host or url.auth:
        raise ReelgraphError("not the address of a page")
    return url


def port(url: Url) -> int:
    """The port of an address, stated or not."""
    return url.port or _PORTS[str(url.scheme)]


def request(url: Url, largest: int, *, anywhere: bool) -> Answer:
    """What a host answers, in at most `largest` bytes; `anywhere`: also at an address that is not public.

    Raises ReelgraphError, also where the answer is not whole.
    """
    end = time.monotonic() + SECONDS
    try:
        with _answer(url, end, anywhere) as answer:
            location = answer.headers.get("Location", "") if answer.status in _REDIRECTS else ""
            data = _body(answer, largest) if 200 <= answer.status < 300 else b""
    except (HTTPError, HTTPException, OSError, ValueError) as error:
        if time.monotonic() < end:
            raise ReelgraphError(_told(error)) from None
    # A connection that was cut off when its time was over may look like one that came to its end.
    if time.monotonic() >= end:
        raise ReelgraphError(f"no complete answer within {SECONDS:.0f} s")
    return Answer(
        answer.status,
        answer.reason or "",
        location,
        answer.headers.get("Content-Type", "").partition(";")[0].strip().lower(),
        data,
    )


@contextmanager
def _answer(url: Url, end: float, anywhere: bool) -> Iterator[BaseHTTPResponse]:
    host = str(url.host).strip("[]")
    secure = url.scheme == "https"
    connection = (HTTPSConnection if secure else HTTPConnection)(host, port(url))
    with _connected(host, port(url), end, anywhere) as connected:
        try:
            # What has a socket does not connect by itself.
            connection.sock = (
                create_default_context().wrap_socket(connected, server_hostname=host) if secure else connected
            )
            headers = {"User-Agent": AGENT, "Accept-Encoding": "identity"}
            connection.request("GET", url.request_uri, headers=headers, preload_content=False, decode_content=False)
            yield connection.getresponse()
        finally:
            connection.close()


@contextmanager
def _connected(host: str, port: int, end: float, anywhere: bool) -> Iterator[socket.socket]:
    """A connection that is cut off when its time is over, whatever waits for it."""
    found = _looked_up(host, port, end)
    allowed = [place for place in found if anywhere or is_public(str(place[4][0]))]
    if not allowed:
        ip = str(found[0][4][0])
        at = f"the address {ip}" if host == ip else f"{host} is at {ip}, which"
        raise NotPublic(f"not fetched: {at} is not public; to fetch it, give an address of that host as a PAGE")
    connection = _first(allowed, end)
    # TLS takes the socket over, so its twin is what can be cut off at any time.
    with connection, connection.dup() as twin:
        timer = Timer(max(0, end - time.monotonic()), _cut, (twin,))
        timer.daemon = True
        timer.start()
        try:
            yield connection
        finally:
            timer.cancel()


def _looked_up(host: str, port: int, end: float) -> list[Any]:
    """The addresses of a host. The system's own time for it may be longer, so that it is left behind at the end."""
    found: SimpleQueue[list[Any] | OSError | ValueError] = SimpleQueue()

    def look_up() -> None:
        try:
            found.put(socket.getaddrinfo(host, port, type=socket.SOCK_STREAM))
        except (OSError, ValueError) as error:
            found.put(error)

    Thread(target=look_up, daemon=True).start()
    try:
        places = found.get(timeout=max(0, end - time.monotonic()))
    except Empty:
        raise TimeoutError from None
    if isinstance(places, Exception):
        raise places
    return places


def _first(places: Sequence[Any], end: float) -> socket.socket:
    """A connection to the first of the places that takes it."""
    refused: OSError = TimeoutError()
    for family, kind, protocol, _, place in places:
        connection = socket.socket(family, kind, protocol)
        connection.settimeout(max(0.01, end - time.monotonic()))
        try:
            connection.connect(place)
        except OSError as error:
            connection.close()
            refused = error
        else:
            return connection
    raise refused


def _cut(twin: socket.socket) -> None:
    with suppress(OSError):
        twin.shutdown(socket.SHUT_RDWR)


def _body(answer: BaseHTTPResponse, largest: int) -> bytes:
    """The whole body, packed or not; urllib3 raises where it ends before its length is reached."""
    if (coding := answer.headers.get("Content-Encoding", "identity").strip().lower()) not in _CODINGS:
        raise ReelgraphError(f"is compressed as {short(coding)}, which was not requested")
    data = bytearray()
    # Not `stream`: urllib3 reads a line between two chunks to its end, and a host may give it none.
    while chunk := answer.read(_CHUNK, decode_content=False):
        data += chunk
        if len(data) > largest:
            raise ReelgraphError(f"larger than {largest // 1_000_000} MB")
    if data and not data.startswith(_CODINGS[coding]):
        raise ReelgraphError(f"is declared as compressed with {coding}, but is not")
    return bytes(data)


def _told(error: Exception) -> str:
    """What an error of urllib3, http.client, ssl or the system means, in one line."""
    cause = next((inner for inner in error.args if isinstance(inner, Exception)), error)
    if isinstance(cause, IncompleteRead):
        return _cut_off(cause)
    if isinstance(cause, SSLCertVerificationError):
        return f"the certificate of the host cannot be trusted: {cause.verify_message}"
    if isinstance(cause, SSLError):
        return f"TLS fails: {(cause.reason or str(cause)).lower().replace('_', ' ')}"
    words = next((words for kind, words in _WORDS.items() if isinstance(cause, kind)), "")
    return words or getattr(cause, "strerror", None) or " ".join(str(cause).split()) or type(cause).__name__


def _cut_off(error: IncompleteRead) -> str:
    """Of an answer in chunks, nobody knows how long it would have been."""
    # http.client has the bytes here, urllib3 their number.
    got = error.partial if isinstance(error.partial, int) else len(error.partial)
    if not error.expected or not isinstance(error.expected, int):
        return "the answer is incomplete: its chunks are cut off or broken"
    return f"the answer ends after {got:,} of {got + error.expected:,} bytes"
