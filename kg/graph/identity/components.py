"""What belongs together when some of it is said to: connected components."""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from typing import Generic, TypeVar

T = TypeVar("T", bound=Hashable)


class Components(Generic[T]):
    """Disjoint sets; each has the member as its root that was named first."""

    def __init__(self) -> None:
        """Begin with nothing joined."""
        self._parent: dict[T, T] = {}

    def root(self, member: T) -> T:
        """The root of the set of a member."""
        while self._parent.setdefault(member, member) != member:
            self._parent[member] = self._parent[self._parent[member]]
            member = self._parent[member]
        return member

    def join(self, one: T, other: T) -> None:
        """Make one set of two."""
        self._parent[self.root(other)] = self.root(one)

    def sets(self, members: Iterable[T]) -> list[list[T]]:
        """The sets of some members, each in their order."""
        found: dict[T, list[T]] = {}
        for member in members:
            found.setdefault(self.root(member), []).append(member)
        return list(found.values())
