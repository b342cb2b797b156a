from __future__ import annotations

import gzip
from collections.abc import Callable, Sequence

import httpx
import pytest

from detente.errors import FetchError
from detente.reading import fetch

PUBLIC = "93.184.216.34"
PAGE = b"<html><body>Seoul protested.</body></html>"


def answer(
    handler: Callable[[httpx.Request], httpx.Response],
    *,
    addresses: dict[str, Sequence[str]] | None = None,
    **options: bool,
) -> fetch.Page:
    def resolver(host: str, port: int) -> Sequence[str]:
        known = {"example.org": [PUBLIC], **(addresses or {})}
        if host not in known:
            raise OSError("unknown host")
        return known[host]

    return fetch.fetch("http://example.org/a", transport=httpx.MockTransport(handler), resolver=resolver, **options)


def html(data: bytes = PAGE, **headers: str) -> httpx.Response:
    return httpx.Response(200, stream=Raw(data), headers={"content-type": "text/html; charset=utf-8", **headers})


def test_a_page_comes_with_its_type_and_address() -> None:
    page = answer(lambda request: html())
    assert page == fetch.Page(PAGE, page.url, "text/html; charset=utf-8")


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return html()

    answer(handler)
    assert (seen[0].url.host, seen[0].headers["host"], seen[0].extensions["sni_hostname"]) == (
        PUBLIC,
        "example.org",
        "example.org",
    )


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "10.0.0.5", "192.168.1.1", "172.16.0.1", "169.254.169.254", "0.0.0.0", "100.64.0.1", "224.0.0.1",
        "::1", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "::",
        "192.0.0.192", "168.63.129.16", "100.100.100.200", "198.18.0.1", "240.0.0.1", "255.255.255.255", "fd00:ec2::254",
        "fec0::1", "::7f00:1", "::ffff:0:7f00:1", "64:ff9b:1::7f00:1", "2001:0:7f00:1::", "2001:db8::1", "100::1", "ff02::1",
        "fe80::1%eth0", "5f00::1", "2002:a9fe:a9fe::", "no address", "",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public_are_refused(address: str) -> None:
    with pytest.raises(FetchError, match="not public"):
        answer(lambda request: html(), addresses={"example.org": [PUBLIC, address]})


def test_they_are_let_through_where_the_user_says_so() -> None:
    assert answer(lambda request: html(), addresses={"example.org": ["127.0.0.1"]}, allow_private=True).data == PAGE


