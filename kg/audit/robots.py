"""What a host's robots.txt (RFC 9309) says to us."""

from __future__ import annotations

from collections.abc import Iterable
from urllib.robotparser import RobotFileParser

_READ = 512_000
"""So many bytes are read of it; RFC 9309 asks for 500 KiB at least."""


class Rules:
    """The rules of a host; without lines they allow all."""

    def __init__(self, agent: str, data: bytes = b"") -> None:
        """For a robot of that name."""
        self._agent = agent
        lines = data[:_READ].decode("utf-8", "replace").splitlines()
        self._rules = _parsed(filter(_is_readable, lines))

    def allow(self, address: str) -> bool:
        """Whether the robot may read an address."""
        try:
            return self._rules.can_fetch(self._agent, address)
        except ValueError:
            return False

    def pause(self) -> int:
        """The seconds that the host wants between two questions, of however many digits; 0 if it does not say so."""
        return int(self._rules.crawl_delay(self._agent) or 0)


def _parsed(lines: Iterable[str]) -> RobotFileParser:
    rules = RobotFileParser()
    rules.parse(lines)
    return rules


def _is_readable(line: str) -> bool:
    """A line that Python's reader does not understand (an address that is none) is no rule."""
    try:
        _parsed(["User-agent: *", line])
    except ValueError:
        return False
    return True
