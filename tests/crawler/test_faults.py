"""What misbehaving servers become: one word each, never a half page, never a request where none may go."""

import datetime as dt
import gzip
import secrets
import socket
import threading
from contextlib import ExitStack
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat

from crawler.addresses import is_public
from tests.crawler.conftest import Home, lists
from tests.crawler.site import Reply, Site, article, listing

MIB = 1 << 20
END = b"end of watch"


FAULTS: dict[str, tuple[Reply, str | int]] = {
    "cut": (
        Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 5000\r\n\r\n<html>half"),
        "truncated",
    ),
    "cut-chunk": (Reply(raw=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n20\r\n<html>half"), "truncated"),
    "announced": (Reply(raw=b"HTTP/1.1 200 OK\r\nContent-Length: 9000000\r\n\r\n<html>"), "too_large"),
    "large": (Reply(raw=b"HTTP/1.1 200 OK\r\n\r\n" + b"x" * (9 * MIB)), "too_large"),
    "bomb": (Reply(gzip.compress(b"x" * (20 * MIB)), headers={"Content-Encoding": "gzip"}), "too_large"),
    "no-gzip": (Reply("plain", headers={"Content-Encoding": "gzip"}), "truncated"),
    "silent": (Reply(silent=True), "timeout"),
    "hung-up": (Reply(raw=b""), "refused"),
    "no-http": (Reply(raw=b"SSH-2.0-OpenSSH_9.2\r\n\r\n"), "server_error"),
    "out": (Reply(status=302, headers={"Location": "http://127.0.0.39:1/"}), "redirect_out"),
    "out-port": (Reply(status=301, headers={"Location": "//127.0.0.38:1/x"}), "redirect_out"),
    "out-scheme": (Reply(status=302, headers={"Location": "file:///etc/passwd"}), "redirect_out"),
    "refresh": (Reply('<html><meta http-equiv="refresh" content="0;url=http://127.0.0.39:1/"></html>'), 200),
    "loop": (Reply(status=302, headers={"Location": "/loop"}), "redirect_loop"),
    "broken": (Reply("oops", 500), 500),
    "gone": (Reply("gone", 410), 410),
    "challenge": (Reply("", 412), 412),
}


def test_each_fault_becomes_its_word_and_the_rest_of_the_night_goes_on(home: Home) -> None:
    # One host for each fault, so that they fail side by side.
    with ExitStack() as stack:
        sites = {}
        for number, (name, (reply, _)) in enumerate(FAULTS.items(), 41):
            site = stack.enter_context(Site(f"127.0.0.{number}"))
            site.pages = {f"/{name}": reply}
            home.declare(name, lists(site.url(f"/{name}")), home=site.url())
            sites[name] = site
        good = stack.enter_context(Site("127.0.0.40"))
        good.pages = {"/list": listing("/a.html"), "/a.html": article("好")}
        home.declare("good", lists(good.url("/list")), home=good.url())
        home.declare("closed", lists("http://127.0.0.39:1/"), home="http://127.0.0.39:1/")
        home.declare("nowhere", lists("http://no-such-host.invalid/"), home="http://no-such-host.invalid/")
        home.declare("long", lists(f"http://{'a' * 70}.cn/"), home=f"http://{'a' * 70}.cn/")
        plain = good.url("/").replace("http:", "https:")
        home.declare("plain", lists(plain), home=plain)
        home.allow([*(site.place for site in sites.values()), good.place, "127.0.0.39:1"], timeout=3)
        home.crawl()

        outcomes = home.outcomes()
        assert outcomes[plain] == "tls"
        found = {name: outcomes[site.url(f"/{name}")] for name, site in sites.items()}

    assert found == {name: word for name, (_, word) in FAULTS.items()}
    assert outcomes["http://127.0.0.39:1/"] == "refused"
    assert outcomes[f"http://{'a' * 70}.cn/"] == "dns"
    assert outcomes["http://no-such-host.invalid/"] == "dns"
    assert outcomes[good.url("/a.html")] == 200
    assert home.rows("SELECT count(*) FROM captures WHERE network_error IS NOT NULL AND body_hash IS NOT NULL") == [
        (0,)
    ]
    assert len(sites["silent"].asked) == 3  # robots.txt, and two tries
    assert len([path for path in sites["loop"].paths() if path == "/loop"]) == 21


def test_a_large_file_is_kept_where_a_page_of_its_size_is_not(home: Home) -> None:
    with Site() as site:
        site.pages = {
            "/list": listing("/big.pdf"),
            "/big.pdf": Reply(b"%PDF" + bytes(9 * MIB), headers={"Content-Type": "application/pdf"}),
        }
        home.allow([site.place])
        home.declare("ministry", lists(site.url("/list")), home=site.url())
        home.crawl()

    assert home.outcomes()[site.url("/big.pdf")] == 200


def test_redirects_stay_on_declared_origins_and_keep_each_hosts_own_delay(home: Home) -> None:
    with Site("127.0.0.31") as old, Site("127.0.0.32") as new, Site("127.0.0.32") as neighbour:
        old.pages = {
            "/list": listing("/moved.html", "/away.html"),
            "/moved.html": Reply(status=301, headers={"Location": new.url("/there.html")}),
            "/away.html": Reply(status=301, headers={"Location": neighbour.url("/there.html")}),
        }
        new.pages = {"/there.html": article("新址")}
        home.allow([old.place, new.place, neighbour.place])
        home.declare("ministry", lists(old.url("/list")), home=old.url(), fetch=f'also_allow = ["{new.url("")}"]')
        home.crawl()

        assert neighbour.asked == []
    assert home.outcomes()[old.url("/moved.html")] == 200
    assert home.outcomes()[old.url("/away.html")] == "redirect_out"
    assert home.rows("SELECT redirected_to FROM captures WHERE redirected_to IS NOT NULL") == [
        (new.url("/there.html"),)
    ]


def test_a_certificate_that_nobody_vouches_for_is_not_accepted(home: Home, tmp_path: Path) -> None:
    with Site("127.0.0.34") as site:
        site.encrypt(self_signed(tmp_path / "own.pem"))
        url = site.url().replace("http:", "https:")
        home.allow([site.place])
        home.declare("ministry", lists(url), home=url)
        home.crawl()

        assert site.asked == []
    assert home.outcomes() == {url: "tls"}


def self_signed(path: Path) -> Path:
    """Write a fresh key and a certificate that only vouches for itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "127.0.0.34")])
    start = dt.datetime.now(dt.UTC) - dt.timedelta(days=1)
    builder = x509.CertificateBuilder(
        name, name, key.public_key(), x509.random_serial_number(), start, start + dt.timedelta(days=9)
    )
    names = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.34"))])
    signed = builder.add_extension(names, critical=False).sign(key, hashes.SHA256())
    plain_key = key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    path.write_bytes(plain_key + signed.public_bytes(Encoding.PEM))
    return path


def test_an_archive_that_takes_no_more_ends_the_crawl_and_no_page_gets_into_the_log(home: Home) -> None:
    with Site("127.0.0.35") as site:
        names = [f"/{number}.html" for number in range(400)]
        # Random text, which no codec shrinks below the limit; its lines would pass for the log's own.
        pages = {name: Reply(f"\n2026-11-22 [forged] CRITICAL {secrets.token_hex(20_000)}") for name in names}
        site.pages = {"/list": listing(*names), **pages}
        home.allow([site.place])
        home.declare("ministry", lists(site.url("/list")), home=site.url())
        done = home.scrapy("crawl", "watch", file_limit_kib=2000)

        assert len(site.asked) < len(names)
    assert "'finish_reason': 'archive_failed'" in done.stderr
    assert "sqlite3.OperationalError" in done.stderr
    assert "forged" not in done.stderr


def spellings(port: int) -> list[str]:
    """Return ways to write, or to name, this very machine; all but the first are declared like any site."""
    hosts = [
        "127.0.0.1", "127.0.0.1.", "127.1", "127.0.1", "127.255.255.254", "2130706433", "0x7f000001", "0x7f.1", "0x7f.0x0.0x0.0x1",
        "0177.0.0.1", "017700000001", "127.000.000.001", "0", "0.0.0.0", "0x0", "localhost", "LOCALHOST", "localhost.",  # noqa: S104 - spellings to refuse
        "[::1]", "[::]", "[0:0:0:0:0:0:0:1]", "[::ffff:127.0.0.1]", "[::ffff:7f00:1]", "[::127.0.0.1]", "[64:ff9b::7f00:1]",
        "[2002:7f00:1::]", "[fe80::1]", "[fc00::1]", "[::ffff:0:127.0.0.1]", "①②⑦.⓪.⓪.①", "127。0。0。1", "１２７.0.0.1",
        socket.gethostname(), "10.0.0.1", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "224.0.0.1", "255.255.255.255",
    ]  # fmt: skip
    return [f"http://{host}:{port}/" for host in hosts]


def test_no_spelling_of_a_private_address_is_connected_to(home: Home) -> None:
    with (
        socket.create_server(("::", 0), family=socket.AF_INET6, dualstack_ipv6=True) as canary,
        Site("127.0.0.33") as site,
    ):
        port = canary.getsockname()[1]
        connected: list[object] = []
        watching = threading.Thread(target=_count, args=(canary, connected))
        watching.start()
        direct = spellings(port)
        origins = ", ".join(f'"{url}"' for url in direct)
        site.pages = {"/list": listing(*(f"/to/{number}" for number in range(len(direct))))}
        site.pages |= {
            f"/to/{number}": Reply(status=302, headers={"Location": url}) for number, url in enumerate(direct)
        }
        home.allow([site.place], timeout=3)
        for number, url in enumerate(direct):
            home.declare(f"direct-{number}", lists(url), home=url)
        home.declare("redirects", lists(site.url("/list")), home=site.url(), fetch=f"also_allow = [{origins}]")
        home.crawl()
        with socket.create_connection(("127.0.0.1", port)) as own:
            own.sendall(END)
            watching.join()

    assert connected == []
    outcomes = home.outcomes()
    assert len(outcomes) > len(direct)
    words = {outcome for url, outcome in outcomes.items() if url != site.url("/list")}
    assert words == {"refused", "dns", "redirect_out"}  # a spelling that is no name at all leads nowhere
    advice = (
        f"127.0.0.1:{port} is a private address; if it is meant, name it in planwatch.toml: [network] allow_private"
    )
    assert (advice,) in home.rows("SELECT message FROM issues")


def _count(canary: socket.socket, connected: list[object]) -> None:
    while True:
        connection, peer = canary.accept()
        with connection:
            if connection.recv(len(END)) == END:
                return
        connected.append(peer)


@pytest.mark.parametrize("address", ["8.8.8.8", "2001:4860:4860::8888", "::ffff:8.8.8.8", "64:ff9b::808:808"])
def test_public_addresses_are_public_however_carried(address: str) -> None:
    assert is_public(address)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1",
        "10.1.2.3",
        "169.254.169.254",
        "100.64.0.1",
        "0.0.0.0",  # noqa: S104 - an address to refuse
        "224.0.0.1",
        "::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "::ffff:10.0.0.1",
        "64:ff9b::a00:1",
        "2002:a00:1::",
    ],
)
def test_private_addresses_are_private_however_carried(address: str) -> None:
    assert not is_public(address)