def test_a_name_that_changes_its_address_after_the_check_gains_nothing() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"], ["127.0.0.1"]])
    asked: list[str] = []

    def handler(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return html()

    fetch.fetch("http://example.org/", transport=httpx.MockTransport(handler), resolver=lambda *_: next(answers))
    assert asked == [PUBLIC]


def test_a_name_that_changes_its_address_between_redirects_is_checked_anew() -> None:
    answers = iter([[PUBLIC], ["127.0.0.1"]])
    with pytest.raises(FetchError, match="not public"):
        fetch.fetch(
            "http://example.org/",
            transport=httpx.MockTransport(lambda _: httpx.Response(302, headers={"location": "/again"})),
            resolver=lambda *_: next(answers),
        )


@pytest.mark.parametrize(
    "host", ["2130706433", "0x7f000001", "0177.0.0.1", "127.1", "0", "[::]", "[::ffff:7f00:1]", "[::1]"]
)
def test_numbers_written_in_other_ways_are_the_same_machine(host: str) -> None:
    with pytest.raises(FetchError, match=r"not public|not known|cannot be fetched"):
        fetch.fetch(f"http://{host}/", transport=httpx.MockTransport(lambda _: html()))


@pytest.mark.parametrize(
    "url",
    [
        "http://example.org@inner.example/",
        "http://example.org:80@inner.example/",
        "http://a%40example.org@inner.example/x",
    ],
)
def test_what_stands_before_the_at_is_no_host(url: str) -> None:
    with pytest.raises(FetchError, match="not public"):
        fetch.fetch(
            url,
            transport=httpx.MockTransport(lambda _: html()),
            resolver=lambda host, _: {"example.org": [PUBLIC], "inner.example": ["10.0.0.5"]}[host],
        )


@pytest.mark.parametrize("port", [21, 22, 25, 110, 143, 389, 445, 587, 993])
def test_ports_of_other_services_are_refused(port: int) -> None:
    with pytest.raises(FetchError, match=f"port {port}"):
        answer(lambda _: httpx.Response(302, headers={"location": f"http://example.org:{port}/"}))


@pytest.mark.parametrize("url", ["http://example.org:8080/", "https://example.org/", "http://example.org:443/"])
def test_ports_of_the_web_are_asked(url: str) -> None:
    transport = httpx.MockTransport(lambda _: html())
    assert fetch.fetch(url, transport=transport, resolver=lambda *_: [PUBLIC]).data == PAGE


@pytest.mark.parametrize(
    "target", ["gopher://example.org/", "ftp://example.org/", "data:text/html,x", "javascript:1", "//\x00/"]
)
def test_redirects_to_other_schemes_are_refused(target: str) -> None:
    with pytest.raises(FetchError):
        answer(lambda _: httpx.Response(302, headers={"location": target}))


def test_a_password_is_not_carried_to_another_host() -> None:
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return html() if len(seen) > 1 else httpx.Response(302, headers={"location": "http://other.example/"})

    fetch.fetch("http://user:secret@example.org/", transport=httpx.MockTransport(handler), resolver=lambda *_: [PUBLIC])
    assert "authorization" not in seen[1].headers


@pytest.mark.parametrize("target", ["http://inner.example/b", "http://169.254.169.254/latest"])
def test_redirects_are_checked_too(target: str) -> None:
    with pytest.raises(FetchError, match="not public"):
        answer(
            lambda request: httpx.Response(302, headers={"location": target}),
            addresses={"inner.example": ["10.0.0.5"], "169.254.169.254": ["169.254.169.254"]},
        )


def test_redirects_are_limited() -> None:
    with pytest.raises(FetchError, match="redirects more than"):
        answer(lambda request: httpx.Response(302, headers={"location": "http://example.org/b"}))


def test_a_redirect_to_a_file_is_refused() -> None:
    with pytest.raises(FetchError):
        answer(lambda request: httpx.Response(302, headers={"location": "file:///etc/passwd"}))


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/a"])
def test_other_schemes_are_refused(url: str) -> None:
    with pytest.raises(FetchError, match="no http or https"):
        fetch.fetch(url)


def test_an_error_is_named_by_its_number() -> None:
    with pytest.raises(FetchError, match="404"):
        answer(lambda request: httpx.Response(404))


def test_an_unknown_host_is_named() -> None:
    with pytest.raises(FetchError, match=r"nowhere\.example"):
        answer(lambda request: httpx.Response(302, headers={"location": "http://nowhere.example/"}))


def test_a_page_that_is_too_large_is_refused() -> None:
    with pytest.raises(FetchError, match="larger than"):
        answer(lambda request: html(b"x" * (fetch.LARGEST + 1)))


def test_a_page_that_unpacks_too_large_is_refused() -> None:
    packed = gzip.compress(b"\0" * (fetch.LARGEST + 1))
    with pytest.raises(FetchError, match="larger than"):
        answer(
            lambda request: httpx.Response(
                200, stream=Raw(packed), headers={"content-type": "text/html", "content-encoding": "gzip"}
            )
        )


def test_a_packed_page_is_unpacked() -> None:
    packed = gzip.compress(PAGE)
    page = answer(
        lambda request: httpx.Response(
            200, stream=Raw(packed), headers={"content-type": "text/html", "content-encoding": "gzip"}
        )
    )
    assert page.data == PAGE


def test_a_packed_page_that_breaks_off_is_refused() -> None:
    packed = gzip.compress(PAGE)[:-20]
    with pytest.raises(FetchError, match="breaks off"):
        answer(
            lambda request: httpx.Response(
                200, stream=Raw(packed), headers={"content-type": "text/html", "content-encoding": "gzip"}
            )
        )


def test_packing_in_packing_is_refused() -> None:
    with pytest.raises(FetchError, match="packed"):
        answer(lambda request: httpx.Response(200, stream=Raw(b"x"), headers={"content-encoding": "gzip, gzip"}))


@pytest.mark.parametrize("kind", ["image/png", "application/zip", "video/mp4"])
def test_types_that_are_not_read_are_named(kind: str) -> None:
    with pytest.raises(FetchError, match=kind):
        answer(lambda request: httpx.Response(200, content=b"x", headers={"content-type": kind}))


def test_a_timeout_is_named() -> None:
    def handler(request: httpx.Request) -> httpx.Response:
        raise httpx.ReadTimeout("slow")

    with pytest.raises(FetchError, match="in time"):
        answer(handler)


def test_passwords_are_not_shown() -> None:
    with pytest.raises(FetchError) as caught:
        fetch.fetch(
            "http://user:secret@nowhere.example/",
            transport=httpx.MockTransport(lambda r: html()),
            resolver=lambda h, p: [],
        )
    assert "secret" not in str(caught.value)


class Raw(httpx.SyncByteStream):
    """An answer as it comes over the wire, not unpacked."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def __iter__(self):  # type: ignore[no-untyped-def]
        yield self._data
