"""Every manner of page gives its title, day, source, document number and the edges of its body."""

import pytest

from crawler.reading import read_file
from crawler.reading.article import read_article
from planwatch.text import squash

from .manners import MANNERS
from .manners_edges import EDGES
from .manners_facts import FACTS
from .manners_further import FURTHER
from .manners_layout import LAYOUTS
from .manners_old import OLD
from .manners_unseen import UNSEEN

ALL = MANNERS | FACTS | EDGES | LAYOUTS | UNSEEN | FURTHER | OLD
URL = "https://www.example.gov.cn/art/1.html"


@pytest.mark.parametrize("name", OLD)
def test_an_article_beside_longer_lists_is_no_list(name: str) -> None:
    reading = read_file(OLD[name].html.encode(), URL)

    assert (reading.article is not None, reading.listing) == (True, None)


@pytest.mark.parametrize("name", ALL)
def test_a_page_is_read_whole_and_without_furniture(name: str) -> None:
    wanted = ALL[name]
    read = read_article(wanted.html, URL)
    lines = read.text.split("\n")

    assert (squash(read.title), (read.published_on or "")[:10], read.credited_source, read.document_number) == (
        squash(wanted.title),
        wanted.day or "",
        wanted.source,
        wanted.number,
    )
    assert (squash(lines[0]), squash(lines[-1])) == (squash(wanted.first), squash(wanted.last))
    assert len([line for line in lines if len(line) >= 20]) == len({line for line in lines if len(line) >= 20})
