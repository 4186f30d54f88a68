"""Addresses: one canonical spelling for each page, and the origin that says where a request may go."""

import re
from functools import lru_cache
from urllib.parse import urljoin, urlsplit

from w3lib.url import canonicalize_url, url_query_cleaner

# Parameters that name a visit, not a page: session ids of servlet containers and PHP, and campaign marks.
VISIT_PARAMETERS = (
    "jsessionid",
    "phpsessid",
    "sessionid",
    "utm_source",
    "utm_medium",
    "utm_campaign",
    "utm_term",
    "utm_content",
    "spm",
    "from_source",
)
DEFAULT_PORTS = {"http": 80, "https": 443}
# Most links of real pages are made of nothing that has another spelling: where they lead from, folders and a file of letters,
# digits and dashes, and a query of the same. They are spelled at a twentieth of the cost.
_PLAIN = re.compile(
    r"(?P<lead>https?://[a-z\d.-]++(?::\d++)?/|/|\./|(?:\.\./)*+)(?P<rest>(?:[\w-]++/)*+[\w-][\w.-]*+)"
    r"(?:\?(?P<query>[\w.-]++=[\w.-]*+(?:&[\w.-]++=[\w.-]*+)*+))?",
    re.ASCII,
)
_FILE = "a"


def origin(url: str) -> str:
    """Return ``scheme://host:port`` with the port always written; ValueError for what is not http or https."""
    parts = urlsplit(url)
    if parts.scheme.lower() not in DEFAULT_PORTS or not parts.hostname:
        message = f"{url!r} is not an http or https address"
        raise ValueError(message)
    host = f"[{parts.hostname}]" if ":" in parts.hostname else parts.hostname
    return f"{parts.scheme.lower()}://{host}:{parts.port or DEFAULT_PORTS[parts.scheme.lower()]}"


def host_port(url: str) -> str:
    """Return ``host:port`` of an http or https address; ValueError for others."""
    return origin(url).split("://", 1)[1]


def canonical(url: str) -> str:
    """Return the one spelling under which a page is kept: no fragment, no visit parameters, no default port, escapes in one form."""
    cleaned = url.strip().replace("\\", "/")
    path, *_ = cleaned.split("#", 1)
    if ";" in path:
        head, _, tail = path.partition(";")
        if tail.lower().startswith("jsessionid="):
            path = head + (tail[tail.index("?") :] if "?" in tail else "")
    if "?" in path:
        path = url_query_cleaner(path, VISIT_PARAMETERS, remove=True, unique=False)
    spelled = canonicalize_url(path)
    parts = urlsplit(spelled)
    if parts.port is not None and parts.port == DEFAULT_PORTS.get(parts.scheme):
        spelled = parts._replace(netloc=parts.netloc.rpartition(":")[0]).geturl()
    return spelled


def absolute(base: str, href: str) -> str | None:
    """Return the canonical address a link leads to, or None for one that leads to no page (javascript:, mailto:, an empty one)."""
    if (plain := _PLAIN.fullmatch(href)) and (address := _spelled(base, plain)):
        return address
    cleaned = "".join(href.split()).replace("\\", "/")
    if not cleaned or cleaned.startswith("#"):
        return None
    try:
        joined = urljoin(base, cleaned)
        origin(joined)
        return canonical(joined)
    except ValueError:
        return None


def _spelled(base: str, plain: re.Match[str]) -> str | None:
    """Return the canonical address of a plain link; None where that is not sure."""
    lead, rest, query = plain.groups()
    stem = _stem(base, lead)
    if stem is None or query is None:
        return stem and stem + rest
    pairs = sorted(tuple(pair.split("=")) for pair in query.split("&"))
    if any(name in VISIT_PARAMETERS for name, _ in pairs):
        return None
    return f"{stem}{rest}?{'&'.join(map('='.join, pairs))}"


# A page's links lead from a few places.
@lru_cache(maxsize=1000)
def _stem(base: str, lead: str) -> str | None:
    """Return the canonical address of the folder that a link's beginning names (/, ./, ../, https://www.example.gov.cn/)."""
    try:
        address = urljoin(base, lead + _FILE)
        origin(address)
        spelled = canonical(address)
    except ValueError:
        return None
    # What follows a semicolon may be a visit's, and is cut off with all that comes after it.
    return spelled.removesuffix(_FILE) if ";" not in address and spelled.endswith(f"/{_FILE}") else None
