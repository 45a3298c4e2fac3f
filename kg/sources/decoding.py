"""Text that must be UTF-8, and the fault of what is none."""

from kg.model.record import Fault
from kg.sources.fields import fault


def decode(data: bytes, line: int = 1) -> str | Fault:
    """The text of UTF-8, or the fault of bytes that are none; `line` is the number of the first line."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return _fault(data, error.start, f"not UTF-8: byte {error.start + 1}", line)
    nul = text.find("\0")
    return text if nul < 0 else _fault(data, data.index(b"\0"), "binary, not text", line)


def _fault(data: bytes, start: int, reason: str, line: int) -> Fault:
    begin = data.rfind(b"\n", 0, start) + 1
    shown = data[begin:].partition(b"\n")[0].decode("utf-8", "backslashreplace")
    return fault("", shown, reason, line=line + data.count(b"\n", 0, start))
