"""Fetching a page that the user names, within bounds on time, size, redirects and on which machines may be asked."""

from __future__ import annotations

import ipaddress
import re
import socket
import time
import zlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import version

import httpx

from detente.errors import FetchError
from detente.reading.carrier import Carrier

LARGEST = 20_000_000
MOST_REDIRECTS = 5
LONGEST = 60.0
_TIMEOUT = httpx.Timeout(15.0, connect=10.0)
_TYPES = re.compile(
    r"text/|application/(?:[\w.+-]*(?:xml|json|jsonlines|ndjson)|pdf|x-pdf|octet-stream|jsonl)\b", re.IGNORECASE
)
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
# The addresses of IPv6 that stand for one machine of the internet; whatever lies outside is local or not assigned.
_GLOBAL_UNICAST = ipaddress.ip_network("2000::/3")
# Public by number and yet answered by the machine's own surroundings: IETF protocol assignments, of which a cloud's
# metadata service uses one (older Pythons take them for public), and the address at which Azure serves its machines.
_SURROUNDINGS = (ipaddress.ip_network("192.0.0.0/24"), ipaddress.ip_network("168.63.129.16/32"))
# Below 1024 services other than the web listen, which take a request for commands of their own.
_WEB_PORTS = frozenset({80, 443})

Resolve = Callable[[str, int], Sequence[str]]


@dataclass(frozen=True, slots=True)
class Page:
    """A fetched page: its bytes, the address it came from after redirects, and its `Content-Type`."""

    data: bytes
    url: str
    content_type: str | None


def resolve(host: str, port: int) -> list[str]:
    """Return the IP addresses of `host`.

    Raises:
        OSError: If it is not known.
    """
    return [str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]


def fetch(
    url: str, *, allow_private: bool = False, transport: httpx.BaseTransport | None = None, resolver: Resolve = resolve
) -> Page:
    """Fetch `url`.

    Every address, that of each redirect as well, is resolved once, checked, and connected to as resolved, so that a name cannot
    lead elsewhere between the check and the connection. Proxies of the environment are not used, as they would resolve anew.
    All of it, redirects included, must be done within `LONGEST` seconds.

    Args:
        url: http or https address.
        allow_private: Whether it may lead to private, loopback, link-local and other addresses that are not public.
        transport: What carries the requests; HTTP by default.
        resolver: Gives the IP addresses of a host and port.

    Raises:
        FetchError: If it is forbidden, not answered, too large, or answered with an error or a type that is not read.
    """
    shown = _without_password(url)
    if not url.lower().startswith(("http://", "https://")):
        raise FetchError(shown, "is no http or https address", "name a file without 'file://', or a web address")
    deadline = time.monotonic() + LONGEST
    pinned = _Pinned(transport or Carrier(deadline), resolver, allow_private)
    headers = {
        "User-Agent": f"detente/{version('detente')}",
        "Accept": "text/html,application/xhtml+xml,application/pdf,application/xml;q=0.9,*/*;q=0.5",
        "Accept-Encoding": "gzip, deflate",
    }
    try:
        with (
            httpx.Client(
                transport=pinned, timeout=_TIMEOUT, follow_redirects=True, max_redirects=MOST_REDIRECTS,
                headers=headers, trust_env=False,
            ) as client,
            client.stream("GET", url) as response,
        ):  # fmt: skip
            return _read(response, shown, deadline)
    except httpx.TooManyRedirects as error:
        raise FetchError(shown, f"redirects more than {MOST_REDIRECTS} times", None) from error
    except httpx.TimeoutException as error:
        raise FetchError(shown, "did not answer in time", "try again later") from error
    except (httpx.HTTPError, httpx.InvalidURL, UnicodeError, ValueError) as error:
        raise FetchError(shown, f"cannot be fetched ({error or type(error).__name__})", "check the address") from error


