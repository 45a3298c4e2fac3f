"""Which IP addresses are of the internet at large."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

_NAT64 = IPv6Network("64:ff9b::/96")
"""RFC 6052: the address of a host of IPv4 stands in the last 32 bits."""


def is_public(text: str) -> bool:
    """Whether an IP address is one of the internet at large; one that has another one in it, as that one."""
    found = ip_address(text.partition("%")[0])
    if isinstance(found, IPv6Address):
        if inner := _inner(found):
            return is_public(str(inner))
        if found.is_site_local:
            return False
    return found.is_global and not found.is_multicast and not found.is_reserved


def _inner(found: IPv6Address) -> IPv4Address | None:
    if found in _NAT64:
        return IPv4Address(int(found) & 0xFFFFFFFF)
    return found.ipv4_mapped or found.sixtofour
