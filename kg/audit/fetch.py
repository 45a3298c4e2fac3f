"""Pages over HTTP, for those who ask for them by address: one at a time, slowly, and where the host allows it."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable
from urllib.parse import urljoin

from urllib3.util import Url

from kg.audit.request import AGENT, Answer, NotPublic, address, port, request
from kg.audit.robots import Rules
from kg.system.errors import ReelgraphError
from kg.system.files import unpacked
from kg.system.terminal import short

LARGEST = 20_000_000
"""Of a page, in bytes."""

_PAUSE = 1.0
_LONGEST_PAUSE = 30.0
_HOPS = 5
_USUAL_PORTS = frozenset({80, 443})
_OF_PAGES = re.compile(r"$|text/|application/(?:[^\s/;]+\+)?xml|application/(?:x-)?gzip|application/octet-stream$")
"""Media types of pages and sitemaps, also as hosts without knowledge of their files name them."""


class Fetcher:
    """Remembers for each host what its robots.txt says, and when it was asked last.

    Only public addresses are connected to, but for those of hosts that the person has named.
    """

    def __init__(self, named: Iterable[str] = (), sleep: Callable[[float], None] = time.sleep) -> None:
        """`named` are addresses as the person gave them; `sleep` waits for some seconds."""
        self._named = {place for name in named for place in _named(name)}
        self._sleep = sleep
        self._rules: dict[str, Rules | ReelgraphError] = {}
        self._asked: dict[str, float] = {}

    def get(self, name: str, largest: int = LARGEST) -> bytes:
        """What stands at an address or where that leads, each step judged like the first.

        Raises ReelgraphError where nothing does, or where robots may not look.
        """
        answer = self._follow(name, largest, self._ask_nicely)
        if not 200 <= answer.status < 300:
            raise ReelgraphError(_status(answer))
        if not _OF_PAGES.match(answer.media_type):
            raise ReelgraphError(f"is not HTML, but {short(answer.media_type)}")
        return unpacked(answer.data, largest)

    def _follow(self, name: str, largest: int, judge: Callable[[Url], None]) -> Answer:
        url, way = address(name), ""
        for _ in range(_HOPS + 1):
            try:
                judge(url)
                answer = request(url, largest, anywhere=_place(url) in self._named)
            except ReelgraphError as error:
                raise type(error)(f"{way}{error}") from None
            if not answer.location:
                return answer
            try:
                url = address(urljoin(url.url, answer.location))
            except (ValueError, ReelgraphError):
                raise ReelgraphError(
                    f"redirects to {short(answer.location)}, which is not the address of a page"
                ) from None
            way = f"redirects to {short(url)}: "
        raise ReelgraphError(f"redirects more than {_HOPS} times")

    def _ask_nicely(self, url: Url) -> None:
        """Wait until the host may be asked; raises ReelgraphError where it does not want to be."""
        host = f"{url.scheme}://{url.netloc}"
        rules = self._rules.get(host) or self._rules_of(host)
        self._rules[host] = rules
        if isinstance(rules, NotPublic):
            raise rules
        if isinstance(rules, ReelgraphError):
            raise ReelgraphError(f"not fetched: the host's robots.txt cannot be read: {rules}")
        if not rules.allow(url.url):
            raise ReelgraphError("not fetched: the host's robots.txt does not allow it")
        self._wait(host, max(rules.pause(), _PAUSE))

    def _rules_of(self, host: str) -> Rules | ReelgraphError:
        """A host without rules allows all; one that fails to give them allows nothing (RFC 9309, section 2.3.1)."""
        try:
            answer = self._follow(f"{host}/robots.txt", LARGEST, lambda url: None)
        except ReelgraphError as error:
            return error
        return ReelgraphError(_status(answer)) if answer.status >= 500 else Rules(AGENT, answer.data)

    def _wait(self, host: str, pause: float) -> None:
        left = self._asked.get(host, -_LONGEST_PAUSE) + min(pause, _LONGEST_PAUSE) - time.monotonic()
        if host in self._asked and left > 0:
            self._sleep(left)
        self._asked[host] = time.monotonic()


def _status(answer: Answer) -> str:
    return f"HTTP {answer.status} {answer.reason}".rstrip()


def _place(url: Url) -> tuple[str, int]:
    return str(url.host).rstrip("."), port(url)


def _named(name: str) -> Iterable[tuple[str, int]]:
    """The hosts and ports that a person names with an address: of the two usual ports, both."""
    try:
        host, named = _place(address(name))
    except ReelgraphError:
        return []
    return [(host, number) for number in (_USUAL_PORTS if named in _USUAL_PORTS else {named})]
