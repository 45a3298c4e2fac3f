"""What a host's robots.txt (RFC 9309) says to us."""

from __future__ import annotations

import re

from protego import Protego

_READ = 512_000
"""So many bytes are read of it; RFC 9309 asks for 500 KiB at least."""

_AGENT = re.compile(r"user(?:-?|\s+)agent(?:\s*:|\s)[\s:]*(\*(?![^\s#])|[\w-]*)", re.IGNORECASE)
_LONG_DELAY = re.compile(r"(crawl[- ]delay[\s:]*\d{9})\d+", re.IGNORECASE)


class Rules:
    """The rules of a host; without lines they allow all."""

    def __init__(self, agent: str, data: bytes = b"") -> None:
        """For a robot of that name, which may have a version behind it."""
        self._agent = agent.partition("/")[0].lower()
        lines = data[:_READ].decode("utf-8-sig", "replace").splitlines()
        self._rules = Protego.parse("\n".join(map(self._for_us, lines)))

    def _for_us(self, line: str) -> str:
        """The line; each other robot has one name, as each rule is made for each name that stands before it."""
        if found := _AGENT.match(line.lstrip()):
            named = found[1].lower()
            return f"User-agent: {named if named in ('*', self._agent) else 'other'}"
        return _LONG_DELAY.sub(r"\1", line)

    def allow(self, address: str) -> bool:
        """Whether the robot may read an address."""
        try:
            return self._rules.can_fetch(address, self._agent)
        except ValueError:
            return False

    def pause(self) -> float:
        """The seconds that the host wants between two questions; 0 if it does not say so."""
        return self._rules.crawl_delay(self._agent) or 0