def _read(response: httpx.Response, shown: str, deadline: float) -> Page:
    if response.status_code >= 400:
        reason = f"answers {response.status_code} {response.reason_phrase}".rstrip()
        raise FetchError(
            shown, reason, "open it in a browser and save the page" if response.status_code in {401, 403} else None
        )
    kind = response.headers.get("content-type")
    if kind and not _TYPES.match(kind):
        raise FetchError(shown, f"is of type {kind.partition(';')[0]}, which is not read", None)
    chunks: list[bytes] = []
    size = 0
    for chunk in response.iter_raw():
        size += len(chunk)
        if size > LARGEST:
            raise _too_large(shown)
        if time.monotonic() > deadline:
            raise FetchError(shown, f"took more than {LONGEST:.0f} seconds", "try again later")
        chunks.append(chunk)
    data = _unpacked(b"".join(chunks), response.headers.get("content-encoding", ""), shown)
    return Page(data, str(response.url), kind)


def _unpacked(data: bytes, encoding: str, shown: str) -> bytes:
    """Decompress within the bound on size: a small answer can unpack to more than the machine holds."""
    encoding = encoding.strip().lower()
    if encoding in {"", "identity"}:
        return data
    if encoding not in {"gzip", "x-gzip", "deflate"}:
        raise FetchError(shown, f"is packed as {encoding!r}, which was not asked for", None)
    raw_deflate = encoding == "deflate" and data[:1] != b"\x78"
    unpacker = zlib.decompressobj(-zlib.MAX_WBITS if raw_deflate else zlib.MAX_WBITS | 32)
    try:
        unpacked = unpacker.decompress(data, LARGEST + 1)
    except zlib.error as error:
        raise FetchError(shown, f"is packed wrongly ({error})", None) from error
    if not unpacker.eof and len(unpacked) <= LARGEST:
        raise FetchError(shown, "breaks off in the middle", "try again later")
    if len(unpacked) > LARGEST:
        raise _too_large(shown)
    return unpacked


def _too_large(shown: str) -> FetchError:
    return FetchError(shown, f"is larger than {LARGEST // 1_000_000} MB", "save it and read the file")


class _Pinned(httpx.BaseTransport):
    """Connects to the address that was checked, under the name that was asked for."""

    def __init__(self, inner: httpx.BaseTransport, resolver: Resolve, allow_private: bool) -> None:
        self._inner = inner
        self._resolver = resolver
        self._allow_private = allow_private

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        host = request.url.host
        address = self._checked(request.url)
        extensions = {**request.extensions, "sni_hostname": host}
        headers = [(key, value) for key, value in request.headers.raw if key.lower() != b"host"]
        headers.insert(0, (b"Host", request.headers["host"].encode("ascii")))
        return self._inner.handle_request(
            httpx.Request(
                request.method,
                request.url.copy_with(host=address),
                headers=headers,
                stream=request.stream,
                extensions=extensions,
            )
        )

    def close(self) -> None:
        self._inner.close()

    def _checked(self, url: httpx.URL) -> str:
        host = url.host
        port = url.port or (443 if url.scheme == "https" else 80)
        if port < 1024 and port not in _WEB_PORTS and not self._allow_private:
            raise FetchError(_without_password(str(url)), f"asks at port {port}, which is not the web's", None)
        try:
            addresses = list(self._resolver(host, port))
        except (OSError, UnicodeError) as error:
            raise FetchError(
                _without_password(str(url)), f"has a host that is not known ({host})", "check the address"
            ) from error
        if not addresses:
            raise FetchError(_without_password(str(url)), f"has a host without address ({host})", "check the address")
        if not self._allow_private:
            for address in addresses:
                if not is_public(address):
                    raise FetchError(
                        _without_password(str(url)), f"leads to the address {address}, which is not public",
                        "allow private addresses (--allow-private) if you trust it",
                    )  # fmt: skip
        return addresses[0]


def is_public(address: str) -> bool:
    """Tell whether an IP address is one of the public internet; addresses wrapped in IPv6 are looked at inside."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        inner = ip.ipv4_mapped or ip.sixtofour or (ip.teredo[1] if ip.teredo else None)
        if inner is None and ip in _NAT64:
            inner = ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF)
        if inner is not None:
            return is_public(str(inner))
        if ip not in _GLOBAL_UNICAST:
            return False
    elif any(ip in network for network in _SURROUNDINGS):
        return False
    return ip.is_global and not ip.is_multicast and not ip.is_reserved and not ip.is_unspecified


def _without_password(url: str) -> str:
    return re.sub(r"(?<=://)[^/@\s]*@", "", url)
