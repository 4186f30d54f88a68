"""What an answer is, before anything is read from it: only a good one may make a version."""

import re
from dataclasses import dataclass
from itertools import islice
from urllib.parse import urlsplit

from planwatch.records import Verdict
from planwatch.text import squash

from . import quality_words as words
from .data_list import is_json

# Block and error pages say little; of those written for the tests none has more visible characters or full stops.
LITTLE_TEXT = 500
FEW_SENTENCES = 5
# A wall has a link home and some to help; a site's frame has its menu, of which the labelled pages' smallest has twelve.
FRAME_LINKS = 8
# Less than this is no text: an empty frame, a page that a script fills.
EMPTY_TEXT = 5
# faults.md: more than 0.1 % of U+FFFD is never stored silently.
DAMAGED_MAX = 0.001
# A wall shows the first paragraphs of what it hides, not more.
WALLED_TEXT = 2000
# What follows so many characters changes no verdict: block and error pages are a tenth as long with all their scripts.
JUDGED_MAX = 500_000
CONTROLS_MAX = 0.01
TEXT_TYPES = ("html", "xml", "json", "text/", "javascript")
STATUSES = {
    304: Verdict.UNCHANGED,
    404: Verdict.GONE,
    410: Verdict.GONE,
    401: Verdict.LOGIN,
    204: Verdict.EMPTY,
    206: Verdict.TRUNCATED,
}
# What firewalls of Chinese sites answer with: 瑞数 202 and 412, 加速乐 521, Aliyun 405, 创宇 and others 403, 418, 567, 雷池 468; 429 asks for patience.
CHALLENGE_STATUSES = frozenset({403, 405, 412, 418, 429, 468, 521, 567})
# Every pattern runs to the end where its own end is missing, so that a hostile page is searched once, not once for each beginning.
_HIDDEN = re.compile(
    r"""<(?:!--[^-]*+(?:-(?!->)[^-]*+)*+(?:-->|\Z)
    |(?=[snt])(script|style|noscript|template)\b[^<]*+(?:<(?!/\1\s*>)[^<]*+)*+(?:</\1\s*>|\Z))""",
    re.IGNORECASE | re.VERBOSE,
)
# Lines that end with a full stop are prose, whatever else a page's scripts hold: told at a twentieth of what stripping it costs.
_LINE_END = re.compile(r"。\s*<(?:/|br)")
_LINK = re.compile(r"<a\b[^<>]*>[^<]*+(?:<(?!/?a\b)[^<]*+)*+", re.IGNORECASE)
# Where a page that shows nothing sends its reader.
_SENT = re.compile(
    r"""(?:location(?:\.href)?\s*=\s*|location\.(?:replace|assign)\(\s*|http-equiv\s*=\s*["']?refresh["']?[^<>]*url=)["']?([^"'<>\s;)]*)""",
    re.IGNORECASE,
)
_ALERT = re.compile(r"""alert\(\s*["']([^"'<>]{1,200})""")
_TITLE = re.compile(r"<title[^<>]*>(.*?)(?:</title|\Z)", re.IGNORECASE | re.DOTALL)
_PASSWORD = re.compile(r"""<input[^<>]+type\s*=\s*["']?password""", re.IGNORECASE)
_MARKUP = re.compile(r"<(?:!doctype\s+)?html\b|<body\b", re.IGNORECASE)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f]")
# A headline and right below it a day alone: so does a page without any frame begin its article; a wall tells the clock time too.
_HEADED = re.compile(
    r"<(h[1-3])\b[^<>]*>(?P<headline>[^<>]{6,200})</\1>(?:</?\w+[^<>]*>|\s)*+20\d\d\s?[-./年]\s?\d\d?\s?[-./月]\s?\d\d?\s?日?\s*<",
    re.IGNORECASE,
)
_LOGIN_PATH = re.compile(r"(?:^|[/._-])(?:login|signin|sso|cas|passport|oauth2?|auth)(?:$|[/._?-])", re.IGNORECASE)
_ERROR_PATH = re.compile(r"/(?:404|error|notfound|not_found)[\w.-]*$", re.IGNORECASE)
_HOME_PATH = re.compile(r"^/?(?:(?:index|default|home)\.\w+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Answer:
    """What was answered to a request for ``url``: as stored with its capture, and its text where it was decoded."""

    url: str
    status: int | None = None
    network_error: str | None = None
    media_type: str | None = None
    redirected_to: str | None = None
    text: str = ""
    damaged: float = 0.0


def judge(answer: Answer) -> Verdict:
    """Return what an answer is; OK means that it is worth reading, not that something will be found in it.

    ValueError for a network error outside the vocabulary.
    """
    delivered = judge_file(answer)
    if delivered is not Verdict.OK:
        return delivered
    if not answer.text.strip():
        return Verdict.EMPTY
    if _is_not_text(answer):
        return Verdict.NOT_HTML
    if answer.damaged > DAMAGED_MAX:
        return Verdict.BAD_ENCODING
    return _by_words(answer.text) or Verdict.OK


def judge_file(answer: Answer) -> Verdict:
    """Return what an answer with a file is: by error, status and redirect alone. ValueError as in ``judge``."""
    if answer.network_error is not None:
        return Verdict(answer.network_error)
    return _by_status(answer) or _by_redirect(answer) or Verdict.OK


def is_frame(text: str) -> bool:
    """Return whether what was read as an article's text is nothing but its site's footer: the page is a template left hollow."""
    is_short = 0 < len(text) <= LITTLE_TEXT
    return is_short and words.FOOTER_ALONE.search(text) is not None and all(map(words.FOOTER.search, text.split("\n")))


def _by_status(answer: Answer) -> Verdict | None:
    status = answer.status or 200
    if status in STATUSES:
        return STATUSES[status]
    if status in CHALLENGE_STATUSES:
        return Verdict.CHALLENGE
    if status >= 500:
        said = _by_words(answer.text)
        return said if said in {Verdict.CHALLENGE, Verdict.MAINTENANCE} else Verdict.SERVER_ERROR
    if 300 <= status < 400:
        return Verdict.REDIRECT_OUT
    return Verdict.SERVER_ERROR if status >= 400 else None


def _is_not_text(answer: Answer) -> bool:
    media_type = (answer.media_type or "").lower()
    if media_type and not any(name in media_type for name in TEXT_TYPES):
        return "<html" not in answer.text[:2000].lower()
    head = answer.text[:4000]
    # A page that lost its letters' marks on the way is one all the same.
    if _MARKUP.search(head):
        return False
    return len(_CONTROLS.findall(head)) > CONTROLS_MAX * len(head)


def _by_redirect(answer: Answer) -> Verdict | None:
    """Return what a followed redirect says: to a login, an error page or a home page is not to the page that was asked for."""
    if not answer.redirected_to:
        return None
    asked, got = urlsplit(answer.url), urlsplit(answer.redirected_to)
    elsewhere = _host(asked.hostname) != _host(got.hostname)
    if _LOGIN_PATH.search(f"{got.hostname}{got.path}") and not _LOGIN_PATH.search(f"{asked.hostname}{asked.path}"):
        return Verdict.REDIRECT_OUT if elsewhere else Verdict.LOGIN
    if _ERROR_PATH.search(got.path):
        return Verdict.SOFT404
    if _HOME_PATH.match(got.path) and not got.query and not _HOME_PATH.match(asked.path):
        return Verdict.REDIRECT_OUT if elsewhere else Verdict.SOFT404
    return None


def _host(name: str | None) -> str:
    return (name or "").removeprefix("www.")


def _by_words(text: str) -> Verdict | None:
    if _is_data(text) or next(islice(_LINE_END.finditer(text), FEW_SENTENCES, None), None):
        return None
    text = text[:JUDGED_MAX]
    shown = _HIDDEN.sub(" ", text)
    visible = _plain(shown)
    if len(visible) <= WALLED_TEXT and words.LOGIN_FOR_ALL.search(visible):
        return Verdict.LOGIN
    return None if visible.count("。") > FEW_SENTENCES else _of_few_sentences(text, shown, visible)


def _of_few_sentences(text: str, shown: str, visible: str) -> Verdict | None:
    if any(mark in shown for mark in words.PLACE_MARKS) and words.UNFILLED_HEAD.search(shown):
        return Verdict.EMPTY
    if words.bears_article(shown) or words.ARTICLE_META.search(text) or _is_headed(shown):
        return None
    own, links = _LINK.subn(" ", shown)
    if links >= FRAME_LINKS:
        return _of_frame(text, visible) or _of_framed(_plain(own))
    return _of_little(text, visible) if len(visible) <= LITTLE_TEXT else _of_frame(text, visible)


def _is_headed(shown: str) -> bool:
    """Return whether a page shows the headline that its <title> names above a day alone."""
    found = _HEADED.search(shown)
    return found is not None and squash(_title(shown)).startswith(squash(found["headline"]))


def _plain(html: str) -> str:
    """Return the text between tags; a tag without an end goes on to the next one, or to the end."""
    first, *rest = html.split("<")
    return " ".join(" ".join([first, *(piece.partition(">")[2] for piece in rest)]).split())


def _is_data(text: str) -> bool:
    head = text.lstrip("\ufeff \r\n\t")[:2000].lower()
    return is_json(text) or (head.startswith("<?xml") and "<html" not in head)


def _of_little(text: str, visible: str) -> Verdict | None:
    """Return what a page of little text is by any word or mark of a block or error page, or that it is empty."""
    title = _title(text)
    rest = visible.replace(title, "", 1).strip()
    said = " ".join([title, visible, *(_ALERT.findall(text) if len(rest) < EMPTY_TEXT else ())])
    if words.CHALLENGE_MARKS.search(text):
        return Verdict.CHALLENGE
    for kind, pattern in words.OF_LITTLE:
        if pattern.search(said):
            return Verdict(kind)
    if _PASSWORD.search(text):
        return Verdict.LOGIN
    if len(rest) < EMPTY_TEXT:
        # Hanweb's lists stand as records in a script, for another to show.
        return None if "<record>" in text else _of_nothing(text)
    return Verdict.EMPTY if words.UNFILLED.search(rest) else None


def _of_nothing(text: str) -> Verdict:
    """Return what a page that shows no text is by where its script or its refresh leads: firewalls set a cookie and go on so."""
    sent = _SENT.search(text)
    if sent is None:
        return Verdict.CHALLENGE if "eval(function(" in text else Verdict.EMPTY
    path = urlsplit(sent[1]).path
    if _LOGIN_PATH.search(path):
        return Verdict.LOGIN
    return Verdict.SOFT404 if path and (_ERROR_PATH.search(path) or _HOME_PATH.match(path)) else Verdict.CHALLENGE


def _of_frame(text: str, visible: str) -> Verdict | None:
    """Return what a page with a whole site's frame is by its title or by the plainest words alone."""
    if words.PLAINLY_NOT_FOUND.search(visible):
        return Verdict.SOFT404
    title = _title(text)
    for kind, names, said in words.TITLES:
        if names.search(title) and said.search(f"{title} {visible}"):
            return Verdict(kind)
    return None


def _of_framed(own: str) -> Verdict | None:
    """Return what a page is by what a site's frame holds outside of links, where that is little and bears no date.

    Forms for login and captchas belong to frames, so that their words say nothing here; and an announcement has its day.
    """
    if len(own) > LITTLE_TEXT or words.DATED.search(own):
        return None
    if words.NOT_FOUND.search(own):
        return Verdict.SOFT404
    if words.MAINTENANCE.search(own):
        return Verdict.MAINTENANCE
    return Verdict.EMPTY if words.UNFILLED.search(own) else None


def _title(text: str) -> str:
    found = _TITLE.search(text)
    return " ".join(found[1].split()) if found else ""
