"""The guard on connected addresses: whatever a name or a spelling leads to, only public addresses are connected to.

The check sits in the resolver because every connection of Scrapy's asks it, for each redirect and for robots.txt too, and then
connects to the very addresses it gave: a name that points inside, a name that changes its mind between two look-ups, and
``0x7f.1`` are caught alike.
"""

import logging
from collections.abc import Collection, Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from typing import Any, Self

from scrapy.crawler import Crawler
from scrapy.resolver import CachingHostnameResolver, HostResolution
from twisted.internet.base import ReactorBase
from twisted.internet.interfaces import IAddress, IHostResolution, IResolutionReceiver

from crawler.home import network

log = logging.getLogger(__name__)

# Networks without IPv4 reach it through this prefix (RFC 6052), so an address under it is what its last 32 bits say.
NAT64 = IPv6Network("64:ff9b::/96")


def is_public(address: str) -> bool:
    """Return whether an IP address belongs to the public internet; an IPv6 address that carries an IPv4 one counts as that."""
    parsed = ip_address(address)
    if isinstance(parsed, IPv6Address):
        inner = _carried(parsed)
        if inner is not None:
            return is_public(str(inner))
        if parsed.is_site_local:
            return False
    return parsed.is_global and not parsed.is_multicast and not parsed.is_reserved


def _carried(address: IPv6Address) -> IPv4Address | None:
    if address in NAT64:
        return IPv4Address(int(address) & 0xFFFFFFFF)
    return address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)


def place(host: str, port: int) -> str:
    """Return ``host:port`` as planwatch.toml's ``allow_private`` spells it."""
    return f"[{host}]:{port}" if ":" in host else f"{host}:{port}"


class GuardedResolver(CachingHostnameResolver):
    """Resolves names to public addresses only, except for the places (``host:port``) that the user named.

    ``refused`` holds every place that had private addresses and no public one.
    """

    def __init__(self, reactor: ReactorBase, cache_size: int, named: Collection[str]) -> None:
        """Guard a reactor's own resolver; ``named`` are the private places that may be reached."""
        super().__init__(reactor, cache_size)
        self._named = {name.lower() for name in named}
        self.refused: set[str] = set()

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        """Return the resolver that the crawl's network rules ask for."""
        return cls(reactor, crawler.settings.getint("DNSCACHE_SIZE"), network(crawler.settings).allow_private)

    def resolveHostName(  # noqa: N802 - Twisted's name for it
        self,
        resolutionReceiver: IResolutionReceiver,  # noqa: N803
        hostName: str,  # noqa: N803
        portNumber: int = 0,  # noqa: N803
        addressTypes: Sequence[type[IAddress]] | None = None,  # noqa: N803
        transportSemantics: str = "TCP",  # noqa: N803
    ) -> IHostResolution:
        """Hand the receiver what the name resolves to, less the addresses that must not be connected to."""
        here = place(hostName, portNumber).lower()
        named = here in self._named
        receiver: Any = resolutionReceiver if named else _PublicOnly(resolutionReceiver, self.refused, here)
        if not _is_name(hostName):
            resolution: Any = HostResolution(hostName)
            receiver.resolutionBegan(resolution)
            receiver.resolutionComplete()
            return resolution  # type: ignore[no-any-return]  # zope's interfaces are untyped
        found: IHostResolution = super().resolveHostName(
            receiver, hostName, portNumber, addressTypes, transportSemantics
        )
        return found


def _is_name(host: str) -> bool:
    """Return whether a name server can be asked for a host; Twisted's resolver would never answer for one with a label too long."""
    try:
        host.encode("idna")
    except UnicodeError:
        return False
    return True


def guard() -> GuardedResolver:
    """Return the guard of this process's reactor; RuntimeError where there is none, then nothing may be fetched."""
    from twisted.internet import reactor  # noqa: PLC0415 - importing it earlier would install the wrong one

    resolver = getattr(reactor, "nameResolver", None)
    if not isinstance(resolver, GuardedResolver):
        message = f"the reactor resolves names with {resolver!r}, expected TWISTED_DNS_RESOLVER = crawler.addresses.GuardedResolver"
        raise RuntimeError(message)  # noqa: TRY004 - a setting is wrong, not a type
    return resolver


class _PublicOnly:
    """Twisted's IResolutionReceiver in front of another one: passes public addresses on and remembers who has no other."""

    def __init__(self, receiver: Any, refused: set[str], here: str) -> None:
        self._receiver = receiver
        self._refused = refused
        self._here = here
        self._private: list[str] = []
        self._passed = False

    def resolutionBegan(self, resolution: IHostResolution) -> None:  # noqa: N802
        self._receiver.resolutionBegan(resolution)

    def addressResolved(self, address: Any) -> None:  # noqa: N802
        if is_public(address.host):
            self._passed = True
            self._receiver.addressResolved(address)
        else:
            self._private.append(address.host)

    def resolutionComplete(self) -> None:  # noqa: N802
        if self._private and not self._passed:
            self._refused.add(self._here)
            log.warning(
                "%s is the private address %s, not connected to: planwatch.toml does not name it",
                self._here,
                self._private[0],
            )
        self._receiver.resolutionComplete()
