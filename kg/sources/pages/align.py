"""Which row of a layout does a block belong to, where labels have been lost?

Blocks are aligned with rows in every way that the layout admits. A block belongs to a row only if it does so in all of
them: what cannot be told stays untold.
"""

import heapq
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from kg.sources.pages.layout import LayoutRow

Block = str | None
"""What a block says; None where only its line break is left, because it was a single word."""

Head = Mapping[str, Sequence[str]] | None
"""What the head of the page states of the mirrored rows, by field; None if that is not known."""

State = tuple[int, int]
"""How many blocks and how many rows are behind us."""

Step = tuple[State, range]
"""Where a step leads, and the blocks that it gives to the row as its value."""


class Misfit(Exception):
    """No alignment: `index` is the first block that no attempt could place."""

    def __init__(self, index: int) -> None:
        """Name the block."""
        self.index = index


def align(blocks: Sequence[Block], rows: Sequence[LayoutRow], head: Head = None) -> dict[int, int]:
    """Index of a block → index of the one row whose value it can be. The blocks may end before the rows do."""
    steps = _steps(blocks, rows, head)
    alive = {state for state in steps if state[0] == len(blocks)}
    if not alive:
        raise Misfit(max(index for index, _ in steps))
    owners: dict[int, set[int]] = defaultdict(set)
    for state in sorted(steps, reverse=True):
        for target, value in steps[state]:
            if target in alive:
                alive.add(state)
                for index in value:
                    owners[index].add(state[1])
    return {index: rows_.pop() for index, rows_ in owners.items() if len(rows_) == 1}


def _steps(blocks: Sequence[Block], rows: Sequence[LayoutRow], head: Head) -> dict[State, list[Step]]:
    """Every state that can be reached, with the steps out of it. Each step leads to a greater state."""
    labels = {label.casefold() for row in rows for label in row.labels}
    patterns = [re.compile(row.pattern) for row in rows if row.pattern]
    found: dict[State, list[Step]] = {}
    waiting = [(0, 0)]
    while waiting:
        state = heapq.heappop(waiting)
        if state not in found:
            row = rows[state[1]] if state[1] < len(rows) else None
            found[state] = list(_out_of(state, blocks, row, head, labels, patterns)) if row else []
            for target, _ in found[state]:
                heapq.heappush(waiting, target)
    return found


def _out_of(
    state: State,
    blocks: Sequence[Block],
    row: LayoutRow,
    head: Head,
    labels: set[str],
    patterns: Sequence[re.Pattern[str]],
) -> Iterator[Step]:
    index, number = state
    if not _required(row, head):
        yield (index, number + 1), range(0)
    first = index + bool(row.labels)
    if index == len(blocks) or (row.labels and not _is_label(blocks[index], row)):
        return
    after = number if row.repeat else number + 1
    following = blocks[first] if first < len(blocks) else None
    if row.heading or first == len(blocks):
        yield (first, after), range(0)
    elif row.rest:
        if not any(_known(block, labels) for block in blocks[first:]):
            yield (len(blocks), after), range(first, len(blocks))
    elif _known(following, labels):
        if blocks[index] is not None:
            yield (first, after), range(0)
    elif _is_value(following, row, patterns) and _agrees(following, row, head):
        yield (first + 1, after), range(first, first + 1)


def _required(row: LayoutRow, head: Head) -> bool:
    if row.mirrored and head is not None:
        return bool(head.get(row.field))
    return not row.optional


def _is_label(block: Block, row: LayoutRow) -> bool:
    if block is None:
        return any(len(label.split()) == 1 for label in row.labels)
    return block.casefold() in {label.casefold() for label in row.labels}


def _known(block: Block, labels: set[str]) -> bool:
    return block is not None and block.casefold() in labels


def _is_value(block: Block, row: LayoutRow, patterns: Sequence[re.Pattern[str]]) -> bool:
    if row.pattern:
        return block is not None and bool(re.fullmatch(row.pattern, block))
    return block is None or not any(pattern.fullmatch(block) for pattern in patterns)


def _agrees(block: Block, row: LayoutRow, head: Head) -> bool:
    """A mirrored row begins with the first name that the head states; lost, it was that one word."""
    if not row.mirrored or head is None:
        return True
    stated = head.get(row.field, ())
    if not stated:
        return False
    if block is None:
        return len(stated) == 1 and len(stated[0].split()) == 1
    return bool(re.match(re.escape(stated[0]) + r"(?!\w)", block, re.IGNORECASE))
