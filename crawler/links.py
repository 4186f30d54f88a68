"""Which of a page's links are looked at: articles and files of the source, on its declared origins. Pure."""

import re
from collections import Counter
from collections.abc import Iterable
from urllib.parse import urlsplit

from crawler.declarations import origins
from planwatch.records import Attachment, FoundLink, ListItem, PageKind, Source
from planwatch.urls import canonical, origin

# The formats in which ministries attach documents (source-facts.md, section 4); wps and ofd are China's own.
FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|wps|et|dps|ofd|rtf|csv|zip|rar|7z)$", re.IGNORECASE)
# Scrapy's own limit; the longest address that Internet Explorer took, which sites still keep to.
URL_LIMIT = 2083
# A relative link that a server resolves wrongly repeats its folders for ever; no site of the corpus names one thrice.
REPEATS = 2


class LinkRules:
    """What a source says of links, made ready once."""

    def __init__(self, source: Source) -> None:
        """Take the rules from a source's declaration."""
        self.source = source
        self.origins = origins(source)
        self._allow = re.compile(source.article.allow) if source.article.allow else None
        # What is declared by itself is asked for each night and found on no list, whatever list also names it.
        lists, pages = (listing.url for listing in source.listings), (page.url for page in source.pages)
        self._declared = {*map(canonical, lists), *map(canonical, pages)}

    def listed(self, items: Iterable[ListItem]) -> tuple[FoundLink, ...]:
        """Return the links of a list that lead to articles, or straight to files; each address once."""
        links = (FoundLink(item.url, kind_of(item.url), item.title) for item in items)
        return tuple({link.url: link for link in links if self._wanted(link)}.values())

    def attached(self, attachments: Iterable[Attachment]) -> tuple[FoundLink, ...]:
        """Return the files that an article links to, as far as they are on the source's origins."""
        links = (FoundLink(found.url, PageKind.ATTACHMENT, found.title) for found in attachments)
        return tuple({link.url: link for link in links if self.reachable(link.url)}.values())

    def reachable(self, url: str) -> bool:
        """Return whether an address is on a declared origin and no trap."""
        return len(url) <= URL_LIMIT and origin(url) in self.origins and not _repeats(url)

    def _wanted(self, link: FoundLink) -> bool:
        if link.url in self._declared or not self.reachable(link.url):
            return False
        return link.kind is PageKind.ATTACHMENT or self._allow is None or bool(self._allow.search(link.url))


def kind_of(url: str) -> PageKind:
    """Return what an address on a list most likely leads to, by the end of its path."""
    return PageKind.ATTACHMENT if FILE.search(urlsplit(url).path) else PageKind.ARTICLE


def _repeats(url: str) -> bool:
    folders = [part for part in urlsplit(url).path.split("/")[:-1] if part and not part.isdecimal()]
    return any(count > REPEATS for count in Counter(folders).values())
