"""Pages over HTTP, for those who ask for them by address: one at a time, slowly, and where the host allows it."""

from __future__ import annotations

import time
from collections.abc import Callable
from http.client import HTTPException
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import Request, urlopen
from urllib.robotparser import RobotFileParser

from kg import __version__
from kg.rdf.addresses import is_web
from kg.system.errors import ReelgraphError

AGENT = f"reelgraph/{__version__}"
_LARGEST = 20_000_000
_SECONDS = 20
_PAUSE = 1.0
_LONGEST_PAUSE = 30.0


class Fetcher:
    """Remembers for each host what its robots.txt says, and when it was asked last."""

    def __init__(self, sleep: Callable[[float], None] = time.sleep) -> None:
        """`sleep` waits for some seconds."""
        self._sleep = sleep
        self._rules: dict[str, RobotFileParser] = {}
        self._asked: dict[str, float] = {}

    def get(self, address: str) -> bytes:
        """What stands at an address. Raises ReelgraphError where nothing does, or where robots may not look."""
        if not is_web(address):
            raise ReelgraphError(f"{address}: no address of a page")
        parts = urlsplit(address)
        host = f"{parts.scheme}://{parts.netloc}"
        rules = self._rules_of(host)
        if not rules.can_fetch(AGENT, address):
            raise ReelgraphError(f"{address}: robots.txt of the host asks robots not to read it")
        self._wait(host, float(rules.crawl_delay(AGENT) or _PAUSE))
        return self._read(address)

    def _rules_of(self, host: str) -> RobotFileParser:
        if host not in self._rules:
            rules = RobotFileParser()
            try:
                rules.parse(self._read(f"{host}/robots.txt").decode("utf-8", "replace").splitlines())
            except ReelgraphError:
                rules.parse([])  # a host without rules allows all
            self._rules[host] = rules
        return self._rules[host]

    def _wait(self, host: str, pause: float) -> None:
        left = self._asked.get(host, -_LONGEST_PAUSE) + min(pause, _LONGEST_PAUSE) - time.monotonic()
        if host in self._asked and left > 0:
            self._sleep(left)
        self._asked[host] = time.monotonic()

    @staticmethod
    def _read(address: str) -> bytes:
        try:
            with urlopen(Request(address, headers={"User-Agent": AGENT}), timeout=_SECONDS) as answer:
                data: bytes = answer.read(_LARGEST + 1)
        except (URLError, HTTPException, OSError, ValueError) as error:
            raise ReelgraphError(f"{address}: {' '.join(str(error).split())}") from None
        if len(data) > _LARGEST:
            raise ReelgraphError(f"{address}: larger than {_LARGEST // 1_000_000} MB, which no page is")
        return data
