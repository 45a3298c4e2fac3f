"""What can go wrong, in words a person can act on."""


class ReelgraphError(Exception):
    """Nothing could be done. The message is one line: what is wrong, where, and what to do."""


class NotUnderstood(ValueError):
    """A raw value has no place in the graph. The message is the reason, to be put into a fault."""
